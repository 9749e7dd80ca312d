"""Keeping tokens out of logs."""

from __future__ import annotations

import logging
import re
from functools import cache

TOKEN = re.compile(r"(?<=[?&]token=)[^&\s]+")


class Masked(logging.Filter):
    """Masks the tokens in the addresses that a server logs."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record; its texts lose their tokens."""
        if isinstance(record.args, tuple):
            record.args = tuple(TOKEN.sub("***", a) if isinstance(a, str) else a for a in record.args)
        return True


@cache
def mask_tokens() -> None:
    """Mask them wherever uvicorn logs requests, in a person's own server too."""
    logging.getLogger("uvicorn.access").addFilter(Masked())
