"""One number that matters."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from pywry.data.infer import native
from pywry.panels.base import BasePanel, given
from pywry.panels.formats import check_format
from pywry_tools.errors import BadData
from pywry_tools.ports import PanelKind


class MetricPanel(BasePanel):
    """A value with its change and its course.

    Args:
        panel: Its id.
        title: What the value is.
        value: The value; None where there is none.
        format: A d3 format, such as `,.1f`.
        prefix: Before the value.
        suffix: After the value.
        delta: Its change.
        delta_format: A d3 format for the change.
        inverse: Whether a fall is good.
        spark: Numbers for a small line.
        hint: A line of small print.
    """

    KIND: ClassVar[PanelKind] = "metric"

    def __init__(
        self,
        panel: str,
        *,
        title: str | None = None,
        value: Any = None,
        format: str | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        delta: float | None = None,
        delta_format: str | None = None,
        inverse: bool | None = None,
        spark: Sequence[float] | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(panel, title)
        self.value = number_or_text(value)
        self._style = given(
            {
                "format": check_format(format),
                "prefix": prefix,
                "suffix": suffix,
                "delta": number_or_text(delta),
                "deltaFormat": check_format(delta_format),
                "inverse": inverse or None,
                "hint": hint,
            }
        )
        self._spark = spark

    def show(self, value: Any, **more: Any) -> None:
        """Show another value.

        Args:
            value: The value; None where there is none.
            more: delta, spark and hint; what is not given stays.

        Raises:
            BadData: The value or its change is neither number nor text.
        """
        self._spark = more.pop("spark", self._spark)
        if "delta" in more:
            more["delta"] = number_or_text(more["delta"])
        self.value = number_or_text(value)
        self._style = given({**self._style, **more})

    def _body(self) -> Mapping[str, Any]:
        return {**self._style, "spark": self._spark}

    def wire(self) -> dict[str, Any]:
        """The card; a value of None is said, for it is shown as missing."""
        return {**super().wire(), "title": self.title or self.id, "value": self.value}

    def summary(self) -> dict[str, Any]:
        """The value."""
        return {"value": self.value, **{k: v for k, v in self._style.items() if k in ("prefix", "suffix", "delta")}}


def number_or_text(value: Any) -> int | float | str | None:
    """A value as a card can show it.

    Raises:
        BadData: It is neither number nor text.
    """
    value = native(value)
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "∞" if value > 0 else "-∞"
    if value is None or isinstance(value, (int, float, str)):
        return value
    raise BadData(f"a metric shows a number or text, not a value of type {type(value).__name__}; give one number.")
