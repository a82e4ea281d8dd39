// Looks whether the page has changed, and shows what has. Without it the page reads as well.
(() => {
  "use strict";
  const SOON = 2000;
  const LATER = 15000;
  // When all runs have ended: another may be started at the commit.
  const RARELY = 120000;
  const PATIENCE = 10000;

  const live = document.getElementById("live");
  const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
  const date = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  let main = document.getElementById("checks");
  let shown = main.outerHTML;
  let tag = null;
  let wait = SOON;
  let failures = 0;
  let timer;

  const isActive = () => main.dataset.active === "true";

  function say(text, isCutOff) {
    // A text that is set again would be read out again.
    if (live.textContent !== text) {
      live.textContent = text;
    }
    live.classList.toggle("cut-off", isCutOff === true);
  }

  function tellHow() {
    say(isActive() ? "Updates itself while runs go on" : "All runs have ended");
  }

  function inLocalTime() {
    const today = new Date().toDateString();
    for (const time of main.querySelectorAll("time")) {
      const at = new Date(time.dateTime);
      time.title = time.textContent;
      time.textContent = (at.toDateString() === today ? clock : date).format(at);
    }
  }

  function show(text) {
    const next = new DOMParser().parseFromString(text, "text/html");
    const changed = next.getElementById("checks");
    if (!changed || changed.outerHTML === shown) {
      return false;
    }
    shown = changed.outerHTML;
    const focused = main.contains(document.activeElement) ? document.activeElement.id : "";
    changed.remove();
    main.replaceWith(document.adoptNode(changed));
    main = changed;
    inLocalTime();
    if (focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    document.title = next.title;
    const icon = document.querySelector("link[rel=icon]");
    icon.href = next.querySelector("link[rel=icon]").href;
    return true;
  }

  async function look() {
    try {
      const answer = await fetch(location.href, {
        cache: "no-store",
        headers: tag ? { "If-None-Match": tag } : {},
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status === 404) {
        say("These runs are no longer kept.");
        return;
      }
      if (answer.status !== 304 && !answer.ok) {
        throw new Error(String(answer.status));
      }
      let changed = false;
      if (answer.status !== 304) {
        changed = show(await answer.text());
        tag = answer.headers.get("ETag");
      }
      const isNews = changed || failures > 0;
      failures = 0;
      wait = isActive() ? (isNews ? SOON : Math.min(wait * 1.2, LATER)) : RARELY;
      tellHow();
    } catch (e) {
      if (failures === 0) {
        live.dataset.since = clock.format(new Date());
      }
      failures++;
      wait = Math.min(SOON * 2 ** failures, RARELY / 2);
      say("Could not be reached since " + live.dataset.since + "; trying again", true);
    }
    next();
  }

  function next() {
    clearTimeout(timer);
    // Nobody looks at a page in the background; it is looked after when somebody does.
    if (!document.hidden) {
      timer = setTimeout(look, wait);
    }
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) {
      wait = SOON;
      look();
    }
  });
  inLocalTime();
  tellHow();
  next();
})();
