"""The segment editor's script while answers are slow or do not come: what is typed stays, and every row says so."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.test_desk import log_in, translate, write_article

POSTS = re.compile(r"/admin/translation/versions/\d+/")
OVER = "Another person or a machine changed this segment since you opened it."


class Held:
    """Holds back the answers to what a page posts; the server has done its work by then."""

    def __init__(self, page: Page) -> None:
        self._waiting: list[tuple[Route, object]] = []
        self._page = page
        page.route(POSTS, self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        self._waiting.append((route, route.fetch()))

    def until(self, count: int) -> None:
        """Wait until so many answers are held."""
        for _attempt in range(100):
            if len(self._waiting) == count:
                return
            self._page.wait_for_timeout(50)
        pytest.fail(f"{len(self._waiting)} of {count} answers came")

    def release(self) -> None:
        """Let the answers through that are held now."""
        waiting, self._waiting = self._waiting, []
        for route, response in waiting:
            route.fulfill(response=response)
        self._page.wait_for_timeout(200)  # the script has taken them


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A session in which requests may fail; fails on errors of scripts and of the content security policy."""
    troubles: list[str] = []
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    context.on("weberror", lambda error: troubles.append(f"script: {error.error}"))
    context.on("console", lambda said: "Security Policy" in said.text and troubles.append(said.text))
    yield context
    context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def editor(context: BrowserContext) -> Page:
    """Open the German segments of a new article: a headline and three paragraphs, none approved."""
    page = context.new_page()
    log_in(page)
    # Of each run its own: what a person has written for one article comes from memory in the next.
    mark = "".join(random.choices("bdfklmnprstv", k=9))
    body = "\n\n".join(
        f"{words} {mark}." for words in ("It came home with 12 tonnes", "Nobody slept", "The quay was full")
    )
    translate(page, write_article(page, f"The barge is back {mark}", body), "de")
    expect(page.locator(".desk-summary")).to_contain_text("Ended", timeout=30_000)
    page.get_by_role("link", name="Edit segments").click()
    expect(text(page, 3)).to_be_visible()
    return page


def row(page: Page, number: int):
    return page.locator(".desk-segment").nth(number)


def text(page: Page, number: int):
    return row(page, number).locator("textarea")


def said(page: Page, number: int):
    return row(page, number).get_by_role("status")


def save(page: Page, number: int) -> None:
    row(page, number).get_by_role("button", name="Save").click()


def caret(page: Page) -> int:
    return page.evaluate("document.activeElement.selectionStart")


def stored(page: Page, number: int) -> str:
    """Return what the server has of a row, as another page shows it."""
    other = page.context.new_page()
    other.goto(page.url)
    value = text(other, number).input_value()
    other.close()
    return value


# --- an answer meets somebody who is typing ---------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["Save", "Control+Enter"])
def test_what_is_typed_while_a_row_is_saved_stays_and_the_next_save_is_not_stale(editor: Page, how: str) -> None:
    held = Held(editor)
    text(editor, 1).fill("Er kam heim")
    if how == "Save":
        save(editor, 1)
        text(editor, 1).focus()
        editor.keyboard.press("End")
    else:
        text(editor, 1).press("Control+Enter")
    expect(said(editor, 1)).to_have_text("Saving…")
    held.until(1)
    editor.keyboard.type(" mit 12 Tonnen, und")
    for _key in range(5):
        editor.keyboard.press("ArrowLeft")
    held.release()

    expect(text(editor, 1)).to_have_value("Er kam heim mit 12 Tonnen, und")
    expect(text(editor, 1)).to_be_focused()
    assert caret(editor) == len("Er kam heim mit 12 Tonnen, und") - 5
    expect(said(editor, 1)).to_have_text("Not saved yet.")
    expect(row(editor, 1).locator(".desk-state")).to_have_text("not saved")
    assert stored(editor, 1) == "Er kam heim"

    editor.unroute_all()
    text(editor, 1).fill("Er kam mit 12 Tonnen heim.")
    text(editor, 1).press("Control+Enter")
    expect(said(editor, 1)).to_have_text("Saved.")
    expect(row(editor, 1).locator(".desk-state")).to_have_text("reviewed")
    expect(editor.get_by_role("alert")).to_have_count(0)
    expect(text(editor, 2)).to_be_focused()
    assert stored(editor, 1) == "Er kam mit 12 Tonnen heim."


