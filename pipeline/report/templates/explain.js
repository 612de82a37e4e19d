"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const shown = document.getElementById("shown");
  const boxes = [...document.querySelectorAll("input[data-reason]")];

  function apply() {
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.reason));
    let blocks = 0;
    for (const group of sheet.querySelectorAll(".gone")) {
      group.hidden = !wanted.has(group.dataset.reason);
      if (!group.hidden) blocks += group.querySelectorAll(".piece").length;
    }
    const view = document.querySelector("input[name=view]:checked").value;
    sheet.className = "sheet " + view;
    const stayed = sheet.querySelectorAll(".stays .piece").length;
    const parts = [];
    if (view !== "only-gone") parts.push(stayed + " blocks that stayed");
    if (view !== "only-kept") parts.push(blocks + " that went");
    shown.textContent = parts.join(", ");
  }

  function next() {
    const groups = [...sheet.querySelectorAll(".gone")].filter((group) => group.offsetParent !== null);
    const below = groups.find((group) => group.getBoundingClientRect().top > innerHeight * 0.3);
    const group = below || groups[0];
    if (!group) return;
    group.scrollIntoView({ block: "center" });
    group.querySelector("summary").focus({ preventScroll: true });
  }

  document.addEventListener("change", apply);
  document.getElementById("next").addEventListener("click", next);
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll(".gone > details")) folded.open = true;
  });
  apply();
})();
