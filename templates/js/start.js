// What happens on every page once it is read.

import { offerCopying } from "./copying.js";
import { offerLens } from "./lens.js";
import { offerLive } from "./live.js";
import { offerLog } from "./log.js";
import { guideKey } from "./guide.js";
import { leadOn, showWhereWeAre } from "./navigation.js";
import { load } from "./page.js";
import { offerProgress } from "./progress.js";
import { offerSearch } from "./search_dialog.js";
import { offerSearchPage } from "./search_page.js";

leadOn();
offerLens();
offerLive();
offerSearch();
offerSearchPage();
offerProgress();
offerLog();
offerCopying();
// Last, since it asks for the places of what the others have made.
showWhereWeAre();
if (document.querySelector("pre > code")) load("assets/code.js");
whenNear(".bottom", () => load("assets/colours.js"));
whenNear(".diagram-frame", () => load("assets/diagram.js"));
document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
if (guideKey) whenUsed(() => load("assets/previews.js"));

/** Calls `act` once, when the reader moves the mouse or the focus. */
function whenUsed(act) {
  const used = (event) => {
    if (event.pointerType && event.pointerType !== "mouse") return;
    ["pointermove", "focusin"].forEach((name) => removeEventListener(name, used));
    act();
  };
  ["pointermove", "focusin"].forEach((name) => addEventListener(name, used));
}

/** Calls `act` once, when the reader has come near to something. */
function whenNear(selector, act) {
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watcher.disconnect();
    act();
  }, { rootMargin: "50%" });
  document.querySelectorAll(selector).forEach((one) => watcher.observe(one));
}
