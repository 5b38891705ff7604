"""A model fetched from the request page, with a script and without one."""

import threading

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site
from tests.browser.shots import shot
from tests.browser.test_main_job import MARKET, log_in
from tests.servers.firefox_models import ModelServer, halting
from tests.waiting import wait_for


def test_a_language_moves_up_when_its_model_is_there(page: Page, mirror: ModelServer) -> None:
    log_in(page)
    page.get_by_role("link", name=MARKET).click()
    page.get_by_role("link", name="Translate", exact=True).click()
    expect(page.get_by_role("button", name="Get the model for German, ")).to_be_visible(timeout=15_000)
    page.check("input[name=language][value=pt]")
    go_on = threading.Event()
    mirror.faults = [halting(go_on)]
    page.get_by_role("button", name="Get the model for German").click()
    expect(page.locator("#other-de progress")).to_be_visible(timeout=15_000)
    shot(page, "model")
    go_on.set()
    expect(page.locator("#language-de")).to_be_visible(timeout=30_000)
    expect(page.locator("#other-de")).to_have_count(0)
    assert page.is_checked("input[name=language][value=pt]") and not page.is_checked("input[value=de]")
    expect(page.locator("#ready [role=status]")).to_contain_text("Deutsch")


def test_without_a_script_a_link_shows_how_far_it_is(browser: Browser, site: Site, mirror: ModelServer) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    log_in(page)
    page.get_by_role("link", name=MARKET).click()
    page.get_by_role("link", name="Translate", exact=True).click()
    go_on = threading.Event()
    mirror.faults = [halting(go_on)]
    page.get_by_role("button", name="Get the model for Simplified Chinese").click()
    expect(page.locator("#other-zh-hans")).to_contain_text("model")
    look_again = page.locator("#models noscript a")  # no role: Playwright takes no account of what is in noscript
    expect(look_again).to_be_visible()
    go_on.set()

    def there() -> bool:
        if look_again.count():
            look_again.click()
        return page.locator("#language-zh-hans").count() == 1

    wait_for(there, 30, every=0.5)
    context.close()
