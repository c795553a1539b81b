// Dropping and pasting a list, and a page that follows what is chosen. All of it has a way without.
"use strict";
(() => {
  document.documentElement.classList.add("scripted");
  const form = document.querySelector("[data-drop]");
  const LONG = 1 << 20; // a longer table goes as a file

  if (form) {
    const file = form.querySelector("input[type=file]");
    const pasted = form.querySelector("textarea");
    const give = (one) => {
      const list = new DataTransfer();
      list.items.add(one);
      file.files = list.files;
    };
    let depth = 0; // drags enter and leave every child
    const holds = (event) => [...event.dataTransfer.types].includes("Files");
    addEventListener("dragenter", (event) => {
      if (holds(event)) { depth += 1; form.classList.add("dragging"); }
    });
    addEventListener("dragleave", (event) => {
      if (holds(event)) { depth -= 1; if (depth <= 0) { depth = 0; form.classList.remove("dragging"); } }
    });
    addEventListener("dragover", (event) => { if (holds(event)) event.preventDefault(); });
    addEventListener("drop", (event) => {
      if (!holds(event)) return;
      event.preventDefault();
      depth = 0;
      form.classList.remove("dragging");
      if (event.dataTransfer.files.length) {
        give(event.dataTransfer.files[0]);
        pasted.value = "";
        form.querySelector("button.primary").focus();
      }
    });
    addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain");
      const files = event.clipboardData.files;
      if (event.target.closest("input, textarea, select") && event.target !== pasted) return;
      if (!text && files.length) { give(files[0]); return; }
      if (!text.includes("\t") && !text.includes("\n")) return;
      event.preventDefault();
      if (text.length > LONG) {
        give(new File([text], "liitetty.csv", { type: "text/csv" }));
        pasted.value = "";
        return;
      }
      form.querySelector("details").open = true;
      file.value = "";
      pasted.value = text;
      pasted.focus();
    });
  }

  document.addEventListener("change", (event) => {
    // The columns are laid out anew for what was chosen; the button does it without a script.
    const stay = document.getElementById("stay");
    if (stay && event.target.closest("[data-refresh]")) stay.click();
  });
})();
