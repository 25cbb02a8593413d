// What is done when htmx has put a new page in place of the old one: the focus goes where one would look first, and screen readers hear what is new.
(() => {
  "use strict";

  const announce = (text) => {
    document.getElementById("announcement").textContent = text;
  };

  const settle = () => {
    const notice = document.getElementById("notice");
    const target = document.getElementById("wrong") || document.querySelector("main h1");
    const field = document.querySelector("main [autofocus]");
    if (field) field.focus();
    else if (target) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    announce(notice ? notice.querySelector("p").textContent : document.title);
  };

  // A notice goes after ten seconds, unless one is at it.
  const expire = () => {
    const notice = document.getElementById("notice");
    if (!notice) return;
    const go = () => {
      if (!notice.isConnected) return;
      if (notice.matches(":hover, :focus-within")) setTimeout(go, 2000);
      else notice.remove();
    };
    setTimeout(go, 10000);
  };

  document.addEventListener("DOMContentLoaded", () => {
    expire();
    const wrong = document.getElementById("wrong");
    if (wrong) wrong.focus();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt.id === "page" || event.detail.target.id === "page") {
      settle();
      expire();
    }
  });

  // A server that is not reached is told of, until it answers: what was typed is still there.
  const tell = (text) => { document.getElementById("unreachable").textContent = text; };
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => tell(document.body.dataset.unreachable));
  document.addEventListener("htmx:beforeOnLoad", () => tell(""));
  window.annuaire = { announce };
})();
