"""Classes and functions as Markdown: signatures, docstrings, and what stands under each field."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any

from docs.generate.markdown import block, code, docstring, table

GIVEN = {"self", "answers"}
"""Parameters that a caller does not give: the object, and what `SearchIndex` adds by itself."""


def field_texts(owner: type) -> dict[str, str]:
    """The text under each field or member of a class, as its source has it: name -> text."""
    source = textwrap.dedent(inspect.getsource(owner))
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.ClassDef)
    texts: dict[str, str] = {}
    name = ""
    for statement in definition.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)):
                texts[name] = ""
            case ast.Assign(targets=[ast.Name(id=name)]):
                texts[name] = ""
            case ast.Expr(value=ast.Constant(value=str(text))) if name in texts:
                texts[name] = inspect.cleandoc(text)
    return texts


def describe(owner: object, name: str, level: int = 2) -> str:
    """A class or a function under a heading of its own."""
    heading = f"{'#' * level} `{name}`"
    if isinstance(owner, type):
        return "\n\n".join([heading, *_class_paragraphs(owner, level)])
    assert callable(owner)
    return "\n\n".join([heading, *_function_paragraphs(owner, name)])


def _class_paragraphs(owner: type, level: int) -> Iterator[str]:
    yield docstring(owner)
    if issubclass(owner, Enum):
        yield members_table(owner)
    elif is_dataclass(owner):
        yield fields_table(owner)
    for name, method in _public_methods(owner):
        yield f"{'#' * (level + 1)} `{name}`"
        yield from _function_paragraphs(method, name)
    for name, value in vars(owner).items():
        if isinstance(value, property) and not name.startswith("_"):
            yield f"`{name}`: {docstring(value) or 'worked out from the fields.'}"


def _public_methods(owner: type) -> list[tuple[str, Callable[..., Any]]]:
    """The methods written in the class itself, in its order. Errors have none but their text."""
    return [
        (name, member)
        for name, member in vars(owner).items()
        if inspect.isfunction(member) and not name.startswith("_")
    ]


def _function_paragraphs(
    function: Callable[..., Any], name: str
) -> Iterator[str]:
    signature = _signature(function)
    yield block(f"{name}{signature}", "py")
    yield docstring(function)


def _signature(function: Callable[..., Any]) -> str:
    """The signature as it is written, a parameter a line where it is long."""
    signature = inspect.signature(function)
    signature = signature.replace(parameters=_shown_parameters(signature))
    text = str(signature).replace("'", "")
    if len(text) < 72:
        return text
    returned = text.rpartition(" -> ")[2]
    lines = "".join(
        f"    {parameter},\n" for parameter in _parameter_lines(signature)
    )
    return f"(\n{lines}) -> {returned}"


def _shown_parameters(signature: inspect.Signature) -> list[inspect.Parameter]:
    """The parameters that a caller gives."""
    parameters = signature.parameters.values()
    return [
        parameter for parameter in parameters if parameter.name not in GIVEN
    ]


def _parameter_lines(signature: inspect.Signature) -> Iterator[str]:
    """The parameters, with the star before the first that must be named."""
    named = False
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and not named:
            named = True
            yield "*"
        yield str(parameter).replace("'", "")


def fields_table(owner: Any) -> str:
    """The fields of a dataclass: name, type, default, and the text under each."""
    texts = field_texts(owner)
    rows = []
    for field in fields(owner):
        name = code(field.name)
        kind = code(_type_text(field))
        rows.append(
            (name, kind, _default_text(field), texts.get(field.name, ""))
        )
    header = ("field", "type", "default", "what it is")
    if any(texts.values()):
        return table(header, rows)
    return table(header[:3], [row[:3] for row in rows])


def _type_text(field: Field[Any]) -> str:
    if isinstance(field.type, str):
        return field.type
    return field.type.__name__


def _default_text(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return "empty"
    if field.default is MISSING:
        return ""
    value = field.default
    if isinstance(value, Enum):
        value = value.value
    return code(repr(value))


def members_table(owner: type[Enum]) -> str:
    """The members of an enumeration: value, name, and the text under each."""
    texts = field_texts(owner)
    rows = []
    for member in owner:
        value = code(repr(member.value))
        name = code(member.name)
        rows.append((value, name, texts.get(member.name, "")))
    return table(("value", "name", "what it is"), rows)
