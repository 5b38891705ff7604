"""The desk in a real browser: write, ask, watch, correct, publish; with the keyboard, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect


def log_in(page: Page, name: str = "chief") -> None:
    page.goto("/admin/login/?next=/admin/articles/article/")
    page.fill("#id_username", name)
    page.fill("#id_password", name)
    page.click("input[type=submit]")
    expect(page).to_have_url(re.compile("/admin/articles/article/$"))


def write_article(page: Page, headline: str, body: str) -> str:
    """Write an English article and return the address of its form."""
    page.goto("/admin/articles/article/add/")
    page.select_option("#id_source_language", "en")
    page.fill("#id_text_headline", headline)
    page.fill("#id_text_body", body)
    page.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    return page.url


def translate(page: Page, form: str, language: str, engine: str = "pseudo") -> None:
    page.goto(form)
    page.get_by_role("link", name="Translate", exact=True).click()
    page.locator(f"a[href*='engine={engine}']").first.click()  # the languages that it serves
    page.check(f"input[name=language][value={language}]")
    page.select_option("#id_engine", engine)
    page.get_by_role("button", name="Translate").click()
    expect(page).to_have_url(re.compile("/admin/translation/jobs/"))


def test_an_article_is_written_translated_corrected_and_published(page: Page) -> None:
    log_in(page)
    form = write_article(page, "The barge is back", "It came home with 12 tonnes.\n\n## At the quay\n\nNobody slept.")
    translate(page, form, "de")
    # The page goes on by itself until the job has ended.
    expect(page.locator(".desk-summary")).to_contain_text("Ended: 1 of 1 languages done", timeout=30_000)
    expect(page.locator(".desk-jobs")).to_contain_text("4 of 4 segments")
    page.get_by_role("link", name="Edit segments").click()

    texts = page.locator(".desk-segment textarea")
    german = ["Der Kahn ist zurück", "Er kam mit 12 Tonnen heim.", "Am Kai", "Niemand schlief."]
    for number, text in enumerate(german):
        texts.nth(number).fill(text)
        texts.nth(number).press("Control+Enter")
        expect(page.locator(".desk-segment").nth(number).locator(".desk-state")).to_have_text("reviewed")
        expect(texts.nth(min(number + 1, 3))).to_be_focused()
    page.reload()
    expect(texts.first).to_have_value("Der Kahn ist zurück")

    page.goto(form)
    row = page.locator("#version-de")
    row.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Deutsch published.")
    row.get_by_role("link", name="View").click()
    expect(page.locator("h1")).to_have_text("Der Kahn ist zurück")
    assert page.locator("html").get_attribute("lang") == "de"


def test_two_people_in_one_segment_lose_nothing(page: Page, browser: Browser) -> None:
    log_in(page)
    form = write_article(page, "The lock is shut", "The keeper is on leave.")
    translate(page, form, "fi")
    expect(page.locator(".desk-summary")).to_contain_text("Ended", timeout=30_000)
    page.get_by_role("link", name="Edit segments").click()
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("textarea").nth(1).fill("Vartija on lomalla.")
    other.locator(".desk-segment").nth(1).get_by_role("button", name="Save").click()
    expect(other.locator(".desk-segment").nth(1)).to_contain_text("reviewed")

    text = page.locator("textarea").nth(1)
    text.fill("Minun sanani.")
    text.press("Control+Enter")
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("changed this segment since you opened it")
    expect(warning).to_contain_text("Vartija on lomalla.")
    expect(text).to_have_value("Minun sanani.")


@pytest.fixture
def bare(browser: Browser, site) -> Iterator[Page]:
    """Open a page in a browser that runs no scripts."""
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_everything_works_without_javascript(bare: Page) -> None:
    log_in(bare)
    form = write_article(bare, "The crane is silent", "It needs oil.")
    translate(bare, form, "fr")
    for _attempt in range(20):
        if "Ended" in bare.locator(".desk-summary").inner_text():
            break
        bare.wait_for_timeout(1000)
        bare.reload()
    bare.get_by_role("link", name="Edit segments").click()
    for number, text in enumerate(["La grue se tait", "Il lui faut de l’huile."]):
        bare.locator("textarea").nth(number).fill(text)
        bare.locator(".desk-segment").nth(number).get_by_role("button", name="Save").click()
        expect(bare.locator("textarea").nth(number)).to_have_value(text)
    bare.goto(form)
    bare.locator("#version-fr").get_by_role("button", name="Publish").click()
    expect(bare.locator(".messagelist .success")).to_contain_text("français published.", ignore_case=True)


def test_a_picture_is_put_into_the_text_with_a_click(page: Page) -> None:
    log_in(page)
    page.goto("/admin/articles/article/add/")
    page.fill("#id_text_body", "Before.")
    page.locator(".desk-insert").first.click()
    assert re.fullmatch(r"Before\.\n\n▲ \nimage: \d+\n(credit: .*\n)?alt: ", page.input_value("#id_text_body"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_fits_the_window_and_every_cell_has_words(page: Page, scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    log_in(page)
    cells = page.locator("ul.desk-glance").first.locator("li")
    expect(cells).to_have_count(15)
    assert all(": " in (cell.get_attribute("title") or "") for cell in cells.all())
    last = cells.last.bounding_box()
    table = page.locator("#changelist").bounding_box()
    assert last and table and last["x"] + last["width"] <= table["x"] + table["width"]
