// A field in which one of very many is chosen: what is typed is suggested what it can mean (the combobox of the ARIA practices). Arrows walk what is suggested,
// Enter takes it, Escape closes. What has not been taken the server finds by itself.
(() => {
  "use strict";

  const wait = 150;
  const fields = new WeakMap();

  const equip = (box) => {
    const input = box.querySelector("input[type=text]");
    const list = document.createElement("ul");
    list.id = `${input.id}-choices`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
    list.hidden = true;
    box.append(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    fields.set(input, { box, list, timer: 0, asked: null });
  };
  const equipAll = () => {
    for (const box of document.querySelectorAll("[data-chooser]")) {
      if (!fields.has(box.querySelector("input[type=text]"))) equip(box);
    }
  };

  const marked = (field) => field.list.querySelector("[aria-selected=true]");
  const mark = (input, option) => {
    const field = fields.get(input);
    const before = marked(field);
    if (before) before.setAttribute("aria-selected", "false");
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const close = (input) => {
    const field = fields.get(input);
    clearTimeout(field.timer);
    if (field.asked) field.asked.abort();
    field.list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(input, null);
  };

  const show = (input, found) => {
    const field = fields.get(input);
    mark(input, null);
    field.list.replaceChildren(...found.choices.map((choice, i) => {
      const option = document.createElement("li");
      option.id = `${field.list.id}-${i}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.id = choice.id;
      option.dataset.name = choice.name;
      const last = choice.name.lastIndexOf("›") + 1;
      if (last) {
        const above = document.createElement("span");
        above.className = "quiet";
        above.textContent = choice.name.slice(0, last);
        option.append(above);
      }
      option.append(choice.name.slice(last));
      if (choice.about) {
        const about = document.createElement("span");
        about.className = "quiet small";
        about.textContent = ` ${choice.about}`;
        option.append(about);
      }
      return option;
    }));
    field.list.hidden = found.choices.length === 0;
    input.setAttribute("aria-expanded", String(!field.list.hidden));
    window.annuaire.announce(found.said);
  };

  const ask = async (input) => {
    const field = fields.get(input);
    clearTimeout(field.timer);
    if (field.asked) field.asked.abort();
    const asked = new AbortController();
    field.asked = asked;
    const chosen = input.value === field.box.querySelector("input[name$='.for']").value;
    try {
      const answer = await fetch(`${field.box.dataset.chooser}&q=${encodeURIComponent(chosen ? "" : input.value)}`, { signal: asked.signal });
      const found = await answer.json();
      if (field.asked === asked && document.activeElement === input) show(input, found);
    } catch (_) {
      if (field.asked === asked) close(input);
    }
  };

  const take = (input, option) => {
    const field = fields.get(input);
    const which = field.box.querySelector(".which");
    if (which) {
      const id = document.createElement("input");
      id.type = "hidden";
      id.name = `${input.name}.id`;
      which.replaceWith(id);
    }
    input.value = option.dataset.name;
    field.box.querySelector("input[name$='.for']").value = option.dataset.name;
    field.box.querySelector("input[name$='.id']").value = option.dataset.id;
    close(input);
    if (field.box.dataset.go !== undefined) input.form.requestSubmit();
  };

  const step = (input, key) => {
    const field = fields.get(input);
    const options = [...field.list.children];
    const at = options.indexOf(marked(field));
    mark(input, key === "ArrowDown" ? options[(at + 1) % options.length] : options[at <= 0 ? options.length - 1 : at - 1]);
  };

  document.addEventListener("input", (event) => {
    const field = fields.get(event.target);
    if (!field) return;
    clearTimeout(field.timer);
    if (event.target.value.trim() === "") {
      close(event.target);
      return;
    }
    field.timer = setTimeout(() => ask(event.target), wait);
  });

  document.addEventListener("keydown", (event) => {
    const input = event.target;
    const field = fields.get(input);
    if (!field || event.isComposing) return;
    const open = !field.list.hidden;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (open) step(input, event.key);
        else ask(input);
        break;
      case "Enter":
        if (open && marked(field)) {
          event.preventDefault();
          take(input, marked(field));
        }
        break;
      case "Escape":
        if (open) {
          event.preventDefault();
          event.stopPropagation();
          close(input);
        }
        break;
    }
  }, true);

  document.addEventListener("pointerdown", (event) => {
    const list = event.target.closest("[data-chooser] [role=listbox]");
    if (list) event.preventDefault(); // the field keeps the focus
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("[data-chooser] [role=option]");
    if (option) take(option.closest("[data-chooser]").querySelector("input[type=text]"), option);
  });
  // Who comes to a field finds what stands in it selected, to be typed over: by keyboard, and by a first click.
  let fresh = null;
  document.addEventListener("focusin", (event) => {
    fresh = fields.has(event.target) ? event.target : null;
    if (fresh) fresh.select();
  });
  document.addEventListener("click", (event) => {
    if (fresh && fresh === event.target) fresh.select();
    fresh = null;
  });
  document.addEventListener("focusout", (event) => {
    if (fields.has(event.target)) close(event.target);
  });

  document.addEventListener("DOMContentLoaded", equipAll);
  document.addEventListener("htmx:afterSettle", equipAll);
})();
