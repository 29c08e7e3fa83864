"""Reads a page as a strict reader would: tags in balance, nothing inline, references that lead
somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "wbr"})
Attributes = dict[str, str]


@dataclass(slots=True)
class Element:
    tag: str
    attributes: Attributes
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text inside, white space collapsed."""
        return " ".join(self.raw_text.split())

    @property
    def raw_text(self) -> str:
        return "".join(
            child if isinstance(child, str) else child.raw_text
            for child in self.children
        )

    def all(self, tag: str | None = None, **attributes: str) -> list[Element]:
        """The elements inside with this tag and these attributes; `class_` is one of the
        classes.
        """
        inside = [
            child for child in self.children if isinstance(child, Element)
        ]
        found = [one for child in inside for one in (child, *child.all())]
        return [
            one
            for one in found
            if tag in (None, one.tag)
            and all(one.has(*pair) for pair in attributes.items())
        ]

    def one(self, tag: str | None = None, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    def has(self, name: str, value: str) -> bool:
        if name == "class_":
            return value in self.attributes.get("class", "").split()
        return self.attributes.get(name.replace("_", "-")) == value


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("root", {}, None)

    def handle_starttag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (
            f"an attribute twice in <{tag}>: {names}"
        )
        element = Element(
            tag, {name: value or "" for name, value in attrs}, self.open
        )
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.tag, f"</{tag}> closes <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def read_page(html: str) -> Element:
    """The page's elements, after checking what must hold for every page of ours."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open is reader.root, f"<{reader.open.tag}> is never closed"
    root = reader.root
    _check_nothing_inline(root)
    _check_references(root)
    assert root.one("html").attributes["lang"] == "sv"
    assert root.one("title").text
    assert root.one("h1").text
    assert len(root.all("main")) == 1
    return root


def _check_nothing_inline(root: Element) -> None:
    for element in root.all():
        assert element.tag not in ("script", "style", "iframe", "object"), (
            element.tag
        )
        inline = [
            name
            for name in element.attributes
            if name == "style" or name.startswith("on")
        ]
        assert not inline, f"<{element.tag}> has {inline}"


def _check_references(root: Element) -> None:
    ids = [
        element.attributes["id"]
        for element in root.all()
        if "id" in element.attributes
    ]
    assert len(ids) == len(set(ids)), "an id twice"
    for element in root.all():
        named = [
            element.attributes.get(name)
            for name in ("for", "form", "aria-labelledby")
        ]
        target = element.attributes.get("href", "")
        wanted = [*named, target[1:] if target.startswith("#") else None]
        missing = [name for name in wanted if name and name not in ids]
        assert not missing, f"<{element.tag}> points at {missing}"
    unlabelled = [
        field
        for field in root.all("input")
        if field.attributes.get("type") != "hidden"
    ]
    labels = {label.attributes.get("for") for label in root.all("label")}
    for one in unlabelled:
        assert one.attributes.get("id") in labels or (
            one.parent is not None and one.parent.tag == "label"
        )
