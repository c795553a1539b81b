// Adding somebody: a number checked while it is typed, the finder by keyboard.
// Everything here has a way without it: the form is checked when it is sent.
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2];

/** A Y-tunnus as it is written, or nothing for what is none. */
const written = (typed) => {
  const bare = typed.replace(/[\s.]/g, "").replace(/[\u2010-\u2015\u2212]/g, "-");
  const found = /^(?:FI)?(\d{6,7})-?(\d)$/i.exec(bare);
  if (!found) return "";
  const seven = found[1].padStart(7, "0");
  const sum = WEIGHTS.reduce((all, weight, place) => all + weight * Number(seven[place]), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(found[2]) && Number(seven) ? `${seven}-${check}` : "";
};

document.addEventListener("focusout", (event) => {
  if (!event.target.matches("#entry input[name$='-business_id']")) return;
  const right = written(event.target.value);
  if (right && right !== event.target.value) {
    event.target.value = right;
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// The finder: down goes to what was found, Enter looks instead of saving.
document.addEventListener("keydown", (event) => {
  const finder = event.target.closest("[data-finds]");
  const list = finder ? document.getElementById(finder.dataset.finds) : event.target.closest("#org-found");
  if (!list) return;
  const all = [...list.querySelectorAll("button")];
  if (finder && event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (all.length) all[0].focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !all.length) return;
  event.preventDefault();
  const next = all.indexOf(document.activeElement) + step;
  if (next < 0) document.getElementById("f-org-q").focus();
  else all[Math.min(next, all.length - 1)].focus();
});

// The form is laid out anew while somebody may go on typing: what was typed meanwhile stays.
const fields = (form) => form.querySelectorAll("select, textarea, input:not([type=checkbox], [type=radio], [type=hidden])");
let asked = new FormData();
const meanwhile = new Map();
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.id === "entry") asked = new FormData(event.detail.target);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "entry") return;
  for (const field of fields(event.detail.target)) {
    if (field.name && field.value !== (asked.get(field.name) ?? "")) meanwhile.set(field.name, field.value);
  }
});
const typedMeanwhile = (form) => {
  for (const field of fields(form)) {
    if (!meanwhile.has(field.name)) continue;
    field.value = meanwhile.get(field.name);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  meanwhile.clear();
};

// What was added to the form gets the cursor.
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt.id !== "entry") return;
  typedMeanwhile(event.detail.elt);
  const grown = event.detail.elt.querySelector("[data-grown] input");
  if (grown) grown.focus();
});
