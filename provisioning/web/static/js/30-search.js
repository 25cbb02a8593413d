// The search box: / goes there, arrows walk what is found, Escape leaves.
(() => {
  "use strict";

  const box = () => document.querySelector(".searchbox");
  const stops = () => [document.getElementById("search"), ...document.querySelectorAll("#found a[href]")];
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    const search = document.getElementById("search");
    if (!search || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !typing(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
      return;
    }
    if (!box().contains(event.target)) return;
    if (event.key === "Escape") {
      search.focus();
      box().classList.add("shut");
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = stops();
    const next = all[all.indexOf(event.target) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "search") box().classList.remove("shut");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "found") return;
    const status = event.detail.target.querySelector("[role=status]");
    if (status) window.annuaire.announce(status.textContent);
  });
})();
