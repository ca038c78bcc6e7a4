// Two boroughs side by side: of a table of all boroughs, only the columns that a reader chooses, with both ranges drawn on one scale.

const frame = document.querySelector("[data-compare]");
const table = frame.querySelector("table");
const heads = [...table.tHead.rows[0].cells];
// The first column names the measure, the second holds the whole force; boroughs follow.
const FIRST_BOROUGH = 2;
const boroughs = heads.slice(FIRST_BOROUGH).map((head, index) => ({ slug: head.querySelector("a").id, name: head.textContent.trim(), column: index + FIRST_BOROUGH }));
const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function shape(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const numbers = (cell) => {
  const data = cell?.querySelector("data");
  if (!data) return undefined;
  return { value: Number(data.value), lower: Number(data.dataset.lower ?? data.value), upper: Number(data.dataset.upper ?? data.value) };
};

// From nought: the first borough above, the second below it, the whole force as an upright line. The words are in the cells.
function drawing(first, second, whole) {
  const drawn = shape("svg", { class: "compare-range", width: "100%", height: 48, "aria-hidden": "true" });
  const top = Math.max(...[first, second, whole].filter(Boolean).map(({ upper }) => upper)) * 1.04 || 1;
  const at = (value) => `${((value / top) * 100).toFixed(2)}%`;
  drawn.append(shape("line", { class: "tick", x1: 0, x2: "100%", y1: 24, y2: 24 }));
  if (whole) drawn.append(shape("line", { class: "whole", x1: at(whole.value), x2: at(whole.value), y1: 4, y2: 44 }));
  for (const [area, name, y] of [[first, "first", 14], [second, "second", 34]]) {
    if (!area) continue;
    drawn.append(shape("line", { class: name, x1: at(area.lower), x2: at(area.upper), y1: y, y2: y }));
    drawn.append(shape("circle", { class: name, cx: at(area.value), cy: y, r: 6 }));
  }
  return drawn;
}

function choice(label, name) {
  const select = element("select", { name }, element("option", { value: "" }, "Choose a borough"));
  select.append(...boroughs.map((area) => element("option", { value: area.slug }, area.name)));
  return [element("label", {}, element("span", {}, label), select), select];
}

const [firstLabel, first] = choice("First borough", "first");
const [secondLabel, second] = choice("Second borough", "second");
const status = element("p", { class: "note", role: "status" });
const form = element("form", { class: "compare-choice" }, firstLabel, secondLabel);
frame.before(form, status);
form.addEventListener("submit", (event) => event.preventDefault());

function show() {
  const chosen = [first, second].map(({ value }) => boroughs.find(({ slug }) => slug === value));
  const named = chosen.filter(Boolean);
  const columns = new Set(named.map(({ column }) => column));
  table.classList.toggle("compared", named.length > 0);
  // On a phone there is room for two columns of figures: the whole force's gives way.
  table.classList.toggle("two", named.length === 2);
  for (const row of table.rows) {
    row.querySelector(".compare-cell")?.remove();
    if (row.classList.contains("group")) continue;
    [...row.cells].forEach((cell, index) => {
      cell.hidden = named.length > 0 && index >= FIRST_BOROUGH && !columns.has(index);
    });
    if (!named.length) continue;
    if (row.parentElement === table.tHead) {
      row.append(element("th", { scope: "col", class: "compare-cell" }, "Ranges, each line from nought"));
    } else {
      const cell = element("td", { class: "compare-cell" });
      const [one, other] = chosen.map((area) => numbers(row.cells[area?.column]));
      // Words, and numbers that are no measure of policing, are not drawn.
      if (one || other) cell.append(drawing(one, other, numbers(row.cells[1])));
      row.append(cell);
    }
  }
  const names = named.map(({ name }) => name).join(" and ");
  status.textContent = named.length ? `${names}, beside ${heads[1].textContent.trim()}: filled dot first, open dot second, upright line for the whole.` : "";
}

form.addEventListener("change", () => {
  show();
  const query = new URLSearchParams(Object.entries({ first: first.value, second: second.value }).filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
});

const asked = new URLSearchParams(location.search);
const known = (slug) => (boroughs.some((area) => area.slug === slug) ? slug : "");
first.value = known(asked.get("first") ?? decodeURIComponent(location.hash.slice(1)));
second.value = known(asked.get("second") ?? "");
show();
