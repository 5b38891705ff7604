"""Read a page the way browsers do, enough for tests: elements with their attributes, language and text."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "br", "hr", "input"}


@dataclass
class Element:
    """An element: its tag, attributes, the language it is in, and all the text inside it."""

    tag: str
    attributes: dict[str, str]
    language: str
    text: str = ""
    parents: list[Element] = field(default_factory=list, repr=False)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


class Page(HTMLParser):
    """A parsed page; fails on elements that are closed in the wrong order."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(content.decode())
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        language = attributes.get("lang") or (self._open[-1].language if self._open else "")
        element = Element(tag, attributes, language, parents=list(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, class_: str = "", **attributes: str) -> list[Element]:
        """Return the elements with this tag, class and attributes, in order."""
        return [
            element
            for element in self.elements
            if element.tag == tag
            and (not class_ or class_ in element.classes)
            and all(element.attributes.get(name) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, class_: str = "", **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(tag, class_, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag}.{class_} {attributes}"
        return found[0]

    def alternates(self) -> dict[str, str]:
        """Return {hreflang: address} of the page in other languages."""
        links = self.all("link", rel="alternate")
        return {link["hreflang"]: link["href"] for link in links if "type" not in link.attributes}

    @property
    def text(self) -> str:
        return self.elements[0].text if self.elements else ""


def words(element: Element) -> str:
    """Return an element's text with single spaces."""
    return " ".join(element.text.split())
