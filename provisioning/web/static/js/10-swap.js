// What is done when htmx has put a new page in place of the old one: the focus goes where one would look first, and screen readers hear what is new.
(() => {
  "use strict";

  const announce = (text) => {
    document.getElementById("announcement").textContent = text;
  };

  // A section of a record has the focus again after what was done in it: at the link that edits it, or at its heading.
  const sectionOf = (element) => element && element.closest("section.part[id]");
  const entrance = (section) => section && (section.querySelector(".head a") || section.querySelector("h2"));
  // A link can lead to a field: "…/edit#email".
  const named = () => {
    const field = location.hash && document.getElementById(location.hash.slice(1));
    return field && field.matches("input, select, textarea") ? field : null;
  };

  const focus = (element, options) => {
    if (!element.matches("a, button, input, select, textarea")) element.tabIndex = -1;
    element.focus(options);
  };

  const settle = (sent) => {
    const notice = document.getElementById("notice");
    const wrong = document.getElementById("wrong");
    const section = sectionOf(sent);
    const place = section && entrance(document.getElementById(section.id));
    const field = (!wrong && named()) || document.querySelector("main [autofocus]");
    const heading = document.querySelector("main h1");
    if (field) field.focus();
    else if (wrong || place) focus(wrong || place);
    else if (heading) focus(heading, { preventScroll: true });
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
    const first = document.getElementById("wrong") || named();
    if (first) first.focus();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const target = event.detail.target;
    if (event.detail.elt.id === "page" || target.id === "page") {
      settle(event.detail.requestConfig && event.detail.requestConfig.elt);
      expire();
    } else if (sectionOf(target) === target) {
      const section = document.getElementById(target.id);
      const to = section && (named() || section.querySelector("[autofocus]") || entrance(section));
      if (to) focus(to);
    }
  });

  // A server that is not reached is told of, until it answers: what was typed is still there.
  const tell = (text) => { document.getElementById("unreachable").textContent = text; };
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => tell(document.body.dataset.unreachable));
  document.addEventListener("htmx:beforeOnLoad", () => tell(""));
  window.annuaire = { announce };
})();
