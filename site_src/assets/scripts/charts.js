// What a chart gains from a script: exploring it, a picture made here, its words on the clipboard. The drawing, its table and its files need none of it.
// The library that renders a chart to be explored is fetched when a reader asks for it, and not before.

// On paper and on most screens a drawing at twice its size stays sharp.
const PICTURE_SCALE = 2;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity };
const HELP = "Arrow keys step through the points, Page keys by twelve, Home and End to the ends; or point at the chart.";

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Pages from a folder, or served without encryption, have no clipboard of their own: a selection can still be copied.
  const area = element("textarea", { readonly: "", class: "visually-hidden" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("nothing was copied");
}

async function picture(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = element("canvas");
  canvas.width = image.naturalWidth * PICTURE_SCALE;
  canvas.height = image.naturalHeight * PICTURE_SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"));
}

function save(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// A chart in words: its finding, its shape, how to read it, its source, its address.
function wordsOf(section, name) {
  const text = (selector) => section.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const address = new URL(`#${name}`, location.href).href;
  return [text("h2"), text(".sub"), text("desc"), text(".chart-key"), text(".source"), address].filter(Boolean).join("\n");
}

// The file of a chart to be explored has its points by column, and in runs what many of them share, so that it travels light;
// the library and a reader go from point to point.
function withPoints(spec) {
  const { columns, runs } = spec.datasets.points;
  const unrolled = Object.entries(runs).map(([name, parts]) => [name, parts.flatMap(([cell, times]) => Array(times).fill(cell))]);
  const named = [...Object.entries(columns), ...unrolled];
  const pointAt = (index) => ({ ...Object.fromEntries(named.map(([name, cells]) => [name, cells[index]])), index });
  return { ...spec, datasets: { points: columns.text.map((_, index) => pointAt(index)) } };
}

// The points that the chosen span and group leave, in reading order.
function shown(view, spec) {
  const { range, group } = spec.usermeta.plainSight;
  const [from, to] = range ? [view.signal("from"), view.signal("to")].sort((a, b) => a - b) : [];
  const series = group ? view.signal("series") : "All";
  return spec.datasets.points.filter(
    (point) => (!range || (point.x > from && point.x <= to + 1)) && (series === "All" || point.series === series),
  );
}

// The rendered chart: one stop for the tab key, inside which the arrow keys step from point to point. A pointer marks the point nearest to it.
async function render(place, spec, vegaEmbed, tell) {
  // `ast` has expressions interpreted: the page's rules forbid making code from text. What a point says is shown here, not by the library.
  // It names and describes the element it is given, so it has one of its own: the words of this place are these.
  const drawing = element("div", { "aria-hidden": "true" });
  place.append(drawing);
  const { view } = await vegaEmbed(drawing, spec, { ast: true, actions: false, renderer: "svg", tooltip: false, defaultStyle: false });
  const tip = element("div", { class: "explore-tip", hidden: "", "aria-hidden": "true" });
  place.append(tip);
  let at = -1;

  const positionOf = ({ x, y }) => {
    const [left, top] = view.origin();
    return [left + view.scale("x")(x), top + view.scale("y")(y)];
  };
  function mark(point) {
    if (point.index === at) return;
    at = point.index;
    view.signal("at", at).run();
    tell(point.text);
  }
  place.addEventListener("pointermove", (event) => {
    if (!event.target.closest("svg")) return;
    const box = place.getBoundingClientRect();
    const pointer = [event.clientX - box.left, event.clientY - box.top];
    // Along the chart counts more than across it: a reader follows the time or the size that they are under, or the row that they are in.
    const [across, down] = spec.usermeta.plainSight.along === "y" ? [1, 4] : [4, 1];
    const far = (point) => {
      const [left, top] = positionOf(point);
      return across * (left - pointer[0]) ** 2 + down * (top - pointer[1]) ** 2;
    };
    const [nearest] = shown(view, spec).map((point) => [point, far(point)]).reduce((a, b) => (b[1] < a[1] ? b : a), [undefined, Infinity]);
    if (!nearest) return;
    mark(nearest);
    const [left, top] = positionOf(nearest);
    tip.textContent = nearest.text;
    tip.hidden = false;
    tip.style.top = `${top + 14}px`;
    tip.style.left = left > box.width / 2 ? "auto" : `${left}px`;
    tip.style.right = left > box.width / 2 ? `${box.width - left}px` : "auto";
  });
  place.addEventListener("pointerleave", () => {
    tip.hidden = true;
  });
  place.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step === undefined || event.target !== place) return;
    event.preventDefault();
    const points = shown(view, spec);
    if (!points.length) return tell("No point in this span.");
    const standing = points.findIndex((point) => point.index === at);
    const last = points.length - 1;
    // With no point marked, or the marked one out of sight, the first step leads to the nearer end; Home and End lead to theirs from anywhere.
    const first = step > 0 ? 0 : last;
    const next = Number.isFinite(step) ? (standing < 0 ? first : standing + step) : step;
    tip.hidden = true;
    mark(points[Math.min(Math.max(next, 0), last)]);
  });
  return view;
}

