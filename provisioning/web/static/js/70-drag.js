// Dragging contacts and folders into a folder, and a photo into its form: the same forms are sent that menus and buttons send.
(() => {
  "use strict";

  const post = (address, fields) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    for (const [name, value] of fields) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    document.getElementById("page").append(form);
    window.htmx.process(form);
    form.requestSubmit();
  };

  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    const row = event.target.closest("tr[data-contact]");
    const folder = event.target.closest("a[data-folder]");
    if (row) {
      const ticked = [...document.querySelectorAll("input[name=id]:checked")].map((one) => one.value);
      dragged = { contacts: ticked.includes(row.dataset.contact) ? ticked : [row.dataset.contact] };
    } else if (folder) {
      dragged = { folder: folder.dataset.folder };
    } else {
      dragged = null;
      return;
    }
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });

  const target = (event) => {
    if (dragged) return event.target.closest("a[data-folder]");
    return event.dataTransfer.types.includes("Files") ? event.target.closest("form[data-drop]") : null;
  };
  document.addEventListener("dragover", (event) => {
    const over = target(event);
    if (!over) return;
    event.preventDefault();
    over.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    const over = target(event);
    if (over && !over.contains(event.relatedTarget)) over.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    const over = target(event);
    if (!over) return;
    event.preventDefault();
    over.classList.remove("over");
    if (!dragged) {
      over.querySelector("input[type=file]").files = event.dataTransfer.files;
      over.requestSubmit();
      return;
    }
    const to = over.dataset.folder;
    const here = location.pathname + location.search;
    if (dragged.contacts) post("/directory/selected/move", [["to", to], ["back", here], ...dragged.contacts.map((id) => ["id", id])]);
    else if (dragged.folder !== to) post(`/directory/folders/${dragged.folder}/move`, [["parent_id", to]]);
    dragged = null;
  });
  document.addEventListener("dragend", () => { dragged = null; });
})();
