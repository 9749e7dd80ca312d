// What a person does with a large table, and how long it takes until the rows are there.
globalThis.until = (claim) =>
  new Promise((done) => {
    const look = () => (claim() ? requestAnimationFrame(done) : requestAnimationFrame(look));
    look();
  });
globalThis.turn = async (act, changed) => {
  const began = performance.now();
  act();
  await until(() => calm() && changed());
  return performance.now() - began;
};
globalThis.calm = () => {
  const rows = document.querySelectorAll(".ag-row");
  return rows.length > 3 && document.querySelector(".pywry-row-loading") === null;
};
globalThis.scroller = () =>
  [...document.querySelectorAll(".pywry-grid *")].find(
    (e) => e.scrollHeight > e.clientHeight + 1000 && getComputedStyle(e).overflowY !== "hidden",
  );
globalThis.shownRows = () => [...document.querySelectorAll(".ag-row")].map((row) => row.getAttribute("row-index")).join();
globalThis.first = () => document.querySelector('.ag-row[row-index="0"]')?.getAttribute("row-id");
globalThis.foot = () => document.querySelector(".pywry-grid-foot-count").textContent;
globalThis.restore = (state) => pywry.dispatch("grid:restore-state", { state });

globalThis.travel = (part) => {
  const before = shownRows();
  return turn(
    () => (scroller().scrollTop = scroller().scrollHeight * part),
    () => shownRows() !== before,
  );
};
globalThis.sorted = () => {
  const before = first();
  return turn(
    () => document.querySelector('.ag-header-cell[col-id="x0"] .ag-header-cell-label').click(),
    () => first() !== undefined && first() !== before,
  );
};
globalThis.filtered = (limit) => {
  const before = foot();
  const filterModel = { x1: { filterType: "number", type: "greaterThan", filter: limit } };
  return turn(
    () => restore({ filterModel }),
    () => foot() !== before,
  );
};
globalThis.lifted = () =>
  turn(
    () => restore({ sortModel: [], filterModel: {} }),
    () => first() === "0" && foot() === "1,000,000 rows",
  );
