// Runs that come from a file or a link: what differs from what is ticked here, and what shall become of it. Nothing that
// is ticked is lost without the reader's word.

import { element, fill, words } from "./page.js";
import { differences, merged, replaced } from "./runs.js";

/**
 * The question as `box` to be placed; `take(runs, intro)` brings runs, and asks wherever they differ or there is an
 * `intro` to show; `show()` after every change. `runs`, `change`, `nameOf` and `say` are those of the panel.
 */
export function incoming(guide, runs, change, nameOf, say) {
  const box = element("div", { class: "progress-asked", role: "group", "aria-label": words.script_load_file, hidden: true });
  let found, intro;

  function take(those, text) {
    [found, intro] = [those, text];
    const differs = differences(runs(), found, guide).length > 0;
    if (!intro && !differs) return settle(merged);
    say([intro, differs && words.script_differs].filter(Boolean).join(" "));
    show();
  }

  function settle(how) {
    const next = how ? how(runs(), found, guide) : runs();
    found = undefined;
    say(how ? words.script_loaded : words.script_unchanged);
    if (intro) history.replaceState(null, "", location.href.split("#")[0]);
    change(next);
  }

  function show() {
    box.hidden = !found;
    if (!found) return box.replaceChildren();
    const differing = differences(runs(), found, guide);
    const differs = differing.length > 0;
    const button = (text, how) => element("button", { type: "button", click: () => settle(how) }, words[text]);
    box.replaceChildren(
      ...(differs ? [element("ul", {}, ...differing.map(line))] : []),
      button(differs ? "script_keep_all" : "script_take", merged),
      " ",
      ...(differs ? [button("script_take_theirs", replaced), " "] : []),
      button("script_leave"),
    );
  }

  /** What only one of the two has, by its codes. */
  function line({ name, here, there }) {
    const lists = [["script_ticked_here", here], ["script_ticked_there", there]].filter(([, codes]) => codes.length > 0);
    const texts = lists.map(([text, codes]) => fill(text, { codes: codes.join(", ") }));
    return element("li", {}, `${name === undefined ? words.script_shared : nameOf(name)}: ${texts.join("; ")}`);
  }

  return { box, take, show };
}
