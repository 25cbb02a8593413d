// Menus close with Escape and when one is somewhere else; with Escape also what a narrow window shows over the page: the sidebar, the tree of folders.
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
    if (["#sidebar", "#tree"].includes(location.hash)) {
      event.preventDefault();
      location.hash = "#main";
    }
  });
})();
