/* The segment editor: Ctrl+Enter saves a segment and goes on; the buttons of a row act without reloading the page, and
   every row says in words whether its text is saved. An answer never replaces what was typed since it was asked for, and
   never moves the cursor from where a person has put it. Without this script the same buttons send the whole form. */
"use strict";
(() => {
  const form = document.getElementById("segments");
  const words = document.getElementById("segment-words");
  if (!form || !words) return;
  let leaving = false;
  const badges = new WeakMap(); // what a row's badge says of the stored text
  const waiting = new WeakMap(); // the end of a row's last request
  const sent = new WeakMap(); // texts of a row that were sent and never answered

  const rows = () => [...form.querySelectorAll(".desk-segment")];
  const area = (row) => row.querySelector("textarea");
  const seen = (row) => row.querySelector("input[type=hidden]");
  const number = (row) => row.id.replace("segment-", "");
  const dirty = (row) => area(row).value !== area(row).defaultValue || row.hasAttribute("data-unsaved");
  const saving = (row) => row.dataset.state === "saving";

  // --- what a row says ---------------------------------------------------------------------------------------------
  const say = (place, state) => {
    const said = state ? words.content.querySelector(`[data-state="${state}"]`).cloneNode(true) : "";
    place.replaceChildren(said);
  };

  const show = (row, state) => {
    const badge = row.querySelector(".desk-state");
    const said = row.querySelector(".desk-said");
    if (row.dataset.state !== state) say(said, state);
    row.dataset.state = state;
    if (!badges.has(row)) badges.set(row, { text: badge.textContent, class: badge.className });
    const stored = badges.get(row);
    badge.textContent = dirty(row) ? words.dataset.unsaved : stored.text;
    badge.className = dirty(row) ? "desk-state is-unsaved" : stored.class;
  };

  const typed = (row) => {
    if (saving(row)) return;
    if (!dirty(row)) show(row, "");
    else if (!row.classList.contains("is-unsent")) show(row, "unsaved");
  };

  // --- one request of a row ----------------------------------------------------------------------------------------
  const collect = (row, what) => {
    const data = new FormData();
    for (const field of row.querySelectorAll("textarea, input[type=hidden]")) data.set(field.name, field.value);
    for (const text of sent.get(row) || []) data.append(`mine-${number(row)}`, text);
    data.set("do", what);
    return data;
  };

  // before: what was sent; known: the stored text that it began with.
  const take = (row, fresh, { before, known, what }) => {
    const text = area(row);
    const { value, selectionStart, selectionEnd, selectionDirection } = text;
    const stored = fresh.querySelector("textarea").defaultValue;
    const wanted = value === before ? stored : value;
    // Somebody else's words have come with the answer to a button, under what was typed since: saving that must say so.
    const asked = !fresh.classList.contains("is-stale") && /^(fix|accept):/.test(what);
    const overtaken = before === known && wanted !== stored && stored !== known && !asked;
    badges.delete(row);
    if (overtaken) fresh.querySelector("input[type=hidden]").setAttribute("value", seen(row).value);
    const kept = newsroom.merge(row, fresh);
    if (text.defaultValue !== stored) text.defaultValue = stored;
    if (text.value !== wanted) {
      text.value = wanted;
      if (document.activeElement === text) text.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
    }
    // The button that was pressed is gone with what it did.
    if (!kept) text.focus({ preventScroll: true });
  };

  // Returns {stored, idle}. idle: the person has waited, and has neither typed nor moved the cursor meanwhile.
  const request = async (row, what) => {
    const text = area(row);
    const before = text.value;
    const known = text.defaultValue;
    const caret = text.selectionStart;
    row.classList.remove("is-unsent");
    show(row, "saving");
    const answer = await newsroom.send(form, collect(row, what));
    if (answer.failed) {
      // It may be stored all the same: then the next save must not take it for somebody else's.
      sent.set(row, [...(sent.get(row) || []), before]);
      row.classList.add("is-unsent");
      show(row, answer.failed);
      return { stored: false, idle: false };
    }
    const idle = document.activeElement === text && text.value === before && text.selectionStart === caret;
    sent.delete(row);
    const holder = document.createElement("template");
    holder.innerHTML = answer.text;
    for (const fresh of [...holder.content.children]) {
      const old = document.getElementById(fresh.id);
      if (old === row) take(row, fresh, { before, known, what });
      else if (old) newsroom.merge(old, fresh);
    }
    row.dataset.state = "";
    show(row, dirty(row) ? "unsaved" : "saved");
    return { stored: !row.classList.contains("is-stale"), idle };
  };

  // One request of a row after the other: each takes the revision that the one before has made.
  const act = (row, what) => {
    const turn = (waiting.get(row) || Promise.resolve()).then(() => request(row, what));
    waiting.set(row, turn.catch(() => {})); // whoever asked for it sees what went wrong; the next goes on
    return turn;
  };

  // --- the keyboard and the buttons --------------------------------------------------------------------------------
  const next = (row) => {
    const all = rows();
    area(all[all.indexOf(row) + 1] || row).focus();
  };

  form.addEventListener("input", (event) => {
    const row = event.target.closest(".desk-segment");
    if (row) typed(row);
  });

  form.addEventListener("keydown", async (event) => {
    const text = event.target.closest("textarea");
    if (!text || text.readOnly || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const row = text.closest(".desk-segment");
    const { stored, idle } = await act(row, (dirty(row) ? "save:" : "approve:") + number(row));
    if (stored && idle) next(row);
  });

  const saveAll = async (said) => {
    for (const row of rows().filter(dirty)) await act(row, `save:${number(row)}`);
    const all = !rows().some(dirty);
    say(said, all ? "all" : "not-all");
    return all;
  };

  const submit = async (button) => {
    const said = form.querySelector(".desk-toolbar .desk-said");
    if (!(await saveAll(said)) || button.value === "save") return;
    const failed = await newsroom.refresh(form);
    if (failed) return say(said, failed);
    leaving = true;
    form.requestSubmit(button);
  };

  form.addEventListener("submit", (event) => {
    if (leaving) return;
    event.preventDefault();
    const row = event.submitter && event.submitter.closest(".desk-segment");
    if (row) act(row, event.submitter.value);
    else submit(event.submitter || form.querySelector('button[value="save"]'));
  });

  addEventListener("beforeunload", (event) => {
    if (!leaving && rows().some((row) => dirty(row) || saving(row))) event.preventDefault();
  });
  addEventListener("pageshow", () => { leaving = false; });
  rows().forEach(typed);
})();
