/* newsroom.merge(old, fresh): give an element the content of another, and keep every element that both have, so that
   focus, caret and selection stay where they are. What is typed in a text area is never touched, nor is what carries
   data-keep. Returns false if the element with the focus has gone. */
"use strict";
window.newsroom = window.newsroom || {};
(() => {
  // What an element is, whatever state it is in.
  const named = (element) => [element.tagName, element.id, element.getAttribute("name"), element.getAttribute("href"),
    element.tagName === "BUTTON" ? element.value : "", [...element.classList].find((name) => name.startsWith("desk-"))
  ].join(" ");

  const same = (old, fresh) => old.nodeType === fresh.nodeType
    && (old.nodeType !== Node.ELEMENT_NODE || named(old) === named(fresh));

  const attributes = (old, fresh) => {
    for (const name of old.getAttributeNames()) {
      if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const name of fresh.getAttributeNames()) {
      if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
    }
  };

  const find = (start, fresh) => {
    // Text is matched in its place alone: a later one would take the elements before it away.
    if (fresh.nodeType !== Node.ELEMENT_NODE) return start && same(start, fresh) ? start : null;
    let old = start;
    while (old && !same(old, fresh)) old = old.nextSibling;
    return old;
  };

  const children = (old, fresh) => {
    let here = old.firstChild;
    for (const wanted of [...fresh.childNodes]) {
      const found = find(here, wanted);
      if (!found) { old.insertBefore(wanted, here); continue; }
      while (here !== found) { const gone = here; here = here.nextSibling; gone.remove(); }
      nodes(found, wanted);
      here = found.nextSibling;
    }
    while (here) { const gone = here; here = here.nextSibling; gone.remove(); }
  };

  const nodes = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
    } else if (!old.hasAttribute("data-keep")) {
      attributes(old, fresh);
      if (old.tagName !== "TEXTAREA") children(old, fresh);
    }
  };

  newsroom.merge = (old, fresh) => {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    nodes(old, fresh);
    return !focused || focused === document.activeElement;
  };
})();
