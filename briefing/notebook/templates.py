"""The shape of a saved story: a Jinja2 template, one that ships or one of the reader's own, in a sandbox."""

from __future__ import annotations

import re
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, wraps
from importlib import resources
from pathlib import Path
from types import FrameType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    nodes,
    pass_environment,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.core.errors import ConfigError
from briefing.core.markdown import Markdown
from briefing.core.markup import Markup
from briefing.core.org import Org
from briefing.core.saved_file import Style
from briefing.files import from_home
from briefing.notebook.filters import filters

TraceFunction = Callable[[FrameType, str, Any], Any]

SHIPPED = {"plain": "plain.md.jinja", "obsidian": "obsidian.md.jinja", "org": "org.org.jinja"}
ENDING = ".jinja"
_LONGEST = 10_000_000
"""Characters of a file, and of a text that a template makes."""
_TOO_LONG = "it makes more than a file may be long"
_FILLING_FILTERS = ("batch", "center", "indent", "slice")
_FILLING = frozenset({"center", "expandtabs", "generate_lorem_ipsum", "ljust", "rjust", "zfill"})
"""What takes a width or a count, and fills up to it."""
_WIDE = re.compile(r"\d{8,}")
_WIDTH_GIVEN = re.compile(r"%[^%a-zA-Z]*\*|\{[^{}]*\{")
"""A width in a format that stands among what is put into it."""
_LONGEST_SECONDS = 10
"""Of the processor's time, for one file."""


@dataclass(frozen=True)
class Shape:
    """A template, the markup that its files are in, their ending (`md`, `org`), and whether names are wiki-links."""

    template: Template
    markup: Markup
    ending: str
    linked: bool
    file: Path | None = None

    def fill(self, values: Mapping[str, object]) -> str:
        """The text of a file. Raises ConfigError with the line of the template that cannot be filled."""
        try:
            with _ending():
                return self.template.render(values).rstrip("\n") + "\n"
        except Exception as error:  # a template may fail in any way that Python can
            raise ConfigError(f"the template cannot be filled: {error}", *_place_of(error, self.file)) from None


class _Code(CodeGenerator):
    """Has `~` join texts as those of a block are joined."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.concat(map(str, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")))")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Makes no text that is longer than a file may be: a loop that doubles one would take all memory."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, own_filters: dict[str, Callable[..., str]], **options: Any) -> None:
        super().__init__(**options)
        checks = dict.fromkeys(_FILLING_FILTERS, _check_widths) | {"format": _check_format}
        known = self.filters | {"join": _join, "replace": _replace} | own_filters
        self.filters = {name: _bounded(function, checks.get(name)) for name, function in known.items()}

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The text of a block, a macro or a whole template. Raises OverflowError."""
        text, length = [], 0
        for piece in pieces:
            length += len(piece)
            _check_length(length)
            text.append(piece)
        return "".join(text)

    def call(self, context: Context, function: Any, /, *given: Any, **named: Any) -> Any:
        """The result of a function or method. Raises OverflowError."""
        name = getattr(function, "__name__", "")
        of = getattr(getattr(function, "__wrapped__", function), "__self__", "")
        if name in _FILLING:
            _check_widths("", *given, **named)
        elif name in ("format", "format_map"):
            _check_format(of, *given, **named)
        elif name == "join" and isinstance(of, str):
            return _join(self, given[0], of)
        elif name == "replace" and isinstance(of, str):
            return _replace(of, *given)
        return _checked(super().call(context, function, *given, **named))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator. Raises OverflowError."""
        if operator == "%":
            _check_format(left, *(right if isinstance(right, tuple) else (right,)))
        elif operator == "**" and abs(right) > 1_000:
            raise OverflowError(_TOO_LONG)
        elif isinstance(left, Sized):
            _check_length(len(left) + len(right) if operator == "+" else len(left) * right)
        elif isinstance(right, Sized):
            _check_length(left * len(right))
        return _checked(super().call_binop(context, operator, left, right))


def _bounded(function: Callable[..., Any], check: Callable[..., None] | None = None) -> Callable[..., Any]:
    """A function that checks what it is given, and how long the text is that it makes."""

    @wraps(function)
    def run(*given: Any, **named: Any) -> Any:
        if check is not None:
            check(*given, **named)
        return _checked(function(*given, **named))

    return run


def _checked(made: Any) -> Any:
    if isinstance(made, str):
        _check_length(len(made))
    return made


@pass_environment
def _join(environment: Environment, parts: Iterable[Any], between: Any = "", attribute: str | int | None = None) -> str:
    """Jinja's filter. Raises OverflowError."""
    chosen = parts if attribute is None else map(make_attrgetter(environment, attribute), parts)
    texts = [str(part) for part in chosen]
    _check_length(sum(map(len, texts)) + len(texts) * len(str(between)))
    return str(between).join(texts)


