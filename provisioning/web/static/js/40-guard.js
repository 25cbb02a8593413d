// What was typed and not saved is not lost without a question.
(() => {
  "use strict";

  const state = (form) => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const first = new WeakMap();
  let leaving = false;

  const watch = () => {
    leaving = false;
    for (const form of document.querySelectorAll("form[data-guard]")) {
      if (!first.has(form)) first.set(form, document.getElementById("wrong") || form.dataset.guard === "typed" ? "" : state(form));
    }
  };
  const unsaved = () => [...document.querySelectorAll("form[data-guard]")].some((form) => first.has(form) && first.get(form) !== state(form));

  document.addEventListener("DOMContentLoaded", watch);
  document.addEventListener("htmx:afterSettle", watch);
  document.addEventListener("submit", () => { leaving = true; }, true);
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.elt.matches("a[href]:not([data-discard])") || !unsaved()) return;
    event.preventDefault();
    if (window.confirm(document.body.dataset.unsaved)) event.detail.issueRequest(true);
  });
})();
