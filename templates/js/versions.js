// For copied sites, whose pages know nothing of later versions: `/versions.js` is this script behind the list of versions. A page
// that loads it and has an element with `data-versions` gets the list there, under the words in that attribute.

const root = new URL(".", document.currentScript.src).href;

function show() {
  const place = document.querySelector("[data-versions]");
  if (!place) return;
  const [details, summary, list] = ["details", "summary", "ul"].map((name) => document.createElement(name));
  summary.textContent = place.dataset.versions;
  for (const { name, path } of globalThis.vejviserVersions) {
    const link = Object.assign(document.createElement("a"), { href: root + path, textContent: name });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  details.append(summary, list);
  place.replaceChildren(details);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
else show();
