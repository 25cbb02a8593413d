// Lists and the tree: arrows walk them, one tick ticks all, Escape closes the record, a number copies at a click.
(() => {
  "use strict";

  const typing = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "Escape" && !document.querySelector("details.dropdown[open]")) {
      const close = document.querySelector("a[data-escape]");
      if (close && !event.target.closest(".searchbox")) close.click();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const list = event.target.closest("[data-walk]");
    if (!step || !list) return;
    const stops = [...list.querySelectorAll(list.matches("tbody") ? "th a" : "a")];
    const next = stops[stops.indexOf(event.target) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("input[data-all]")) return;
    for (const one of event.target.form.querySelectorAll("input[name=id]")) one.checked = event.target.checked;
  });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (!copy) return;
    navigator.clipboard.writeText(copy.dataset.copy).then(() => {
      window.annuaire.announce(copy.getAttribute("aria-label") + " ✓");
      copy.classList.add("copied");
      setTimeout(() => copy.classList.remove("copied"), 2000);
    });
  });
})();
