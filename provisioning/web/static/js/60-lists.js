// Lists: one tick ticks all, Escape closes the record, a number copies at a click.
(() => {
  "use strict";

  const typing = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key !== "Escape" || document.querySelector("details.dropdown[open], dialog[open]")) return;
    const close = document.querySelector("a[data-escape]");
    if (close && !event.target.closest(".searchbox")) close.click();
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
