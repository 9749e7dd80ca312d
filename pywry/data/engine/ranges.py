"""Date filters that are relative to today, as ranges of the reader's own calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from pywry_tools.errors import BadData

Day = dt.date
MONDAY = 1
QUARTER = 3


class Clock(NamedTuple):
    """The reader's time.

    Attributes:
        today: The day where the reader is.
        week: The first day of a week, 0 is Sunday.
    """

    today: dt.date
    week: int = MONDAY

    @classmethod
    def of(cls, said: Mapping[str, object] | None) -> Clock | None:
        """What a page says of its time: `{today: "2026-11-21", week: 1}`."""
        if said is None:
            return None
        try:
            return cls(dt.date.fromisoformat(str(said["today"])), int(str(said.get("week", MONDAY))) % 7)
        except (KeyError, ValueError):
            raise BadData(f"{said!r} says no time; give today as 2026-11-21 and week as 0 to 6.") from None


def months(day: Day, count: int) -> Day:
    """The first of a month, some months from a day's own."""
    number = day.year * 12 + day.month - 1 + count
    return dt.date(number // 12, number % 12 + 1, 1)


def ago(day: Day, count: int) -> Day:
    """The same day of the month, some months before; one that the month lacks runs on into the next."""
    return months(day, -count) + dt.timedelta(days=day.day - 1)


def days(day: Day, count: int) -> Day:
    """Some days from a day."""
    return day + dt.timedelta(days=count)


def quarter(day: Day, count: int = 0) -> Day:
    """The first day of a quarter, some quarters from a day's own."""
    return months(day, -((day.month - 1) % QUARTER) + count * QUARTER)


def week(clock: Clock, count: int = 0) -> Day:
    """The first day of a week, some weeks from today's."""
    since = (clock.today.isoweekday() % 7 - clock.week) % 7
    return days(clock.today, 7 * count - since)


def year(day: Day, count: int = 0) -> Day:
    """The first day of a year."""
    return dt.date(day.year + count, 1, 1)


Range = Callable[[Clock], tuple[Day, Day]]


def _whole(start: Callable[[Clock, int], Day], offset: int) -> Range:
    return lambda c: (start(c, offset), start(c, offset + 1))


def _until_now(start: Callable[[Day], Day]) -> Range:
    return lambda c: (start(c.today), days(c.today, 1))


def _month(clock: Clock, count: int) -> Day:
    return months(clock.today, count)


def _quarter(clock: Clock, count: int) -> Day:
    return quarter(clock.today, count)


def _year(clock: Clock, count: int) -> Day:
    return year(clock.today, count)


def _day(clock: Clock, count: int) -> Day:
    return days(clock.today, count)


PRESETS: Mapping[str, Range] = {
    "today": _whole(_day, 0),
    "yesterday": _whole(_day, -1),
    "tomorrow": _whole(_day, 1),
    **{f"{said}Week": _whole(week, n) for said, n in (("this", 0), ("last", -1), ("next", 1))},
    **{f"{said}Month": _whole(_month, n) for said, n in (("this", 0), ("last", -1), ("next", 1))},
    **{f"{said}Quarter": _whole(_quarter, n) for said, n in (("this", 0), ("last", -1), ("next", 1))},
    **{f"{said}Year": _whole(_year, n) for said, n in (("this", 0), ("last", -1), ("next", 1))},
    "yearToDate": _until_now(year),
    "last7Days": _until_now(lambda day: days(day, -7)),
    "last30Days": _until_now(lambda day: days(day, -30)),
    "last90Days": _until_now(lambda day: days(day, -90)),
    "last6Months": _until_now(lambda day: ago(day, 6)),
    "last12Months": _until_now(lambda day: ago(day, 12)),
    "last24Months": _until_now(lambda day: ago(day, 24)),
}


def range_of(preset: str, clock: Clock | None) -> tuple[int, int]:
    """A relative range as UTC milliseconds; the end is not part of it."""
    low, high = PRESETS[preset](clock or Clock(dt.datetime.now().date()))
    return _millis(low), _millis(high)


def _millis(day: Day) -> int:
    return int(np.datetime64(day, "ms").astype("int64"))