def test_a_row_that_is_saved_twice_in_haste_is_saved_in_order(editor: Page) -> None:
    held = Held(editor)
    text(editor, 1).fill("Eins")
    save(editor, 1)
    held.until(1)
    text(editor, 1).fill("Eins zwei")
    save(editor, 1)
    text(editor, 1).fill("Eins zwei drei")
    save(editor, 1)
    for _answer in range(3):
        held.until(1)
        held.release()
    expect(said(editor, 1)).to_have_text("Saved.")
    expect(editor.get_by_role("alert")).to_have_count(0)
    assert stored(editor, 1) == "Eins zwei drei"


@pytest.mark.parametrize("button", ["Save", "Approve"])
def test_an_answer_leaves_the_cursor_where_a_person_has_put_it(editor: Page, button: str) -> None:
    held = Held(editor)
    row(editor, 0).get_by_role("button", name=button).click()
    held.until(1)
    text(editor, 2).fill("Niemand schlief")
    editor.keyboard.press("ArrowLeft")
    held.release()
    expect(text(editor, 2)).to_be_focused()
    editor.keyboard.type("!")
    expect(text(editor, 2)).to_have_value("Niemand schlie!f")
    expect(said(editor, 2)).to_have_text("Not saved yet.")


def test_a_selection_outlives_an_answer(editor: Page) -> None:
    held = Held(editor)
    text(editor, 1).fill("Er kam heim")
    save(editor, 1)
    held.until(1)
    text(editor, 1).focus()
    text(editor, 1).evaluate("area => area.setSelectionRange(3, 6, 'backward')")
    held.release()
    selection = "area => [area.selectionStart, area.selectionEnd, area.selectionDirection]"
    assert text(editor, 1).evaluate(selection) == [3, 6, "backward"]


def test_undo_goes_back_behind_a_save(editor: Page) -> None:
    text(editor, 1).press("Control+a")
    editor.keyboard.type("Eins")
    text(editor, 1).press("Control+Enter")
    expect(text(editor, 2)).to_be_focused()
    text(editor, 1).focus()
    editor.keyboard.type(" zwei")
    for _word in range(10):
        editor.keyboard.press("Control+z")
    assert text(editor, 1).input_value().startswith("⟦")
    expect(said(editor, 1)).to_have_text("Not saved yet.")


def test_a_button_that_has_done_its_work_leaves_the_focus_in_its_row(editor: Page) -> None:
    row(editor, 1).get_by_role("button", name="Approve").press("Enter")
    expect(row(editor, 1).locator(".desk-state")).to_have_text("reviewed")
    expect(row(editor, 1).get_by_role("button", name="Approve")).to_have_count(0)
    expect(text(editor, 1)).to_be_focused()
    row(editor, 1).get_by_role("button", name="Save").press("Enter")
    expect(said(editor, 1)).to_have_text("Saved.")
    expect(row(editor, 1).get_by_role("button", name="Save")).to_be_focused()


def test_counters_and_the_state_of_the_version_move_with_each_answer(editor: Page) -> None:
    counter = editor.locator("#segment-filter")
    expect(counter).to_contain_text("To review (4)")
    row(editor, 0).get_by_role("button", name="Approve").click()
    for number, words in enumerate(("Es kam mit 12 Tonnen heim.", "Niemand schlief.", "Der Kai war voll."), 1):
        expect(counter).to_contain_text(f"To review ({4 - number})")
        expect(editor.locator("#segment-version")).to_contain_text("not reviewed")
        text(editor, number).fill(words)
        save(editor, number)
    expect(counter).to_contain_text("To review (0)")
    expect(editor.locator("#segment-version")).to_contain_text("machine translation, reviewed")


