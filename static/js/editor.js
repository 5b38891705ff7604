/* Ctrl+Enter saves a segment and goes on; the buttons of a row act without reloading the page. Without this script
   the same buttons send the whole form. */
"use strict";
(() => {
  const form = document.getElementById("segments");
  if (!form) return;
  const dirty = (text) => text.value !== text.defaultValue;
  let sending = false;

  const act = async (row, what) => {
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of row.querySelectorAll("textarea, input[type=hidden]")) data.set(field.name, field.value);
    data.set("do", what);
    row.setAttribute("aria-busy", "true");
    let response = null;
    try {
      response = await fetch(location.href, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    row.removeAttribute("aria-busy");
    if (!response || response.redirected || !response.ok) {
      row.classList.add("is-unsent");
      row.querySelector("textarea").focus();
      return false;
    }
    const holder = document.createElement("template");
    holder.innerHTML = (await response.text()).trim();
    const fresh = holder.content.firstElementChild;
    row.replaceWith(fresh);
    return !fresh.classList.contains("is-stale");
  };

  const next = (id) => {
    const rows = [...form.querySelectorAll(".desk-segment")];
    const following = rows[rows.findIndex((row) => row.id === id) + 1];
    (following || document.getElementById(id)).querySelector("textarea").focus();
  };

  form.addEventListener("keydown", async (event) => {
    const text = event.target.closest("textarea");
    if (!text || text.readOnly || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const row = text.closest(".desk-segment");
    const number = row.id.replace("segment-", "");
    if (await act(row, (dirty(text) ? "save:" : "approve:") + number)) next(row.id);
    else document.getElementById(row.id).querySelector("textarea").focus();
  });

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    const row = button && button.closest(".desk-segment");
    if (!row) { sending = true; return; }
    event.preventDefault();
    await act(row, button.value);
    const fresh = document.getElementById(row.id);
    if (fresh) fresh.querySelector("textarea").focus({ preventScroll: true });
  });

  addEventListener("beforeunload", (event) => {
    if (!sending && [...form.querySelectorAll("textarea")].some(dirty)) event.preventDefault();
  });
})();
