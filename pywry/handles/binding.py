"""The human face of a tool: one bound line an operation.

`on_app(page.show)` in a class body gives `app.show(...)` and `await app.show.aio(...)` with the tool's own signature;
`on_widget` also fills in the widget, and `on_panel` the panel too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Protocol, Self, TypeVar, cast, overload

from pywry.handles.families import Later

if TYPE_CHECKING:
    import inspect

    from pywry.runtime.session import Session
    from pywry_tools.ids import MenuId, TrayId, WidgetId
    from pywry_tools.tool import Tool

P = ParamSpec("P")
R = TypeVar("R")
V = TypeVar("V")


class HasSession(Protocol):
    """Anything that can call tools."""

    @property
    def session(self) -> Session:
        """The door."""
        ...


class HasWidget(HasSession, Protocol):
    """Anything that stands for a widget."""

    @property
    def id(self) -> WidgetId:
        """The widget's id."""
        ...


class HasPanel(HasWidget, Protocol):
    """Anything that stands for a panel of a widget."""

    @property
    def panel_id(self) -> str | None:
        """The panel's id; None for the page's only one."""
        ...


class HasMenu(HasSession, Protocol):
    """Anything that stands for a menu."""

    @property
    def id(self) -> MenuId:
        """The menu's id."""
        ...


class HasTray(HasSession, Protocol):
    """Anything that stands for a tray icon."""

    @property
    def id(self) -> TrayId:
        """The icon's id."""
        ...


