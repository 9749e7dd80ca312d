"""An operation, declared once: a typed async function under `@tool(...)`.

The signature and the docstring are the schema. MCP, OpenAI, Anthropic, the command line, the reference and the
Python faces derive from the same `Tool` object.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Concatenate, Generic, ParamSpec, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, create_model

from pywry_tools.access import Effect, Need, Scope
from pywry_tools.docstring import Docstring
from pywry_tools.errors import InvalidArguments
from pywry_tools.ports import Context
from pywry_tools.samples import shown
from pywry_tools.schema import clean

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

MOST_FAULTS = 10
NAME = re.compile(r"^[a-z][a-z0-9_]{2,39}$")


class PeopleOnly:
    """Marks a parameter that only a Python caller can give."""


ForPeople = Annotated[T, PeopleOnly()]
"""A live object: a callback, a provider. Typed in the Python face, absent from every schema, audit and store."""


@dataclass(frozen=True)
class Parameter:
    """One argument of a tool, as its callers see it."""

    name: str
    annotation: Any
    default: Any
    description: str

    @property
    def required(self) -> bool:
        """Whether a caller must give it."""
        return self.default is inspect.Parameter.empty

    @property
    def people_only(self) -> bool:
        """Whether agents never see it."""
        return get_origin(self.annotation) is Annotated and any(
            isinstance(mark, PeopleOnly) for mark in get_args(self.annotation)[1:]
        )


class Tool(Generic[P, R]):
    """A typed operation with everything its callers need to know.

    Attributes:
        function: The declared function; its first parameter is the Context.
        name: `noun_verb`, from module and function.
        effect: read, write or destroy.
        scope: The kind of thing it touches.
        toolset: The set that an agent switches on to see it.
        idempotent: Whether a repeated call changes nothing more.
        open_world: Whether it reaches beyond this program.
        posted: Whether it only appends to a log, so that people need not wait for the loop.
        needs: What the transport must be able to do; None works everywhere.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        *,
        effect: Effect,
        scope: Scope,
        toolset: str,
        idempotent: bool = False,
        open_world: bool = False,
        posted: bool = False,
        needs: Need | None = None,
    ) -> None:
        self.function = function
        self.name = f"{function.__module__.rpartition('.')[2]}_{function.__name__}"
        self.effect: Effect = effect
        self.scope: Scope = scope
        self.toolset = toolset
        self.idempotent = idempotent or effect == "read"
        self.open_world = open_world
        self.posted = posted
        self.needs = needs
        self.__doc__ = function.__doc__
        if not NAME.match(self.name):
            raise ValueError(f"tool name {self.name!r} must be lower case, 3 to 40 characters: rename the function")

    def __repr__(self) -> str:
        return f"<Tool {self.name}>"

    @cached_property
    def doc(self) -> Docstring:
        """The docstring in parts."""
        return Docstring.parse(self.function.__doc__ or "")

    @property
    def description(self) -> str:
        """What an agent reads about the tool."""
        return self.doc.description

    @property
    def title(self) -> str:
        """A short name for people, such as "Show a page"."""
        return self.doc.summary.rstrip(".")

    @cached_property
    def _hints(self) -> dict[str, Any]:
        module = sys.modules[self.function.__module__]
        return get_type_hints(self.function, vars(module), include_extras=True)

    @cached_property
    def signature(self) -> inspect.Signature:
        """The signature as a caller sees it: without the context, with real types."""
        declared = list(inspect.signature(self.function).parameters.values())[1:]
        typed = [p.replace(annotation=self._hints[p.name]) for p in declared]
        return inspect.Signature(typed, return_annotation=self._hints.get("return", Any))

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name, people-only ones included."""
        return {
            p.name: Parameter(p.name, p.annotation, p.default, self.doc.args.get(p.name, ""))
            for p in self.signature.parameters.values()
        }

    @cached_property
    def _model(self) -> type[BaseModel]:
        fields: dict[str, Any] = {
            p.name: (p.annotation, Field(... if p.required else p.default, description=p.description or None))
            for p in self.parameters.values()
            if not p.people_only
        }
        config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, protected_namespaces=())
        return create_model(self.name, __config__=config, **fields)

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(p.name for p in self.parameters.values() if p.people_only)

    @cached_property
    def input_schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments: flat, strict, without pydantic's titles."""
        return clean(self._model.model_json_schema())

    @cached_property
    def output_schema(self) -> dict[str, Any]:
        """JSON Schema of the answer."""
        return clean(TypeAdapter(self.signature.return_annotation).json_schema(mode="serialization"))

    def bind(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        """Name the positional arguments of a Python call."""
        if not args:
            return dict(kwargs)
        bound = self.signature.bind_partial(*args, **kwargs)
        return dict(bound.arguments)

    def validate(self, arguments: Mapping[str, Any], *, live: bool = False) -> dict[str, Any]:
        """Check the arguments and fill in defaults.

        Args:
            arguments: By name.
            live: Whether people-only parameters are accepted.

        Raises:
            InvalidArguments: With one line a field, and the signature.
        """
        people = {name: arguments[name] for name in self._people if name in arguments} if live and self._people else {}
        given = {k: v for k, v in arguments.items() if k not in people} if people else arguments
        try:
            checked: BaseModel = self._model.__pydantic_validator__.validate_python(dict(given))
        except ValidationError as error:
            raise InvalidArguments(f"{self._complaint(error)}\n{self._right(error)}") from None
        values: dict[str, Any] = dict(vars(checked))
        for name in self._people:
            values[name] = people.get(name, self.parameters[name].default)
        return values

    def _complaint(self, error: ValidationError) -> str:
        lines: list[str] = []
        problems = error.errors(include_url=False, include_context=False)
        for problem in problems[:MOST_FAULTS]:
            place = ".".join(str(part) for part in problem["loc"]) or "arguments"
            got = "" if problem["type"] == "missing" else f" (got {_short(problem['input'])})"
            lines.append(f"- {place}: {problem['msg']}{got}")
        if len(problems) > MOST_FAULTS:
            lines.append(f"- and {len(problems) - MOST_FAULTS:,} more faults")
        return "\n".join([f"{self.name} cannot take these arguments:", *lines, f"It takes {self.usage}."])

    def _right(self, error: ValidationError) -> str:
        """A call that would do, with every field that was wrong."""
        problems = error.errors(include_url=False, include_context=False, include_input=False)[:MOST_FAULTS]
        wrong = {str(problem["loc"][0]) for problem in problems if problem["loc"]}
        return f"Right would be: {shown(self.name, self.input_schema, wrong)}"

    @property
    def usage(self) -> str:
        """One line of signature for error messages, as agents may call it."""
        shown = [p.name if p.required else f"{p.name}?" for p in self.parameters.values() if not p.people_only]
        return f"{self.name}({', '.join(shown)}), a ? marking what may be left out"

    async def run(self, ctx: Context, values: Mapping[str, Any]) -> R:
        """Run the body with checked values.

        Raises:
            InvalidArguments: The body found values that do not go together.
        """
        try:
            answer = self.function(ctx, **values)
            return cast(R, await answer if inspect.isawaitable(answer) else answer)
        except ValidationError as error:
            raise InvalidArguments(self._complaint(error)) from None

    def post(self, ctx: Context, values: Mapping[str, Any]) -> R:
        """Run the body of a posted tool with checked values, here and now.

        Raises:
            InvalidArguments: The body found values that do not go together.
        """
        try:
            return cast(R, self.function(ctx, **values))
        except ValidationError as error:
            raise InvalidArguments(self._complaint(error)) from None

    def dump(self, answer: R) -> Any:
        """The answer as JSON-able data; None fields left out."""
        return (
            answer.model_dump(mode="json", by_alias=True, exclude_none=True)
            if isinstance(answer, BaseModel)
            else answer
        )


def _short(value: object, limit: int = 60) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}..."


