// What a reader chose, kept in this browser and nowhere else. A browser may refuse to keep anything; then the choice
// lasts as long as the page.

const PREFIX = "vejviser:";
const here = {};

/** The value that was kept under a name, or `otherwise`. */
export function recall(name, otherwise) {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? here[name] ?? otherwise : JSON.parse(text);
  } catch {
    return here[name] ?? otherwise;
  }
}

/** Keeps a value. */
export function keep(name, value) {
  here[name] = value;
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows and full stores: the value stays in `here`.
  }
}