class Call(Generic[P, R]):
    """A tool with its context filled in. Call it, or await its `aio`."""

    def __init__(
        self,
        tool: Tool[..., Any],
        owner: HasSession,
        name: str,
        filled: Mapping[str, Any],
        into: Callable[[Any, Any], Any] | None,
    ) -> None:
        self._tool = tool
        self._owner = owner
        self._name = name
        self._filled = filled
        self._into = into
        self.__doc__ = tool.__doc__
        self.__name__ = name

    def __repr__(self) -> str:
        return f"<{type(self._owner).__name__}.{self._name}{self.__signature__}>"

    @property
    def __signature__(self) -> inspect.Signature:
        taken = [p for p in self._tool.signature.parameters.values() if p.name not in self._filled]
        return self._tool.signature.replace(parameters=taken)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run it and wait for the answer.

        Raises:
            WrongThread: Inside async code on PyWry's own loop; await `aio` there.
        """
        arguments = self._arguments(args, kwargs)
        session = self._owner.session
        if self._tool.posted:
            return self._answer(session.post(self._tool, arguments))
        portal = session.hub.portal
        return self._answer(portal.run(session.call(self._tool, arguments), self._name))

    async def aio(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run it without blocking the caller's loop."""
        return self._answer(await self._owner.session.call(self._tool, self._arguments(args, kwargs)))

    def _arguments(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        if not args:
            return {**kwargs, **self._filled}
        bound = self.__signature__.bind_partial(*args, **kwargs)
        return {**bound.arguments, **self._filled}

    def _answer(self, answer: Any) -> R:
        return cast(R, answer if self._into is None else self._into(self._owner, answer))


class _Bound(Generic[P, R]):
    def __init__(self, tool: Tool[..., Any] | Later, into: Callable[[Any, Any], Any] | None) -> None:
        self._tool = tool
        self._into = into
        self._name = tool.name
        if not isinstance(tool, Later):
            self.__doc__ = tool.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @property
    def tool(self) -> Tool[..., Any]:
        """The tool behind the face."""
        if isinstance(self._tool, Later):
            self._tool = self._tool.load()
            self.__doc__ = self._tool.__doc__
        return self._tool

    def _shown(self) -> Self:
        """Itself with the tool's words, for `help` and editors that ask the class."""
        self.__doc__ = self.tool.__doc__
        return self


class on_app(_Bound[P, R]):  # noqa: N801 - reads as a word in a class body
    """Bind a tool to the app.

    Args:
        tool: The operation.
        into: Makes what people get from `(owner, answer)`; left out, they get the answer.
    """

    @overload
    def __init__(self, tool: Tool[P, R]) -> None: ...
    @overload
    def __init__(self, tool: Tool[P, V], into: Callable[[Any, V], R]) -> None: ...
    def __init__(self, tool: Tool[P, Any], into: Callable[[Any, Any], Any] | None = None) -> None:
        super().__init__(tool, into)

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> on_app[P, R]: ...
    @overload
    def __get__(self, owner: HasSession, kind: type | None = None) -> Call[P, R]: ...
    def __get__(self, owner: HasSession | None, kind: type | None = None) -> on_app[P, R] | Call[P, R]:
        return self._shown() if owner is None else Call(self.tool, owner, self._name, {}, self._into)


class on_widget(_Bound[P, R]):  # noqa: N801 - reads as a word in a class body
    """Bind a tool to a handle: its first parameter, the widget, is filled in.

    Args:
        tool: The operation.
        into: Makes what people get from `(owner, answer)`; left out, they get the answer.
    """

    @overload
    def __init__(self, tool: Tool[Concatenate[WidgetId, P], R]) -> None: ...
    @overload
    def __init__(self, tool: Tool[Concatenate[WidgetId, P], V], into: Callable[[Any, V], R]) -> None: ...
    def __init__(
        self, tool: Tool[Concatenate[WidgetId, P], Any], into: Callable[[Any, Any], Any] | None = None
    ) -> None:
        super().__init__(tool, into)

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> on_widget[P, R]: ...
    @overload
    def __get__(self, owner: HasWidget, kind: type | None = None) -> Call[P, R]: ...
    def __get__(self, owner: HasWidget | None, kind: type | None = None) -> on_widget[P, R] | Call[P, R]:
        if owner is None:
            return self._shown()
        return Call(self.tool, owner, self._name, {"widget": owner.id}, self._into)


class on_panel(_Bound[P, R]):  # noqa: N801 - reads as a word in a class body
    """Bind a tool to a panel's handle: the widget and the keyword `panel` are filled in.

    Args:
        tool: The operation; it has a keyword `panel`.
        into: Makes what people get from `(owner, answer)`; left out, they get the answer.
    """

    @overload
    def __init__(self, tool: Tool[Concatenate[WidgetId, P], R]) -> None: ...
    @overload
    def __init__(self, tool: Tool[Concatenate[WidgetId, P], V], into: Callable[[Any, V], R]) -> None: ...
    def __init__(
        self, tool: Tool[Concatenate[WidgetId, P], Any], into: Callable[[Any, Any], Any] | None = None
    ) -> None:
        super().__init__(tool, into)

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> on_panel[P, R]: ...
    @overload
    def __get__(self, owner: HasPanel, kind: type | None = None) -> Call[P, R]: ...
    def __get__(self, owner: HasPanel | None, kind: type | None = None) -> on_panel[P, R] | Call[P, R]:
        if owner is None:
            return self._shown()
        filled: dict[str, Any] = {"widget": owner.id}
        if owner.panel_id is not None:
            filled["panel"] = owner.panel_id
        return Call(self.tool, owner, self._name, filled, self._into)


class on_menu(_Bound[P, R]):  # noqa: N801 - reads as a word in a class body
    """Bind a tool to a menu's proxy: its first parameter, the menu, is filled in.

    Args:
        tool: The operation.
        into: Makes what people get from `(owner, answer)`; left out, they get the answer.
    """

    @overload
    def __init__(self, tool: Tool[Concatenate[MenuId, P], R]) -> None: ...
    @overload
    def __init__(self, tool: Tool[Concatenate[MenuId, P], V], into: Callable[[Any, V], R]) -> None: ...
    def __init__(self, tool: Tool[Concatenate[MenuId, P], Any], into: Callable[[Any, Any], Any] | None = None) -> None:
        super().__init__(tool, into)

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> on_menu[P, R]: ...
    @overload
    def __get__(self, owner: HasMenu, kind: type | None = None) -> Call[P, R]: ...
    def __get__(self, owner: HasMenu | None, kind: type | None = None) -> on_menu[P, R] | Call[P, R]:
        return self._shown() if owner is None else Call(self.tool, owner, self._name, {"menu": owner.id}, self._into)


class on_tray(_Bound[P, R]):  # noqa: N801 - reads as a word in a class body
    """Bind a tool to a tray icon's proxy: its first parameter, the icon, is filled in.

    Args:
        tool: The operation.
        into: Makes what people get from `(owner, answer)`; left out, they get the answer.
    """

    @overload
    def __init__(self, tool: Tool[Concatenate[TrayId, P], R]) -> None: ...
    @overload
    def __init__(self, tool: Tool[Concatenate[TrayId, P], V], into: Callable[[Any, V], R]) -> None: ...
    def __init__(self, tool: Tool[Concatenate[TrayId, P], Any], into: Callable[[Any, Any], Any] | None = None) -> None:
        super().__init__(tool, into)

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> on_tray[P, R]: ...
    @overload
    def __get__(self, owner: HasTray, kind: type | None = None) -> Call[P, R]: ...
    def __get__(self, owner: HasTray | None, kind: type | None = None) -> on_tray[P, R] | Call[P, R]:
        return self._shown() if owner is None else Call(self.tool, owner, self._name, {"tray": owner.id}, self._into)


class reads(Generic[V]):  # noqa: N801 - reads as a word in a class body
    """Bind a property to a tool that reads: `is_maximized = reads[bool](window.read, "Whether it fills the screen.")`.

    The tool takes the widget and `properties`, and its answer has an attribute for each of them. Reading the property
    waits for the answer; `await proxy.read.aio(["is_maximized"])` does not hold up the caller's loop.

    Args:
        tool: The operation.
        doc: What the property says.
    """

    def __init__(self, tool: Tool[..., Any] | Later, doc: str) -> None:
        self._tool = tool
        self._name = ""
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @property
    def tool(self) -> Tool[..., Any]:
        """The tool behind the property."""
        if isinstance(self._tool, Later):
            self._tool = self._tool.load()
        return self._tool

    @overload
    def __get__(self, owner: None, kind: type | None = None) -> Self: ...
    @overload
    def __get__(self, owner: HasWidget, kind: type | None = None) -> V: ...
    def __get__(self, owner: HasWidget | None, kind: type | None = None) -> Self | V:
        if owner is None:
            return self
        filled = {"widget": owner.id, "properties": [self._name]}
        read: Call[..., Any] = Call(self.tool, owner, "read", filled, None)
        return cast(V, getattr(read(), self._name))
