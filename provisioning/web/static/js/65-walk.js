// Arrows walk lists and the tree of folders: in a list from row to row, left and right between tree and list. Home and End go to its ends, the space bar
// ticks the row. Enter opens, as it does every link.
(() => {
  "use strict";

  const lists = "[data-walk], table.list tbody";
  const stopsOf = (list) => list.matches("tbody")
    ? [...list.rows].map((row) => row.querySelector("th a[href], td a[href]")).filter(Boolean)
    : [...list.querySelectorAll("a[href^='/']")];
  const firstRow = () => [...document.querySelectorAll("#list .folders a, table.list tbody th a[href]")].find((link) => link.checkVisibility());

  const next = (event) => {
    const list = event.target.closest(lists);
    if (event.target.matches("input[type=search]") && event.key === "ArrowDown" && !event.target.closest(".searchbox")) return firstRow();
    if (!list || !event.target.matches("a[href]")) return null;
    const stops = stopsOf(list);
    const at = stops.indexOf(event.target);
    switch (event.key) {
      case "ArrowDown": return stops[at + 1];
      case "ArrowUp": return at < 0 ? null : stops[at - 1];
      case "Home": return stops[0];
      case "End": return stops[stops.length - 1];
      case "ArrowRight": return event.target.closest(".tree") && firstRow();
      case "ArrowLeft": return event.target.closest("#list") && document.querySelector(".tree a[aria-current]");
    }
    return null;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const row = event.target.closest("tr");
    if (event.key === " " && row && event.target.matches("a[href]")) {
      const tick = row.querySelector("input[type=checkbox]");
      if (tick) {
        event.preventDefault();
        tick.click();
      }
      return;
    }
    const to = next(event);
    if (to) {
      event.preventDefault();
      to.focus();
    }
  });
})();
