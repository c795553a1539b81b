// Units that agree with their number; the text with numbered lines, a tab that indents, and
// problems that lead to their line.
"use strict";
(() => {
  // -- one year, two years ------------------------------------------------------------------
  const agree = (number) => {
    const one = number.value.trim() === "1";
    for (const option of number.parentElement.querySelectorAll("option[data-one]")) {
      option.textContent = one ? option.dataset.one : option.dataset.many;
    }
  };
  document.querySelectorAll(".period input").forEach(agree);
  document.addEventListener("input", (event) => {
    if (event.target.matches(".period input")) agree(event.target);
  });

  const text = document.getElementById("teksti");
  if (!text) return;
  const gutter = document.querySelector(".gutter");
  const LEVELS = ["error", "warning", "note"];

  // -- numbers ------------------------------------------------------------------------------
  const number = () => {
    const count = text.value.split("\n").length;
    while (gutter.childElementCount > count) gutter.lastElementChild.remove();
    while (gutter.childElementCount < count) {
      const line = document.createElement("span");
      line.textContent = String(gutter.childElementCount + 1);
      gutter.append(line);
    }
  };
  const mark = () => {
    for (const line of gutter.children) line.className = "";
    for (const level of [...LEVELS].reverse()) {
      for (const problem of document.querySelectorAll(`[data-level="${level}"]`)) {
        const line = gutter.children[Number(problem.dataset.line) - 1];
        if (line) line.className = level;
      }
    }
  };
  const follow = () => { gutter.scrollTop = text.scrollTop; };
  gutter.hidden = false;
  number(); mark(); follow();
  text.addEventListener("input", number);
  text.addEventListener("scroll", follow);
  new ResizeObserver(follow).observe(text);
  document.addEventListener("htmx:afterSettle", mark);

  // -- to a line ----------------------------------------------------------------------------
  const jump = (wanted) => {
    const lines = text.value.split("\n");
    const at = Math.min(Math.max(wanted, 1), lines.length) - 1;
    const start = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[at].length);
    const height = text.scrollHeight / lines.length;
    text.scrollTop = Math.max(0, at * height - text.clientHeight / 3);
    text.scrollLeft = 0;
    follow();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-jump]");
    if (!link) return;
    event.preventDefault();
    jump(Number(link.dataset.jump));
  });

  // -- tab ----------------------------------------------------------------------------------
  let leaving = false; // Escape first: then the tab leads on, as everywhere
  const put = (words) => {
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const shift = (back) => {
    const { value, selectionStart: from, selectionEnd: to } = text;
    const first = value.lastIndexOf("\n", from - 1) + 1;
    if (from === to && !back) { put("  "); return; }
    const block = value.slice(first, to);
    const moved = block.split("\n").map((line) => (back ? line.replace(/^ {1,2}/, "") : `  ${line}`)).join("\n");
    if (moved === block) return;
    text.setSelectionRange(first, to);
    put(moved);
    text.setSelectionRange(first, first + moved.length);
  };
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { leaving = true; return; }
    if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      shift(event.shiftKey);
      return;
    }
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const line = text.value.slice(text.value.lastIndexOf("\n", text.selectionStart - 1) + 1, text.selectionStart);
      const indent = line.match(/^ */)[0] + (/:\s*$/.test(line) ? "  " : "");
      if (indent) { event.preventDefault(); put(`\n${indent}`); }
    }
    if (event.key !== "Tab") leaving = false;
  });
  text.addEventListener("blur", () => { leaving = false; });
})();
