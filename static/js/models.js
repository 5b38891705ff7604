/* The request page shows how far the download of a model is. Without this script a link shows the page again. */
"use strict";
(() => {
  const parts = ["ready", "models"].map((id) => document.getElementById(id));
  if (parts.some((part) => !part)) return;
  let left = 300; // ten minutes at most: a download goes on without this page

  const replace = (page) => {
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (fresh && !newsroom.merge(part, fresh)) part.focus({ preventScroll: true });
    }
  };

  const ask = async () => {
    try {
      const response = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (response.redirected || response.status === 403) return location.reload();
      if (response.ok) replace(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // the server cannot be reached just now: ask again
    }
    left -= 1;
    if (left && parts[1].hasAttribute("data-open")) setTimeout(ask, document.hidden ? 5000 : 2000);
  };
  for (const part of parts) part.tabIndex = -1;
  setTimeout(ask, 2000);
})();