# --- two people -------------------------------------------------------------------------------------------------------
def test_somebody_elses_words_do_not_take_the_place_of_what_is_typed(editor: Page) -> None:
    other = editor.context.new_page()
    other.goto(editor.url)
    text(other, 1).fill("Ihre Worte.")
    save(other, 1)
    expect(said(other, 1)).to_have_text("Saved.")

    held = Held(editor)
    text(editor, 1).fill("Meine")
    save(editor, 1)
    held.until(1)
    text(editor, 1).press("End")
    editor.keyboard.type(" Worte.")
    held.release()
    expect(row(editor, 1).get_by_role("alert")).to_contain_text(OVER)
    expect(row(editor, 1).get_by_role("alert")).to_contain_text("Ihre Worte.")
    expect(text(editor, 1)).to_have_value("Meine Worte.")
    expect(said(editor, 1)).to_have_text("Not saved yet.")
    assert stored(editor, 1) == "Ihre Worte."
    editor.unroute_all()
    save(editor, 1)
    expect(said(editor, 1)).to_have_text("Saved.")
    assert stored(editor, 1) == "Meine Worte."


def test_words_that_came_with_the_answer_to_a_button_are_not_overwritten_unseen(editor: Page) -> None:
    held = Held(editor)
    other = editor.context.new_page()
    other.goto(editor.url)
    text(other, 1).fill("Ihre Worte.")
    save(other, 1)
    expect(said(other, 1)).to_have_text("Saved.")
    row(editor, 1).get_by_role("button", name="Approve").click()
    held.until(1)
    text(editor, 1).fill("Meine Worte.")
    held.release()
    expect(text(editor, 1)).to_have_value("Meine Worte.")
    editor.unroute_all()
    save(editor, 1)
    expect(row(editor, 1).get_by_role("alert")).to_contain_text("Ihre Worte.")
    assert stored(editor, 1) == "Ihre Worte."


# --- no answer --------------------------------------------------------------------------------------------------------
def failing(page: Page, how: str) -> None:
    """Let every post of the page fail."""

    def fail(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif how.isdecimal():
            route.fulfill(status=int(how), body="no")
        elif how != "never":
            route.abort(how)

    page.route(POSTS, fail)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("internetdisconnected", "Not saved: the server cannot be reached."),
        ("connectionaborted", "Not saved: the server cannot be reached."),
        ("500", "Not saved: the server had an error."),
        ("502", "Not saved: the server had an error."),
        ("413", "Not saved: the server refuses a text as long as this."),
        ("403", "Not saved: your account may not change this."),
        ("404", "Not saved: this text was removed from the article."),
        ("never", "Not saved: the server did not answer in time."),
    ],
)
def test_a_row_that_is_not_saved_says_so_and_why(editor: Page, how: str, words: str) -> None:
    editor.clock.install()
    failing(editor, how)
    text(editor, 1).fill("Er kam heim.")
    with editor.expect_request(POSTS):
        save(editor, 1)
    if how == "never":
        expect(said(editor, 1)).to_have_text("Saving…")
        editor.clock.run_for(31_000)
    expect(said(editor, 1)).to_contain_text(words)
    expect(row(editor, 1).locator(".desk-state")).to_have_text("not saved")
    text(editor, 1).press("End")
    editor.keyboard.type(" Und mehr.")
    expect(said(editor, 1)).to_contain_text(words)  # until it is tried again
    expect(text(editor, 1)).to_have_value("Er kam heim. Und mehr.")

    editor.unroute_all()
    save(editor, 1)
    expect(said(editor, 1)).to_have_text("Saved.")
    assert stored(editor, 1) == "Er kam heim. Und mehr."


