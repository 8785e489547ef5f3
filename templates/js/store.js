// What a reader chose, kept in this browser and nowhere else. A browser may refuse to keep anything; then the choice
// lasts as long as the page.
//
// Whoever shows something kept looks again when it changes, here or on another page: `onChange(look)`. Whoever changes
// something only keeps it.

const PREFIX = "vejviser:";
/** What the browser refused to keep. */
const here = {};

/** The value that was kept under a name, or `otherwise`; `damaged` if what stands there can't be read. */
export function recall(name, otherwise, damaged = otherwise) {
  if (Object.hasOwn(here, name)) return here[name];
  let text = null;
  try {
    text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return text === null ? otherwise : damaged;
  }
}

/** Keeps a value, and says so to all who look. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    delete here[name];
  } catch {
    // Private windows and full stores.
    here[name] = value;
  }
  dispatchEvent(new Event("storage"));
}

/** Calls `look` whenever something was kept, by this page or another, also while this one lay behind it. */
export function onChange(look) {
  addEventListener("storage", look);
  addEventListener("pageshow", (event) => event.persisted && look());
}
