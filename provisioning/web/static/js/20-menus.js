// Menus close with Escape and when one is somewhere else.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    for (const open of document.querySelectorAll("details.dropdown[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const open of document.querySelectorAll("details.dropdown[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    if (location.hash === "#sidebar") location.hash = "#main";
  });
})();
