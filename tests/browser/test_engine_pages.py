"""The pages around engines in a real browser: a try by hand with a real engine, and what it left in the ledger."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shots import shot


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "width", "height"), [("desktop", 1280, 900), ("phone", 390, 844)])
def test_an_engine_is_tried_out_and_stands_in_the_ledger(page: Page, scheme, device, width, height) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.goto("/admin/login/?next=/admin/translation/engines/")
    page.fill("#id_username", "desk")
    page.fill("#id_password", "desk")
    page.click("input[type=submit]")
    page.select_option("select[name=engine]", "firefox")
    page.select_option("select[name=target]", "pt")
    page.get_by_role("button", name="Translate “Hello, world”").click()
    expect(page.locator("#tried q")).to_contain_text("mundo")
    page.evaluate("scrollTo(0, 0)")
    suffix = "" if (scheme, device) == ("light", "desktop") else f"-{device}-{scheme}"
    shot(page, f"engines{suffix}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Spending", exact=True).click()
    expect(page.locator(".desk-spend").first).to_contain_text("Firefox Translations")
    shot(page, f"spend{suffix}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
