"""A person who looks at pages in a browser while an agent works on them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from pywry.headless import Browser, Tab

T = TypeVar("T")


class Person:
    """Opens pages and clicks in them, from any thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, browser: Browser) -> None:
        self._loop = loop
        self._browser = browser
        self._tabs: list[Tab] = []

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)

    def opens(self, url: str) -> None:
        """Open a page and wait until it is joined to its program."""
        self._tabs.append(self._do(self._browser.page(url)))
        self._do(self._tabs[-1].wait_for("window.pywry?.connected ?? document.readyState === 'complete'"))

    def clicks(self, selector: str) -> None:
        """Click in the page that was opened last."""
        self._do(self._tabs[-1].click(selector))

    def leaves(self) -> None:
        """Close every page."""
        while self._tabs:
            self._do(self._tabs.pop().close())


@contextmanager
def person() -> Iterator[Person]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    browser = Browser()
    asyncio.run_coroutine_threadsafe(browser.__aenter__(), loop).result(30)
    try:
        yield Person(loop, browser)
    finally:
        asyncio.run_coroutine_threadsafe(browser.close(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
