"use strict";
// The page is whole without this script, which only sorts, filters and opens what is folded.
(() => {
  const form = document.getElementById("filter");
  const rows = [...document.querySelectorAll("#all tbody tr")];
  const inMatrix = new Map(
    [...document.querySelectorAll(".matrix tr[data-t]")].map((row) => [row.dataset.t, row]));
  const FIRST_DISTRICT = 2; // columns of the matrix before the districts

  // ---- filters

  function wanted(row, wish) {
    if (wish.section && row.dataset.section !== wish.section) return false;
    if (wish.body && !row.dataset.bodies.split(" ").includes(wish.body)) return false;
    let status = row.dataset.status;
    if (wish.district) {
      const cell = cellOf(row.dataset.t, wish.district);
      status = cell && statusOf(cell);
      if (!status) return false;
    }
    if (wish.status && status !== wish.status) return false;
    const words = wish.text.trim().toLowerCase();
    return !words || row.querySelector("th").textContent.toLowerCase().includes(words);
  }

  function cellOf(target, district) {
    const row = inMatrix.get(target);
    return row && row.cells[FIRST_DISTRICT + Number(district)];
  }

  function statusOf(cell) {
    return cell.className.match(/(?:^| )s-(\w+)/)?.[1];
  }

  function apply() {
    const wish = Object.fromEntries(new FormData(form));
    const shown = new Set(rows.filter((row) => wanted(row, wish)).map((row) => row.dataset.t));
    for (const one of document.querySelectorAll("[data-t]")) one.hidden = !shown.has(one.dataset.t);
    for (const group of [...document.querySelectorAll("[data-group]")].reverse()) {
      group.hidden = !group.querySelector("[data-t]:not([hidden])");
    }
    for (const word of document.querySelectorAll(".none")) {
      word.hidden = Boolean(word.parentElement.querySelector("[data-t]:not([hidden])"));
    }
    showDistrict(wish.district);
    const some = shown.size < rows.length;
    form.classList.toggle("some", some);
    form.querySelector("output").textContent =
      form.dataset.shown.replace("{0}", shown.size).replace("{1}", rows.length)
      + (wish.district ? form.dataset.own : "");
  }

  // The chosen district's own figures stand beside the verdicts; its column alone is in the matrix.
  function showDistrict(district) {
    const chosen = form.elements.district;
    const head = document.querySelector("#all th.c-own");
    head.hidden = !district;
    head.textContent = district ? chosen.options[chosen.selectedIndex].text : "";
    for (const row of rows) {
      const own = row.querySelector(".c-own");
      const cell = district && cellOf(row.dataset.t, district);
      own.hidden = !district;
      own.className = "c-own" + (cell ? " " + cell.className : "");
      own.replaceChildren(...(cell ? cell.cloneNode(true).childNodes : []));
    }
    for (const row of document.querySelectorAll(".matrix thead tr, .matrix tr[data-t]")) {
      [...row.cells].slice(FIRST_DISTRICT).forEach((cell, at) => {
        cell.hidden = Boolean(district) && at !== Number(district);
      });
    }
  }

  // ---- sorting

  const words = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function key(row, column) {
    const cell = row.cells[column];
    const value = cell.dataset.v ?? (cell.closest(".matrix") && column ? rank(cell) : cell.textContent.trim());
    return value !== "" && isFinite(value) ? Number(value) : value;
  }

  // a cell of the matrix goes by its status, what wants an eye first
  function rank(cell) {
    const status = statusOf(cell);
    return status ? form.dataset.order.split(" ").indexOf(status) : "";
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return words.compare(a, b);
  }

  function sort(head, button) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    for (const body of head.closest("table").tBodies) {
      const mine = [...body.rows].filter((row) => !row.classList.contains("group"));
      const keyed = mine.map((row, at) => [key(row, head.cellIndex), at, row]);
      keyed.sort(([a, i], [b, j]) => {
        if (a === "" || b === "") return (a === "") - (b === "") || i - j; // blanks stay last
        return (down ? compare(b, a) : compare(a, b)) || i - j;
      });
      body.append(...keyed.map(([, , row]) => row));
    }
    button.focus();
  }

  for (const head of document.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, button));
    head.append(button);
  }

  // ---- what is folded: a link into it opens it, print opens all

  function follow() {
    const target = document.querySelector(":target");
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) {
      one.open = true;
    }
    target.scrollIntoView();
  }

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  if (rows.length) form.hidden = false;
  apply();
  follow();
})();