def tool(
    *,
    effect: Effect,
    scope: Scope,
    toolset: str = "core",
    idempotent: bool = False,
    open_world: bool = False,
    needs: Need | None = None,
) -> Callable[[Callable[Concatenate[Context, P], Awaitable[R]]], Tool[P, R]]:
    """Declare an operation.

    Args:
        effect: What it does to what it touches: "read", "write" or "destroy".
        scope: The kind of thing it touches.
        toolset: "core" is what every agent sees; others are switched on.
        idempotent: Whether a repeated call changes nothing more.
        open_world: Whether it reaches beyond this program.
        needs: What the transport must be able to do; None works everywhere.
    """

    def declare(function: Callable[Concatenate[Context, P], Awaitable[R]]) -> Tool[P, R]:
        return Tool(
            function,
            effect=effect,
            scope=scope,
            toolset=toolset,
            idempotent=idempotent,
            open_world=open_world,
            needs=needs,
        )

    return declare


def posted(
    *, scope: Scope, toolset: str = "core", idempotent: bool = False, needs: Need | None = None
) -> Callable[[Callable[Concatenate[Context, P], R]], Tool[P, R]]:
    """Declare a data-plane verb: a plain function that appends to a widget's log and waits for nobody.

    Args:
        scope: The kind of thing it touches.
        toolset: "core" is what every agent sees; others are switched on.
        idempotent: Whether a repeated call changes nothing more.
        needs: What the transport must be able to do; None works everywhere.
    """

    def declare(function: Callable[Concatenate[Context, P], R]) -> Tool[P, R]:
        return Tool(
            function, effect="write", scope=scope, toolset=toolset, idempotent=idempotent, posted=True, needs=needs
        )

    return declare
