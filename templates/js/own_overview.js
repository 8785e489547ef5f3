// A guide's overview under the lens: that of the reader's party, which its own page has too. Others' tasks stand in it where
// something comes in or goes out.

import { ownParty } from "./lens.js";
import { element, words } from "./page.js";
import { onChange } from "./store.js";

/** Shows the party's picture in place of the whole one, and a button that turns back; `addTools` gives a picture its tools. */
globalThis.vejviser.foldOverview = (whole, addTools) => {
  let shown = whole;
  let party = "";
  let isWhole = false;
  const frames = { "": whole };
  const turn = () => {
    isWhole = !isWhole;
    show();
  };
  const text = element("span");
  const button = element("button", { type: "button", click: turn });
  const told = element("p", { class: "turn quiet" }, text, " ", button);
  const show = async () => {
    party = ownParty();
    const wanted = isWhole ? "" : party;
    const frame = await (frames[wanted] ??= pictureOf(wanted, addTools).catch(() => whole));
    // Meanwhile another may be wanted.
    if (wanted !== (isWhole ? "" : party)) return;
    const canTurn = party !== "" && (isWhole || frame !== whole);
    text.textContent = isWhole ? "" : words.script_own_overview;
    button.textContent = isWhole ? words.script_own_overview_back : words.script_whole_overview;
    if (!canTurn) told.remove();
    // Whoever pressed the button keeps the focus on it.
    else if (!told.isConnected) shown.before(told);
    if (frame === shown) return;
    shown.replaceWith(frame);
    shown = frame;
    // Lens, signs and gates look at it as they do at every picture.
    dispatchEvent(new Event("storage"));
  };
  onChange(show);
  show();
};

/** The picture on a party's page, with its list. A page that was opened from a disk can't read another. */
async function pictureOf(party, addTools) {
  const address = document.querySelector(`#_me a[data-party="${CSS.escape(party)}"]`).href;
  const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
  const frame = page.querySelector(".diagram-frame:has(a.node)");
  for (const link of frame.querySelectorAll("[href]")) link.setAttribute("href", new URL(link.getAttribute("href"), address));
  document.adoptNode(frame);
  addTools(frame);
  return frame;
}
