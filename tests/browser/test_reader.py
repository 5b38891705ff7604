"""Readers with a browser: without scripts, on a phone, in the dark, on paper, with a keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a page that runs no scripts."""
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def open_first_story(page: Page, language: str) -> None:
    page.goto(f"/{language}/")
    page.locator(".lead .title a").click()
    expect(page.locator("h1.headline")).to_be_visible()


def test_a_reader_without_scripts_stays_on_the_article_in_another_language(plain: Page) -> None:
    open_first_story(plain, "de")
    german = plain.locator("h1.headline").inner_text()
    assert plain.locator("html").get_attribute("lang") == "de"
    plain.get_by_role("link", name="日本語").click()
    assert plain.locator("html").get_attribute("lang") == "ja"
    assert plain.locator("h1.headline").inner_text() != german
    plain.get_by_role("link", name="Deutsch").click()
    assert plain.locator("h1.headline").inner_text() == german


@pytest.mark.parametrize("language", ["de", "ja", "sa", "fi"])
def test_a_phone_shows_everything_without_scrolling_sideways(page: Page, language: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"/{language}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    open_first_story(page, language)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    names = page.locator(".languages li a")
    expect(names).to_have_count(15)
    for name in names.all():
        box = name.bounding_box()
        assert box and box["height"] >= 24 and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


def test_lines_have_a_readable_measure(page: Page) -> None:
    open_first_story(page, "ja")
    # Han and Kana are as wide as the face is high.
    characters = page.evaluate(
        "(p => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize))"
        "(document.querySelector('.body > p'))"
    )
    assert 30 <= characters <= 34
    open_first_story(page, "de")
    longest = page.evaluate(
        """() => {
            const text = document.querySelector('.body > p'), range = document.createRange(), lines = new Map();
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
                range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
                const line = Math.round(range.getBoundingClientRect().bottom / 8);
                lines.set(line, (lines.get(line) || 0) + 1);
            }
            return Math.max(...lines.values());
        }"""
    )
    assert 55 <= longest <= 76


def test_the_dark_is_ink_blue(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/en/")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    red, green, blue = (int(part) for part in paper.removeprefix("rgb(").removesuffix(")").split(","))
    assert red < green < blue < 80


def test_paper_gets_the_story_and_nothing_to_click(page: Page) -> None:
    open_first_story(page, "en")
    page.emulate_media(media="print")
    expect(page.locator(".languages")).to_be_hidden()
    expect(page.locator("h1.headline")).to_be_visible()


def test_the_keyboard_reaches_the_text_first(page: Page) -> None:
    open_first_story(page, "en")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_each_script_is_set_in_a_serif_face_of_its_own(page: Page) -> None:
    faces = set()
    for language in ("en", "ja", "zh-hans", "ko", "sa", "ru"):
        open_first_story(page, language)
        faces.add(page.evaluate("getComputedStyle(document.querySelector('.body p')).fontFamily"))
    assert len(faces) == 6