def _replace(text: Any, old: str, new: str, count: int | None = None) -> str:
    """Jinja's filter. Raises OverflowError."""
    _check_length(len(str(text)) + str(text).count(old) * len(new))
    return str(text).replace(old, new, -1 if count is None else count)


def _check_length(length: int) -> None:
    if length > _LONGEST:
        raise OverflowError(_TOO_LONG)


def _check_widths(_value: object, *given: object, **named: object) -> None:
    """Let no width or count be greater than a file may be long: `center` would fill it up. Raises OverflowError."""
    if any(isinstance(number, (int, float)) and number > _LONGEST for number in (*given, *named.values())):
        raise OverflowError(_TOO_LONG)


def _check_format(template: object, *given: object, **named: object) -> None:
    """The same with the widths in a format: "%90000000d", or "%*d" with such a number. Raises OverflowError."""
    if isinstance(template, str):
        if _WIDE.search(template):
            raise OverflowError(_TOO_LONG)
        if _WIDTH_GIVEN.search(template):
            _check_widths(template, *given, **named)
        longest = max((len(text) for text in (*given, *named.values()) if isinstance(text, str)), default=0)
        _check_length(len(template) + (template.count("%") + template.count("{")) * longest)


def load(style: Style) -> Shape:
    """The template that ships under a name, or that of a file ending in `.jinja`, as it is now. Raises ConfigError."""
    if style.template in SHIPPED:
        return _load(style, 0)
    file = from_home(style.template)
    if file.suffix != ENDING or not file.is_file():
        known = ", ".join(SHIPPED)
        raise ConfigError(f"there is no template {style.template!r}; say {known}, or a file such as story.md{ENDING}")
    return _load(style, file.stat().st_mtime_ns)


@lru_cache(8)
def _load(style: Style, _changed: int) -> Shape:
    """The template of a style; another one when its file has changed."""
    name = style.template
    if name in SHIPPED:
        return _shape(FunctionLoader(_read_shipped), SHIPPED[name], style.wiki_links or name == "obsidian", None)
    file = from_home(name)
    return _shape(FileSystemLoader(file.parent), file.name, style.wiki_links, file)


def _shape(loader: BaseLoader, name: str, linked: bool, file: Path | None) -> Shape:
    ending = Path(name.removesuffix(ENDING)).suffix.removeprefix(".") or "md"
    markup: Markup = Org() if ending == "org" else Markdown()
    environment = _Sandbox(
        filters(markup, linked),
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # these are no web pages; text from outside is escaped as Markdown or Org
    )
    try:
        return Shape(environment.get_template(name), markup, ending, linked, file)
    except TemplateSyntaxError as error:
        raise ConfigError(f"the template cannot be read: {error.message}", file, error.lineno) from None
    except (TemplateError, OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the template cannot be read: {error}", file) from None


@contextmanager
def _ending() -> Iterator[None]:
    """Let no template run on: its loops may have no end that anybody sees, and nothing else ends a thread."""
    end, before = time.thread_time() + _LONGEST_SECONDS, sys.gettrace()

    def look(frame: FrameType, _event: str, _value: object) -> TraceFunction | None:
        if time.thread_time() > end:
            raise TimeoutError(f"it takes longer than {_LONGEST_SECONDS} seconds")
        return look if "__jinja_template__" in frame.f_globals else None

    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)


def _read_shipped(name: str) -> str | None:
    if name not in SHIPPED.values():
        return None
    return (resources.files(__name__.rpartition(".")[0]) / "templates" / name).read_text(encoding="utf-8")


def _place_of(error: BaseException, file: Path | None) -> tuple[Path | None, int | None]:
    """The file and line in which an error came up: that of the template, or of one that it includes."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    place = next((frame for frame in frames if _is_template(frame.name)), None)
    return (file, None) if place is None else (file and Path(place.filename), place.lineno)


def _is_template(name: str) -> bool:
    """Whether Jinja gave this name to a frame: it writes tracebacks as if templates were Python."""
    return name in ("top-level template code", "template") or name.startswith("block '")
