/* The job page asks how far the jobs are, until all have ended. Without this script the page reloads itself. */
"use strict";
(() => {
  const form = document.getElementById("jobs");
  const place = document.getElementById("jobs-progress");
  if (!form || !place) return;
  place.tabIndex = -1;

  const replace = (html) => {
    const fresh = place.cloneNode(false);
    fresh.innerHTML = html;
    // The button or link that was in focus is gone, because its job has ended.
    if (!newsroom.merge(place, fresh)) place.focus({ preventScroll: true });
  };

  const ask = async () => {
    let open = true;
    try {
      const response = await fetch(form.dataset.progress, { headers: { Accept: "application/json" } });
      if (response.redirected || response.status === 403) return location.reload();
      if (response.ok) {
        const answer = await response.json();
        open = answer.open;
        replace(answer.html);
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // the server cannot be reached just now: ask again
    }
    if (open) setTimeout(ask, document.hidden ? 5000 : 1500);
  };
  setTimeout(ask, 1500);
})();
