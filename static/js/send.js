/* newsroom.send(form, data): post data to the page that the form stands on. Returns {text} or {failed: why}: offline,
   timeout, session, forbidden, gone, large, server. A login in another tab replaces the CSRF token: the new one is taken
   from its cookie, or fetched where scripts may not read that. */
"use strict";
window.newsroom = window.newsroom || {};
(() => {
  const LONGEST = 30000; // milliseconds
  const REFUSED = { 400: "large", 403: "forbidden", 404: "gone", 413: "large" };

  const ask = async (address, options) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), LONGEST);
    try {
      const response = await fetch(address, { ...options, signal: stop.signal });
      // Who is logged in is led nowhere else.
      if (response.redirected) return { failed: "session" };
      if (!response.ok) return { failed: REFUSED[response.status] || "server" };
      return { text: await response.text() };
    } catch (error) {
      if (error.name === "AbortError") return { failed: "timeout" };
      if (error instanceof TypeError) return { failed: "offline" };
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  // Fetch the token that the form's own fields send; returns why there is none, or "".
  newsroom.refresh = async (form) => {
    const answer = await ask(form.dataset.token, { cache: "no-store" });
    if (answer.text) form.elements.csrfmiddlewaretoken.value = answer.text;
    return answer.failed || "";
  };

  const cookie = () => document.cookie.match(/(?:^|; )csrftoken=(\w+)/)?.[1];

  newsroom.send = async (form, data) => {
    const post = (token) => {
      data.set("csrfmiddlewaretoken", token);
      return ask(location.href, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    };
    const own = () => form.elements.csrfmiddlewaretoken.value;
    const answer = await post(cookie() || own());
    if (answer.failed !== "forbidden") return answer;
    const failed = await newsroom.refresh(form);
    return failed ? { failed } : post(own());
  };
})();
