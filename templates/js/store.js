// What a reader chose, kept in this browser and nowhere else. A browser may refuse to keep anything; then the choice
// lasts as long as the page.

const PREFIX = "vejviser:";
/** What the browser refused to keep. */
const here = {};

/** The value that was kept under a name, or `otherwise`. */
export function recall(name, otherwise) {
  if (Object.hasOwn(here, name)) return here[name];
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** Keeps a value. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    delete here[name];
  } catch {
    // Private windows and full stores.
    here[name] = value;
  }
}
