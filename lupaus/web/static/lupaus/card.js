// A form in the place of a value: cancelling brings the value back, saving brings the eye back to
// it. A secret hides itself. Everything here has a way without it.
"use strict";
(() => {
  const before = new Map(); // the slot -> what stood in it
  let last = ""; // the slot in which something was saved
  const slotOf = (node) => node.closest(".slot");
  const focusIn = (slot) => {
    const node = slot.querySelector("[data-focus], [aria-invalid=true], form input:not([type=hidden]), form textarea, form select, [data-hide]");
    if (node) { node.focus(); if (node.select && node.type === "text") node.select(); }
  };
  const restore = (slot) => {
    const kept = before.get(slot.id);
    if (!kept) return false;
    before.delete(slot.id);
    slot.replaceChildren(...kept);
    window.htmx.process(slot); // what was taken out has been forgotten
    const link = slot.querySelector("[data-edit], a");
    if (link) link.focus();
    return true;
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    const slot = event.detail.target;
    if (slot.id === "main") { before.clear(); return; }
    if (!slot.classList.contains("slot") || slot.classList.contains("composer")) return;
    if (!before.has(slot.id)) before.set(slot.id, [...slot.childNodes]);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt.closest("form.in-place, .composer form, .in-place form");
    if (form && slotOf(form)) last = slotOf(form).id;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.classList.contains("slot")) { focusIn(target); hideSoon(target); return; }
    const main = document.getElementById("main");
    if (target.id !== "main" || !last || !main || !main.querySelector(".customer")) return;
    const slot = document.getElementById(last);
    const node = (slot && (slot.querySelector("[data-edit]") || slot.querySelector("a"))) || main;
    last = "";
    node.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-cancel], [data-hide]");
    if (cancel && slotOf(cancel) && restore(slotOf(cancel))) { event.preventDefault(); return; }
    if (event.target.closest("[data-writes]")) { // opens the first kind, which it is named by
      const composer = document.getElementById("kirjaa"), first = composer && composer.querySelector(".chip");
      if (!first) return;
      event.preventDefault();
      if (first.hasAttribute("aria-current")) focusIn(composer); else first.click();
    }
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest && event.target.closest("form.in-place input");
    if (event.key === "Enter" && field && field.name !== "finder" && field.form.elements.look && !event.ctrlKey) {
      event.preventDefault(); // only the finder looks for somebody
      field.form.requestSubmit(field.form.querySelector("button.primary"));
      return;
    }
    if (event.key !== "Escape") return;
    const slot = event.target.closest && event.target.closest(".slot");
    if (slot && restore(slot)) event.preventDefault();
  });
  // -- a secret is not left on the screen -----------------------------------------------------
  const hideSoon = (root) => {
    const shown = root.querySelector("[data-hides]");
    if (!shown) return;
    let left = Number(shown.dataset.hides);
    const told = shown.querySelector("[data-hides-in]");
    const tick = setInterval(() => {
      left -= 1;
      if (!shown.isConnected) { clearInterval(tick); return; }
      if (told) told.textContent = `${left} s`;
      if (left > 0) return;
      clearInterval(tick);
      const slot = slotOf(shown);
      if (!slot || !restore(slot)) location.replace(shown.querySelector("[data-hide]").href);
    }, 1000);
  };
  hideSoon(document);
})();
