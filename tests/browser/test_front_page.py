"""The smallest proof that a reader reaches the site."""

from playwright.sync_api import Page, expect


def test_a_reader_reaches_the_front_page_in_her_language(page: Page) -> None:
    page.goto("/de/")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("h1, h2").first).to_be_visible()
