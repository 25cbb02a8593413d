// Lists and the record beside them: one tick ticks all, Escape closes the record, or what is edited in it, a number copies at a click.
(() => {
  "use strict";

  const typing = (element) => element.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("details.dropdown[open], dialog[open]") || event.target.closest(".searchbox")) return;
    const cancel = document.querySelector("section.part a[data-discard]");
    if (typing(event.target) && !(cancel && cancel.closest("form").contains(event.target))) return;
    if (cancel) {
      if (window.annuaire.mayLeave()) cancel.click();
      return;
    }
    const close = document.querySelector("a[data-escape]");
    if (close) close.click();
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
