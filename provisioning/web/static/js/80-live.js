// What phones ask, as they ask it: the stream goes on while its list is on the page, and what is shown already is not shown again.
(() => {
  "use strict";

  const most = 200;
  let box = null;
  let source = null;

  const leave = () => {
    if (source) source.close();
    source = null;
    box = null;
  };

  const show = (text) => {
    const shell = document.createElement("template");
    shell.innerHTML = text;
    const request = shell.content.firstElementChild;
    if (!request || document.getElementById(request.id)) return;
    const list = box.querySelector(".requests");
    if (box.dataset.state === "on") {
      request.classList.add("fresh");
      request.addEventListener("animationend", () => request.classList.remove("fresh"));
    }
    list.prepend(request);
    while (list.children.length > most) list.lastElementChild.remove();
  };

  const follow = () => {
    const found = document.querySelector("[data-live]");
    if (found === box) return;
    leave();
    if (!found) return;
    box = found;
    source = new EventSource(box.dataset.live);
    source.addEventListener("request", (event) => show(event.data));
    source.addEventListener("begun", () => { box.dataset.state = "on"; });
    source.addEventListener("ended", () => {
      box.dataset.state = "over";
      source.close();
    });
    source.addEventListener("error", () => {
      if (box && box.dataset.state !== "over") box.dataset.state = "lost";
    });
  };

  document.addEventListener("DOMContentLoaded", follow);
  document.addEventListener("htmx:afterSettle", follow);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => { if (event.persisted) follow(); });
})();
