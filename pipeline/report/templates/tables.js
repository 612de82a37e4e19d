"use strict";
(() => {
  function valueOf(row, column, isText) {
    const cell = row.cells[column];
    return isText ? cell.textContent.trim() : Number(cell.dataset.value ?? cell.textContent.replace(/[^\d.-]/g, ""));
  }

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = head.querySelector("button");
      if (!button) return;
      button.addEventListener("click", () => {
        const isText = head.dataset.type === "text";
        const before = head.getAttribute("aria-sort");
        const up = before ? before === "descending" : isText;
        const rows = [...table.tBodies[0].rows];
        rows.sort((a, b) => {
          const x = valueOf(a, column, isText), y = valueOf(b, column, isText);
          return (isText ? x.localeCompare(y) : x - y) * (up ? 1 : -1);
        });
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        table.tBodies[0].append(...rows);
      });
    });
  }

  const filter = document.getElementById("host-filter");
  if (filter) {
    const rows = [...document.querySelectorAll("#host-table tbody tr")];
    const count = document.getElementById("host-count");
    filter.addEventListener("input", () => {
      const wanted = filter.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = wanted ? shown + " of " + rows.length : "";
    });
  }
})();
