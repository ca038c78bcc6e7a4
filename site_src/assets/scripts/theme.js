// Before the first paint: the reader's own choice of a light or a dark page, where one was made.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // Storage may be refused; the device's own setting holds.
  }
})();