function exploration(tools, section, say) {
  const drawings = section.querySelectorAll(".drawing");
  const start = element("button", { type: "button", "aria-expanded": "false" }, "Explore");
  let panel;
  let view;

  function close() {
    view?.finalize();
    panel?.remove();
    panel = view = undefined;
    for (const drawing of drawings) drawing.hidden = false;
    start.setAttribute("aria-expanded", "false");
    start.textContent = "Explore";
  }

  async function open() {
    start.disabled = true;
    say("Loading the chart…");
    try {
      const [{ vegaEmbed }, read] = await Promise.all([
        import(new URL(tools.dataset.library, document.baseURI).href),
        fetch(tools.dataset.exploration).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)))),
      ]);
      const label = `${section.querySelector("h2").textContent}. ${HELP}`;
      const place = element("div", { class: "explore-chart", tabindex: "0", role: "application", "aria-label": label });
      const told = element("p", { class: "explore-told", role: "status" }, HELP);
      panel = element("div", { class: "explore" }, place, told);
      drawings[0].before(panel);
      for (const drawing of drawings) drawing.hidden = true;
      view = await render(place, withPoints(read), vegaEmbed, (text) => {
        told.textContent = text;
      });
      // The inputs of span and group stand beside the chart, not inside its one stop.
      const inputs = place.querySelector(".vega-bindings");
      if (inputs) told.before(inputs);
      start.setAttribute("aria-expanded", "true");
      start.textContent = "Back to the drawing";
      say("");
      place.focus();
    } catch {
      close();
      say("The chart could not be loaded. The drawing, its table and its files hold all of it.");
    }
    start.disabled = false;
  }

  start.addEventListener("click", () => (panel ? close() : open()));
  return start;
}

for (const tools of document.querySelectorAll("[data-chart]")) {
  const section = tools.closest("section");
  const { chart: name, image } = tools.dataset;
  const status = element("p", { class: "chart-status", role: "status" });
  const say = (text) => {
    status.textContent = text;
  };
  const button = (label, action, done, failed) => {
    const made = element("button", { type: "button" }, label);
    made.addEventListener("click", () => action().then(() => say(done), () => say(failed)));
    return made;
  };
  const REFUSED = "The browser did not allow it. The text can be marked and copied by hand.";
  // The front page has no name of its own; the chart's is the measure's there.
  const pictureName = [location.pathname.split("/").filter(Boolean).pop(), name].filter(Boolean).join("-");
  const buttons = element("p", { class: "chart-actions" });
  if (tools.dataset.exploration) buttons.append(exploration(tools, section, say));
  buttons.append(
    button("Picture (PNG)", async () => save(await picture(image), `${pictureName}.png`), "The picture is in your downloads.", "The picture could not be made."),
    button("Copy as text", () => copy(wordsOf(section, name)), "Copied the chart in words.", REFUSED),
    button("Copy citation", () => copy(tools.querySelector("[data-citation]").textContent.trim()), "Copied the citation.", REFUSED),
  );
  tools.prepend(buttons, status);
  const code = tools.querySelector("[data-embed]");
  code.closest("pre").after(
    element("p", { class: "chart-actions" }, button("Copy the code", () => copy(code.textContent.trim()), "Copied the code.", REFUSED)),
  );
}
