/* Optional help in the article form: a click on a picture puts its lines into the body; unsaved text warns before it is lost. */
"use strict";
addEventListener("DOMContentLoaded", () => {
  const body = document.getElementById("id_text_body");
  if (!body) return;

  const put = (text) => {
    // Deprecated, but nothing else writes into a text area and keeps its undo history.
    if (document.execCommand("insertText", false, text)) return;
    body.setRangeText(text);
    body.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const picture of document.querySelectorAll(".desk-pictures li")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "desk-insert";
    button.append(...picture.childNodes);
    picture.append(button);
    button.addEventListener("click", () => {
      const lines = ["▲ ", "image: " + picture.dataset.image];
      if (picture.dataset.credit) lines.push("credit: " + picture.dataset.credit);
      // What is put in takes the place of the blank around the cursor, as if it were typed: undo gets behind it.
      const before = body.value.slice(0, body.selectionStart).replace(/\s+$/, "");
      const after = body.value.slice(body.selectionStart).replace(/^\s+/, "");
      const start = before ? "\n\n" : "";
      body.focus();
      body.setSelectionRange(before.length, body.value.length - after.length);
      put(start + lines.concat("alt: ").join("\n") + (after ? "\n\n" : ""));
      body.selectionStart = body.selectionEnd = before.length + start.length + 2;
    });
  }

  const form = body.form;
  const snapshot = () => new URLSearchParams(new FormData(form)).toString();
  // A form that came back with errors holds what is stored nowhere.
  const opened = document.querySelector(".errornote") ? null : snapshot();
  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("beforeunload", (event) => {
    if (!sending && snapshot() !== opened) event.preventDefault();
  });
});
