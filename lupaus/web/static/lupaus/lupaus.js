// Keyboard, search box, dialogs, toasts. Everything here has a way without it.
"use strict";
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const typing = (node) => node.closest("input, textarea, select, [contenteditable]");

  // -- search box ---------------------------------------------------------------------------
  const find = $("#find"), found = $("#found");
  const options = () => (found ? $$("[role=option]", found) : []);
  const choose = (step) => {
    const all = options();
    if (!all.length) return;
    const now = all.findIndex((o) => o.getAttribute("aria-selected") === "true");
    const next = (now + step + all.length) % all.length;
    all.forEach((o, i) => o.setAttribute("aria-selected", String(i === next)));
    all[next].scrollIntoView({ block: "nearest" });
    find.setAttribute("aria-activedescendant", all[next].id);
  };
  const shut = () => {
    found.replaceChildren();
    find.setAttribute("aria-expanded", "false");
    find.removeAttribute("aria-activedescendant");
  };
  if (find) {
    find.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { choose(1); event.preventDefault(); }
      else if (event.key === "ArrowUp") { choose(-1); event.preventDefault(); }
      else if (event.key === "Escape") { shut(); find.blur(); }
      else if (event.key === "Enter") {
        const chosen = options().find((o) => o.getAttribute("aria-selected") === "true");
        if (chosen) { event.preventDefault(); location.assign(chosen.href); }
      }
    });
    found.addEventListener("htmx:afterSwap", () =>
      find.setAttribute("aria-expanded", String(options().length > 0)));
    document.addEventListener("click", (event) => {
      if (!event.target.closest(".finder")) shut();
    });
  }

  // -- keyboard -----------------------------------------------------------------------------
  const single = document.body.dataset.singleKeys !== "off";
  let going = 0; // when g was pressed
  const rows = () => $$("[data-row]");
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((r) => r.classList.contains("cursor"));
    const next = Math.min(Math.max(now + step, 0), all.length - 1);
    all.forEach((r) => r.classList.remove("cursor"));
    all[next].classList.add("cursor");
    all[next].scrollIntoView({ block: "nearest" });
    const link = $("a", all[next]);
    if (link) link.focus({ preventScroll: true });
  };
  const click = (selector) => {
    const node = $(selector);
    if (node) node.click();
    return Boolean(node);
  };
  const plain = {
    "/": () => { if (find) { find.focus(); find.select(); } },
    "?": () => $("#keys") && $("#keys").showModal(),
    j: () => move(1),
    k: () => move(-1),
    x: () => click("tr.cursor input[type=checkbox]"),
    n: () => click("[data-new]"),
    e: () => click(".cursor [data-edit], [data-row]:focus-within [data-edit]") || click("[data-edit]"),
    z: () => { const all = $$("[data-undo]"); if (all.length) all[all.length - 1].click(); }, // the newest
  };
  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "k" && find) {
      event.preventDefault(); find.focus(); find.select(); return;
    }
    if (control && event.key === "Enter") {
      const form = event.target.closest("form");
      if (form) { event.preventDefault(); form.requestSubmit($("[data-control-enter]", form)); }
      return;
    }
    if (event.key === "Escape") {
      $$("details.menu[open]").forEach((menu) => { menu.open = false; $("summary", menu).focus(); });
    }
    if (typing(event.target)) return;
    if (control && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      if (click(event.key === "ArrowLeft" ? "[rel=prev]" : "[rel=next]")) event.preventDefault();
      return;
    }
    if (!single || control || event.altKey) return;
    if (going && event.timeStamp - going < 1500) {
      going = 0;
      const way = $(`.ways [data-key="${CSS.escape(event.key)}"]`);
      if (way) { event.preventDefault(); way.click(); return; }
    }
    if (event.key === "g") { going = event.timeStamp; return; }
    const act = plain[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // -- dialogs, menus, toasts, forms --------------------------------------------------------
  document.addEventListener("click", (event) => {
    const shows = event.target.closest("[data-shows]");
    if (shows) {
      const dialog = document.getElementById(shows.dataset.shows);
      if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    }
    const closes = event.target.closest("[data-closes]");
    if (closes) (closes.closest("dialog, .toast")).remove();
    $$("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-sends]");
    if (form) form.requestSubmit();
    const all = event.target.closest("[data-all]");
    if (all) $$(`input[name="${CSS.escape(all.dataset.all)}"]`).forEach((box) => { box.checked = all.checked; });
    if (event.target.matches("input[type=checkbox]")) picked();
  });
  const picked = () => $$("[data-picked]").forEach((bar) => {
    const count = $$(`input[name="${CSS.escape(bar.dataset.picked)}"]:checked`).length;
    bar.hidden = count === 0;
    const said = $("[data-count]", bar);
    if (said) { said.textContent = String(count); said.parentElement.hidden = false; }
  });
  document.addEventListener("input", (event) => {
    // The button of a dangerous form opens when the count has been typed.
    const typed = event.target.closest("[data-must-be]");
    if (!typed) return;
    const button = $("button.danger", typed.form);
    if (button) button.disabled = typed.value.replace(/\s/g, "") !== typed.dataset.mustBe;
  });
  document.addEventListener("submit", (event) => {
    // Once is enough.
    if (event.target.method === "dialog" || event.target.hasAttribute("data-again")) return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    // Until the next page comes its button says that it is on its way.
    if (!event.defaultPrevented && event.submitter) event.submitter.setAttribute("aria-busy", "true");
    if (!event.target.closest("[hx-post]")) {
      event.target.dataset.sent = "yes";
      setTimeout(() => { delete event.target.dataset.sent; }, 4000);
    }
  });
  // A page that comes back out of the memory of the browser waits for nothing.
  window.addEventListener("pageshow", () => $$("button[aria-busy]").forEach((button) => button.removeAttribute("aria-busy")));
  const settle = (root) => {
    $$("[data-must-be]", root).forEach((typed) => {
      const button = typed.form && $("button.danger", typed.form);
      if (button) button.disabled = true;
    });
    const focus = $("[data-focus]", root);
    if (focus) focus.focus();
    picked();
  };
  settle(document);
  // On a phone the tab of this page may lie beyond the edge of its row.
  const tab = $(".tabs [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 48;
  document.addEventListener("htmx:load", (event) => settle(event.detail.elt));
  // What is told where no answer takes its place: the server is silent, or said no to a part.
  const NO_ANSWER = { fi: "Palvelin ei vastannut. Yritä uudelleen.", sv: "Servern svarade inte. Försök igen.", en: "The server did not answer. Try again." };
  const NOT_DONE = { fi: "Tätä ei voitu tehdä, eikä mitään tallentunut. Lataa sivu uudelleen.", sv: "Det här kunde inte göras och inget sparades. Ladda sidan på nytt.", en: "This could not be done, and nothing was saved. Reload the page." };
  const warn = (said) => {
    const toasts = $("#toasts");
    const textContent = said[document.documentElement.lang] || said.fi;
    if (toasts) toasts.append(Object.assign(document.createElement("p"), { className: "toast warn", textContent }));
  };
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    warn(status === 0 || status >= 500 ? NO_ANSWER : NOT_DONE);
  });
  document.addEventListener("htmx:sendError", () => warn(NO_ANSWER));
})();
