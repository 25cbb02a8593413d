// What is done when htmx has put a new page in place of the old one: the focus goes where one would look first, and screen readers hear what is new.
(() => {
  "use strict";

  const announce = (text) => {
    document.getElementById("announcement").textContent = text;
  };

  const settle = () => {
    const notice = document.getElementById("notice");
    const target = document.getElementById("wrong") || document.querySelector("main h1");
    if (target) {
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
  window.annuaire = { announce };
})();
