"""A source that is bound to a panel, as people hold it."""

from __future__ import annotations

from collections.abc import Generator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pywry_tools.errors import NoSuchLive, WrongThread

if TYPE_CHECKING:
    from pywry.live.feed import Feed
    from pywry.runtime.session import Session
    from pywry_tools.models.live import LiveState


PATIENCE_S = 10.0


class Live:
    """Live data on its way. Made by `handle.live(source)`; as a context manager it stops at the end of the block.

    `await live` waits as `live.wait()` does, on any loop.

    Attributes:
        id: Unique within the app; agents use the same.
    """

    def __init__(self, session: Session, feed: Feed) -> None:
        self._session = session
        self._feed = feed
        self.id = feed.id

    @classmethod
    def of(cls, owner: Any, state: LiveState) -> Live:
        """Take what was just started."""
        session: Session = owner.session
        feeds = session.hub.find(state.widget).feeds
        found = [feed for feed in feeds.all if feed.id == state.live] if feeds is not None else []
        if not found:
            raise NoSuchLive(state.live)
        return cls(session, found[0])

    def __repr__(self) -> str:
        return f"<Live {self.id} {self._feed.status}>"

    @property
    def state(self) -> LiveState:
        """How it is doing: status ("running", "paused", "ended" or "failed"), count, rate, lag and error."""
        return self._feed.state

    @property
    def status(self) -> str:
        """running, paused, ended or failed."""
        return self._feed.status

    def pause(self) -> None:
        """Take nothing more from the source for now; what it would say waits or is not asked for."""
        self._session.post(tools().pause, {"live": self.id})

    def resume(self) -> None:
        """Go on after a pause."""
        self._session.post(tools().resume, {"live": self.id})

    def stop(self) -> None:
        """Unbind the source for good; what has come is drawn, and what was drawn stays. Never waits."""
        if not self._feed.over.is_set():
            self._feed.stop()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until it has ended by itself or was stopped, and everything is drawn.

        Args:
            timeout_s: How long at most; None is for ever.

        Returns:
            Whether it has ended.

        Raises:
            Exception: What the source raised, if that ended it; BadData if what it said does not fit the panel.
            WrongThread: The caller stands on PyWry's own loop; `await live` there.
        """
        if self._session.hub.portal.here and not self._feed.done.is_open:
            raise WrongThread("wait() was called inside async code on PyWry's own loop; use `await live`.")
        over = self._feed.done.wait(timeout_s)
        self._raise()
        return over

    def __await__(self) -> Generator[Any, None, None]:
        yield from self._feed.done.passed().__await__()
        self._raise()

    def _raise(self) -> None:
        if self._feed.status == "failed" and self._feed.error is not None:
            raise self._feed.error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if not self._session.hub.portal.here:
            self._feed.done.wait(PATIENCE_S)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        await self._feed.done.passed()


def tools() -> Any:
    """The family, imported when it is first used."""
    from pywry_tools.tools import live

    return live
