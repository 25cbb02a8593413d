// ? shows which keys do what: the page that says so, in a dialog. Escape closes it, as it closes every dialog.
(() => {
  "use strict";

  const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  const show = async () => {
    const answer = await fetch("/keys");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = document.createElement("dialog");
    const title = page.querySelector("#keys h1");
    title.id = "keys-title";
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.append(page.getElementById("keys"));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    show();
  });
})();
