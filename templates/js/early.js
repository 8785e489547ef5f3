// Runs before the page is painted, so that nothing changes afterwards: `class="js"` says that scripts run, `data-theme` which
// colours the reader chose.

const { classList, dataset } = document.documentElement;
classList.add("js");
try {
  const chosen = JSON.parse(localStorage.getItem("vejviser:theme"));
  if (chosen === "light" || chosen === "dark") dataset.theme = chosen;
} catch {
  // A browser may refuse to tell what it keeps.
}
