// What every script needs to know of the page it runs on.

/** The site's root as an address; this script stands in its `assets/`. */
export const root = new URL("..", document.currentScript.src).href;

/** Words of the interface, from `assets/words-<language>.js`. */
export const words = globalThis.vejviser.words;

/** A word with `{name}` filled in. */
export function fill(key, values) {
  return words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A number of things: the word's form for one or for several. */
export function count(key, n, values = {}) {
  return fill(n === 1 ? `${key}_one` : `${key}_other`, { n, ...values });
}

/** A day such as `2026-11-23` as people write it: "23. november 2026". */
export function dayInWords(day) {
  const [year, month, number] = day.split("-").map(Number);
  return fill("day", { year, month: words.months.split(" ")[month - 1], day: number });
}

/** An element with attributes and children; what is null or false is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== false));
  return made;
}

/** Loads a script of the site once. */
export function load(path) {
  loaded[path] ??= new Promise((done, failed) => {
    document.head.append(element("script", { src: root + path, load: done, error: failed }));
  });
  return loaded[path];
}

const loaded = {};
