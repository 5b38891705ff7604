"""The main job from end to end with a real engine, as the sample desk account; and the pages that the README shows."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shots import shot

MARKET = "Marrowby tries a market after dark"


def log_in(page: Page) -> None:
    page.goto("/admin/login/?next=/admin/articles/article/")
    page.fill("#id_username", "desk")
    page.fill("#id_password", "desk")
    page.click("input[type=submit]")
    expect(page.get_by_role("link", name=MARKET)).to_be_visible()


def translate_into_portuguese(page: Page, form: str) -> None:
    """Ask for Portuguese and wait on the job page, which goes on by itself, until the job has ended."""
    page.goto(form)
    page.get_by_role("link", name="Translate", exact=True).click()
    page.check("input[name=language][value=pt]")
    shot(page, "translate")
    page.get_by_role("button", name="Translate").click()
    expect(page).to_have_url(re.compile("/admin/translation/jobs/"))
    expect(page.locator(".desk-summary")).to_contain_text("Ended: 1 of 1 languages done", timeout=60_000)


def test_an_english_article_is_translated_edited_and_read_in_portuguese(page: Page) -> None:
    log_in(page)
    shot(page, "articles")
    page.get_by_role("link", name=MARKET).click()
    form = page.url
    translate_into_portuguese(page, form)
    expect(page.locator(".desk-jobs")).to_contain_text("18 of 18 segments")
    expect(page.locator(".desk-jobs")).to_contain_text("Firefox Translations")
    shot(page, "job")

    page.goto(form)
    body = page.input_value("#id_text_body")
    assert "The town council had expected 1,500 people." in body
    page.fill("#id_text_body", body.replace("had expected 1,500 people", "had hoped for 1,500 people"))
    page.click("input[name=_continue]")
    expect(page.locator("#version-pt")).to_contain_text("outdated")
    translate_into_portuguese(page, form)
    expect(page.locator(".desk-jobs")).to_contain_text("1 sent")

    page.get_by_role("link", name="Edit segments").click()
    read_and_improve(page)
    page.goto(form)
    page.locator("#version-pt").get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist .success")).to_contain_text("português", ignore_case=True)

    page.goto("/pt/")
    page.get_by_role("link", name="Marrowby tenta").first.click()
    assert page.locator("html").get_attribute("lang") == "pt"
    expect(page.locator("main")).to_contain_text("3.400")
    expect(page.locator("main")).to_contain_text("Lumo-2.5X")
    assert page.locator("meta[name=robots]").get_attribute("content").startswith("noindex")


def read_and_improve(page: Page) -> None:
    """Find the sums of money as Portuguese writes them and nothing critical; better a word and save it."""
    texts = page.locator(".desk-segment textarea")
    whole = "\n".join(text.input_value() for text in texts.all())
    for number in ("18,50", "2.115,75", "1.264,75"):
        assert number in whole
    expect(page.locator(".desk-finding.is-critical")).to_have_count(0)
    (fee,) = [text for text in texts.all() if "18,50 libras" in text.input_value()]
    fee.fill(fee.input_value().replace("18,50 libras", "18,50 libras esterlinas"))
    fee.scroll_into_view_if_needed()
    shot(page, "segments")
    page.get_by_role("button", name="Save all changes").click()
    expect(page.locator("#content")).to_contain_text("post-edited")
    expect(page.locator(".desk-finding.is-critical")).to_have_count(0)


def open_story(page: Page, language: str) -> None:
    """Open the tram story in a language, by the language bar of its German page."""
    page.goto("/de/")
    page.get_by_role("link", name=re.compile("Yuntings Straßenbahn")).first.click()
    if language != "de":
        page.locator(f"nav.languages a[hreflang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1, .headline").first).to_be_visible()


@pytest.mark.parametrize("language", ["de", "ja", "sa"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "width", "height"), [("desktop", 1280, 1600), ("phone", 390, 844)])
def test_a_reader_switches_languages_on_the_same_article(page: Page, language, scheme, device, width, height) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    open_story(page, language)
    expect(page.locator("main")).to_contain_text("Polaris-3.1")
    assert page.locator("nav.languages a, nav.languages [aria-current]").count() >= 15
    suffix = "" if (scheme, device) == ("light", "desktop") else f"-{device}-{scheme}"
    shot(page, f"article-{language}{suffix}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "width", "height"), [("desktop", 1280, 1400), ("phone", 390, 844)])
def test_the_front_page_leads_with_a_picture(page: Page, scheme, device, width, height) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto("/en/")
    expect(page.locator("main img").first).to_be_visible()
    suffix = "" if (scheme, device) == ("light", "desktop") else f"-{device}-{scheme}"
    shot(page, f"front{suffix}")
