// What was typed and not saved is not lost without a question: neither by going elsewhere nor by sending another form of the page.
(() => {
  "use strict";

  const state = (form) => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const first = new WeakMap();
  let leaving = false;

  // What came back with errors has not been saved; where no field is named, that is said of any form of the page.
  const refused = (form) => document.getElementById("wrong") && (form.querySelector("[aria-invalid]") || !document.querySelector("[aria-invalid]"));

  const watch = () => {
    leaving = false;
    for (const form of document.querySelectorAll("form[data-guard]")) {
      if (!first.has(form)) first.set(form, refused(form) || form.dataset.guard === "typed" ? "" : state(form));
    }
  };
  const unsaved = (sent) => [...document.querySelectorAll("form[data-guard]")].some((form) => form !== sent && first.has(form) && first.get(form) !== state(form));

  const mayLeave = () => !unsaved() || window.confirm(document.body.dataset.unsaved);
  window.annuaire.mayLeave = mayLeave;

  document.addEventListener("DOMContentLoaded", watch);
  document.addEventListener("htmx:afterSettle", watch);
  document.addEventListener("submit", (event) => {
    if (unsaved(event.target) && !window.confirm(document.body.dataset.unsaved)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    leaving = true;
  }, true);
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
