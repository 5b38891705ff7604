"""Texts to measure with: the sample newsroom's English, varied so that no two are alike and memory cannot help."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from articles.body import strip_tags, texts
from articles.body.document import Document
from translation.sample.loader import samples


def paragraphs() -> Iterator[str]:
    """Yield paragraphs of 20 words and more without end, each with a number of its own."""
    found = [
        ref.text
        for sample in samples()
        if "en" in sample.versions
        for ref in texts(sample.document("en", _NO_IMAGES).body)
        if len(strip_tags(ref.text).split()) >= 20
    ]
    for number, text in zip(itertools.count(100), itertools.cycle(found), strict=False):
        yield f"{text} This is note {number}."


def document(count: int, source: Iterator[str]) -> Document:
    """Return a document of `count` paragraphs."""
    body = [{"type": "paragraph", "text": text} for text in itertools.islice(source, count)]
    return Document(headline=f"A measured article of {count} paragraphs", body=body).cleaned()


def words(document: Document) -> int:
    """Return the number of words of a document's texts."""
    return sum(len(strip_tags(ref.text).split()) for ref in texts(document.body)) + len(document.headline.split())


class _NoImages(dict):
    def __missing__(self, key: str) -> None:
        return None


_NO_IMAGES = _NoImages()
