// What a page gains from a script: a theme button, search as you type, the borough finder, workings that open when asked for.
// Every page is whole without it. Nothing is fetched from another host.

const MOST_RESULTS = 12;
// Where a page lives says what it is: measures and boroughs answer first, files and workings last.
// A page that the register of search words names is one that people look for, whatever its kind.
const LEAST_NAMED = 8;
const KINDS = [
  { folder: "indicators/", name: "Measure", weight: 4 },
  { folder: "areas/", name: "Borough", weight: 4 },
  { folder: "framework/", name: "Plan", weight: 3 },
  { folder: "glossary/#", name: "Word", weight: 10 },
  { folder: "reports/", name: "Report", weight: 2 },
  { folder: "method/", name: "Method", weight: 2 },
  { folder: "data/", name: "Data", weight: 1.5 },
];

// A question is asked in whole sentences; these words of it name nothing.
const FILLERS = new Set("a an and are at been by do does down for from going gone has have how in is it many more much my near of on or the there to up was were what which with".split(" "));

const words = (text) => text.toLowerCase().normalize("NFKD").replace(/[^\p{L}\p{N}]+/gu, " ").trim().split(" ").filter(Boolean);

// Plural and singular, and the forms between them, meet: burglaries, burglary -> burglar; offences, offence -> offenc.
const stem = (word) => (word.length > 4 ? word.replace(/(ies|es|s|y|e)$/, "") : word);

const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent ?? "";

function prepare(documents) {
  return documents.map(({ location, title, text, boost, tags }) => {
    const kind = KINDS.find(({ folder }) => location.startsWith(folder) && location !== folder);
    const [path, heading] = location.split("#");
    return {
      location,
      title: plain(title),
      text: plain(text),
      body: ` ${words(plain(text)).join(" ")}`,
      kind: kind?.name ?? "Page",
      weight: Math.max((kind?.weight ?? 1) * (boost ?? 1) * (heading ? 0.4 : 1), tags && !heading ? LEAST_NAMED : 0),
      names: words(plain(title)).concat(words(path)).map(stem),
      // What people type who call the thing otherwise; of the page, not of each of its headings.
      others: heading ? [] : words((tags ?? []).join(" ")).map(stem),
    };
  });
}

// Each word asked for must be found; a word of the title counts ten times a word of the text, another word for it eight times, a beginning six.
function score(entry, asked) {
  let total = 0;
  for (const word of asked) {
    if (entry.names.includes(word)) total += 10;
    else if (entry.others.includes(word)) total += 8;
    else if (entry.names.some((name) => name.startsWith(word))) total += 6;
    else if (entry.body.includes(` ${word}`)) total += 1;
    else return 0;
  }
  return total * entry.weight;
}

function rank(entries, query) {
  const given = words(query);
  const telling = given.filter((word) => !FILLERS.has(word));
  const asked = (telling.length ? telling : given).map(stem);
  if (!asked.length) return [];
  const scored = (wanted) =>
    entries
      .map((entry) => ({ entry, points: score(entry, wanted) }))
      .filter(({ points }) => points > 0)
      .sort((a, b) => b.points - a.points || a.entry.title.length - b.entry.title.length || (a.entry.location < b.entry.location ? -1 : 1))
      .slice(0, MOST_RESULTS)
      .map(({ entry }) => entry);
  const all = scored(asked);
  const named = (entry) => asked.every((word) => entry.others.includes(word) || entry.names.some((name) => name.startsWith(word)));
  if (asked.length === 1 || all.some(named)) return all;
  // "burglary lewisham" is the name of no one page: then the best pages of each word come first, in turn.
  const each = asked.map((word) => scored([word]).slice(0, 3));
  const inTurn = [0, 1, 2].flatMap((place) => each.map((found) => found[place])).filter(Boolean);
  return [...new Set([...inTurn, ...all])].slice(0, MOST_RESULTS);
}

