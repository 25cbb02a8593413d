// A one-time link carries its token behind the #, where no server sees it: it goes into the form, out of the address, and on its way.
(() => {
  "use strict";

  document.addEventListener("DOMContentLoaded", () => {
    const form = document.querySelector("form[data-link]");
    const token = decodeURIComponent(location.hash.slice(1));
    if (!form || !token || document.getElementById("wrong")) return;
    history.replaceState(null, "", location.pathname);
    form.elements.token.value = token;
    form.requestSubmit();
  });
})();
