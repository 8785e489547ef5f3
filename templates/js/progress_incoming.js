// Runs that come from a file or a link: what differs from what is ticked here, and what shall become of it. Nothing that
// is ticked is lost without the reader's word.

import { element, fill, words } from "./page.js";
import { both, conflicts, merged, newer, theirs } from "./merge.js";
import { SHOWN } from "./states.js";

/**
 * The question as `box` to be placed; `take(runs, intro)` brings runs, and asks wherever they differ or there is an
 * `intro` to show; `show()` after every change. `runs`, `change`, `nameOf` and `say` are those of the panel.
 */
export function incoming(guide, runs, change, nameOf, say) {
  const box = element("div", { class: "progress-asked", role: "group", "aria-label": words.script_load_file, hidden: true });
  let found, intro;

  function take(those, text) {
    [found, intro] = [those, text];
    const differs = conflicts(runs(), found, guide).length > 0;
    if (!intro && !differs) return settle(newer);
    say([intro, differs && words.script_differs].filter(Boolean).join(" "));
    show();
  }

  function settle(how) {
    const next = how ? merged(runs(), found, guide, how) : runs();
    found = undefined;
    say(how ? words.script_loaded : words.script_unchanged);
    if (intro) history.replaceState(null, "", location.href.split("#")[0]);
    change(next);
  }

  function show() {
    box.hidden = !found;
    if (!found) return box.replaceChildren();
    const differing = conflicts(runs(), found, guide);
    const differs = differing.length > 0;
    const button = (text, how) => element("button", { type: "button", click: () => settle(how) }, words[text]);
    box.replaceChildren(
      ...(differs ? [element("ul", {}, ...differing.map(line))] : []),
      button(differs ? "script_keep_all" : "script_take", differs ? both : newer),
      " ",
      ...(differs ? [button("script_take_theirs", theirs), " ", button("script_newer_wins", newer), " "] : []),
      button("script_leave"),
    );
  }

  /** What stands here and what comes. */
  function line({ name, codes, here, there }) {
    const word = ({ state }) => (state ? words[SHOWN[state][1]] : words.script_no_mark);
    const text = fill("script_conflict", { codes: codes.join(", "), here: word(here), there: word(there) });
    return element("li", {}, `${name === undefined ? words.script_shared : nameOf(name)}: ${text}`);
  }

  return { box, take, show };
}