def test_a_text_over_the_limit_of_the_server_is_refused_in_words(editor: Page) -> None:
    text(editor, 1).evaluate("area => { area.value = 'ab '.repeat(4_000_000); }")
    text(editor, 1).press("End")
    editor.keyboard.type("!")
    save(editor, 1)
    expect(said(editor, 1)).to_contain_text("the server refuses a text as long as this", timeout=30_000)
    assert text(editor, 1).evaluate("area => area.value.length") == 12_000_001


def test_a_save_whose_answer_was_lost_is_not_taken_for_somebody_elses(editor: Page) -> None:
    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    editor.route(POSTS, lose)
    text(editor, 1).fill("Eins & zwei")
    save(editor, 1)
    expect(said(editor, 1)).to_contain_text("Not saved")
    text(editor, 1).fill("Eins & zwei & drei")
    editor.unroute_all()
    save(editor, 1)
    expect(said(editor, 1)).to_have_text("Saved.")
    expect(editor.get_by_role("alert")).to_have_count(0)
    assert stored(editor, 1) == "Eins & zwei & drei"


def test_leaving_with_a_row_that_is_not_saved_asks_first(editor: Page) -> None:
    asked: list[str] = []

    def stay(dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    editor.on("dialog", stay)
    failing(editor, "500")
    text(editor, 1).press("End")
    editor.keyboard.type(" Und mehr.")
    save(editor, 1)
    expect(said(editor, 1)).to_contain_text("Not saved")
    address = editor.url
    editor.locator("#segment-version a").click(no_wait_after=True)
    editor.wait_for_timeout(300)
    assert asked == ["beforeunload"] and editor.url == address
    editor.unroute_all()
    save(editor, 1)
    expect(said(editor, 1)).to_have_text("Saved.")
    editor.locator("#segment-version a").click()
    expect(editor).to_have_url(re.compile("/change/"))
    assert asked == ["beforeunload"]


# --- the session ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("readable", [True, False], ids=["cookie", "no-cookie"])
def test_after_a_login_in_another_tab_a_row_is_saved_as_before(editor: Page, readable: bool) -> None:
    other = editor.context.new_page()
    other.goto("/admin/")
    other.get_by_role("button", name="Log out").click()
    log_in(other)
    if not readable:  # as CSRF_COOKIE_HTTPONLY makes it
        cookies = [one | {"httpOnly": True} for one in editor.context.cookies() if one["name"] == "csrftoken"]
        editor.context.add_cookies(cookies)
    text(editor, 1).fill("Er kam mit 12 Tonnen heim.")
    text(editor, 1).press("Control+Enter")
    expect(said(editor, 1)).to_have_text("Saved.")
    assert stored(editor, 1) == "Er kam mit 12 Tonnen heim."
    editor.get_by_role("button", name="Save and approve all").click()
    expect(editor.locator(".messagelist .success")).to_contain_text("All segments are approved.")


def test_a_session_that_has_ended_says_so_and_the_row_goes_on_after_a_login(editor: Page) -> None:
    editor.context.clear_cookies(name="sessionid")
    text(editor, 1).fill("Er kam heim.")
    save(editor, 1)
    expect(said(editor, 1)).to_contain_text("Not saved: you are logged out. Your text stays here")
    expect(row(editor, 1).locator(".desk-state")).to_have_text("not saved")
    with editor.context.expect_page() as opened:
        said(editor, 1).get_by_role("link", name="Log in").click()
    opened.value.fill("#id_username", "chief")
    opened.value.fill("#id_password", "chief")
    opened.value.click("input[type=submit]")
    expect(opened.value).to_have_url(re.compile("/admin/$"))

    expect(text(editor, 1)).to_have_value("Er kam heim.")
    save(editor, 1)
    expect(said(editor, 1)).to_have_text("Saved.")
    assert stored(editor, 1) == "Er kam heim."


# --- all rows ---------------------------------------------------------------------------------------------------------
def test_save_all_saves_each_row_and_says_what_is_left(editor: Page) -> None:
    told = editor.locator(".desk-toolbar").get_by_role("status")
    for number, words in ((1, "Eins."), (3, "Drei.")):
        text(editor, number).fill(words)
    failing(editor, "500")
    editor.get_by_role("button", name="Save all changes").click()
    expect(told).to_contain_text("Not everything was stored")
    for number in (1, 3):
        expect(said(editor, number)).to_contain_text("Not saved")
    editor.unroute_all()
    held = Held(editor)
    editor.get_by_role("button", name="Save all changes").click()
    held.until(1)
    text(editor, 2).fill("Zwei.")
    held.release()
    held.until(1)
    held.release()
    expect(said(editor, 3)).to_have_text("Saved.")
    expect(told).to_contain_text("Not everything was stored")
    expect(text(editor, 2)).to_be_focused()
    editor.unroute_all()
    editor.get_by_role("button", name="Save all changes").click()
    expect(told).to_have_text("Everything is saved.")
    assert [stored(editor, number) for number in (1, 2, 3)] == ["Eins.", "Zwei.", "Drei."]


def test_approving_all_loses_nothing_when_the_session_has_ended(editor: Page) -> None:
    text(editor, 1).fill("Eins.")
    editor.context.clear_cookies(name="sessionid")
    editor.get_by_role("button", name="Save and approve all").click()
    expect(said(editor, 1)).to_contain_text("you are logged out")
    expect(text(editor, 1)).to_have_value("Eins.")


# --- siblings ---------------------------------------------------------------------------------------------------------
PROGRESS = """<p class="desk-summary" role="status">{said}</p><table><tbody>
<tr class="is-{state}"><th>Deutsch</th><td>{buttons}<a href="/read">Read</a></td></tr></tbody></table>"""


def test_the_job_page_keeps_the_focus_while_it_follows_the_jobs(context: BrowserContext) -> None:
    page = context.new_page()
    log_in(page)
    form = write_article(page, "The lock is shut", "The keeper is on leave.")
    cancel = '<button name="do" value="cancel:1">Cancel</button>'
    answer = {"open": True, "html": PROGRESS.format(said="1 of 4", state="queued", buttons=cancel)}
    page.route(re.compile("/progress/$"), lambda route: route.fulfill(json=answer))
    translate(page, form, "de")
    expect(page.locator(".desk-summary")).to_have_text("1 of 4")
    link = page.get_by_role("link", name="Read")
    link.focus()
    answer["html"] = PROGRESS.format(said="3 of 4", state="running", buttons=cancel + "<b>new</b>")
    expect(page.locator(".desk-summary")).to_have_text("3 of 4")
    expect(link).to_be_focused()
    page.get_by_role("button", name="Cancel").focus()
    answer["html"] = PROGRESS.format(said="4 of 4", state="done", buttons="")
    expect(page.locator(".desk-summary")).to_have_text("4 of 4")
    expect(page.locator("#jobs-progress")).to_be_focused()


def test_a_picture_that_was_put_in_is_taken_back_with_undo(context: BrowserContext) -> None:
    page = context.new_page()
    log_in(page)
    page.goto("/admin/articles/article/add/")
    body = page.locator("#id_text_body")
    body.press_sequentially("Before. After.")
    body.evaluate("area => area.setSelectionRange(7, 7)")
    page.locator(".desk-insert").first.click()
    assert re.fullmatch(r"Before\.\n\n▲ \nimage: \d+\n(credit: .*\n)?alt: \n\nAfter\.", body.input_value())
    page.keyboard.type("Quay")
    assert body.input_value().startswith("Before.\n\n▲ Quay\nimage: ")
    for _step in range(5):
        page.keyboard.press("Control+z")
        if body.input_value() == "Before. After.":
            break
    expect(body).to_have_value("Before. After.")