// `here` is the address of the search page, which every search form carries: the index lies beside it, the site above it.
let index;
function load(here) {
  index ??= fetch(new URL("search_index.json", here))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(({ docs }) => prepare(docs));
  return index;
}

// The words after the title, which the page repeats at its top, to the end of a word.
function excerpt({ title, text }) {
  const after = text.includes(title) ? text.slice(text.indexOf(title) + title.length).trim() : text;
  return after.length > 100 ? `${after.slice(0, 100).replace(/\s+\S*$/, "")}…` : after;
}

function list(found, here) {
  const results = document.createElement("ul");
  results.className = "results";
  for (const entry of found) {
    const link = document.createElement("a");
    link.href = new URL(`../${entry.location}`, here);
    link.textContent = entry.title;
    const about = document.createElement("span");
    about.textContent = [entry.kind, excerpt(entry)].filter(Boolean).join(" · ");
    const item = document.createElement("li");
    item.append(link, about);
    results.append(item);
  }
  return results;
}

async function show(query, here, place) {
  if (words(query).join("").length < 2) {
    place.hidden = true;
    return;
  }
  const count = document.createElement("p");
  count.className = "found-count";
  count.setAttribute("role", "status");
  place.replaceChildren(count);
  place.hidden = false;
  try {
    const found = rank(await load(here), query);
    place.replaceChildren(count, list(found, here));
    count.textContent = found.length ? `${found.length} page${found.length === 1 ? "" : "s"} found` : "Nothing found. Try one word, such as burglary.";
  } catch {
    count.textContent = "Search is not working. The lists of measures and boroughs are in the menu.";
  }
}

for (const form of document.querySelectorAll("[data-search]")) {
  const input = form.querySelector("input");
  const place = form.querySelector(".found");
  let latest = 0;
  input.addEventListener("focus", () => load(form.action).catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    clearTimeout(latest);
    latest = setTimeout(() => show(input.value, form.action, place), 120);
  });
  form.addEventListener("keydown", (event) => {
    const links = [input, ...place.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      place.hidden = true;
      input.focus();
    } else if (event.key === "ArrowDown" && at < links.length - 1 && !place.hidden) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at > 0) {
      event.preventDefault();
      links[at - 1].focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) place.hidden = true;
  });
}

// The search page itself: the same results, in the page, for the words in its address.
const searchPage = document.querySelector("[data-found]");
const asked = new URLSearchParams(location.search).get("q");
if (searchPage && asked) {
  for (const input of document.querySelectorAll("[data-search] input")) input.value = asked;
  show(asked, document.querySelector("[data-search]").action, searchPage);
}

for (const finder of document.querySelectorAll(".finder")) {
  finder.addEventListener("submit", (event) => {
    const chosen = new FormData(finder).get("area");
    if (!chosen) return;
    event.preventDefault();
    location.assign(new URL(`${chosen}/`, finder.action));
  });
}

// A link to a working opens it, and every disclosure above it.
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let inside = target; inside; inside = inside.parentElement) if (inside.tagName === "DETAILS") inside.open = true;
  if (target?.tagName === "DETAILS") target.querySelector("summary").focus();
}
addEventListener("hashchange", reveal);
reveal();

// Paper has no disclosures to open.
addEventListener("beforeprint", () => {
  for (const closed of document.querySelectorAll("main details:not([open])")) {
    closed.open = true;
    closed.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  for (const opened of document.querySelectorAll("[data-printed]")) {
    opened.open = false;
    delete opened.dataset.printed;
  }
});

const themeButton = document.querySelector(".theme");
if (themeButton) {
  const root = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : device.matches);
  const name = () => {
    themeButton.textContent = isDark() ? "Light page" : "Dark page";
  };
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Storage may be refused; the choice then holds for this page.
    }
    name();
  });
  device.addEventListener("change", name);
  name();
  themeButton.hidden = false;
}

// Pages with charts, and the one that compares boroughs, bring scripts of their own; others do not pay for them.
if (document.querySelector("[data-chart]")) import("./charts.js");
if (document.querySelector("[data-compare]")) import("./compare.js");
