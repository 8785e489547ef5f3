// Light, dark, or as the system has it. `early.js` takes the choice before a page is painted.

import { element, words } from "./page.js";
import { keep, onChange, recall } from "./store.js";

const NAME = "theme", SYSTEM = "system";
const CHOICES = [[SYSTEM, "script_colours_system"], ["light", "script_colours_light"], ["dark", "script_colours_dark"]];

/** Adds the choice to the foot of the page. */
export function offerColours() {
  const foot = document.querySelector(".bottom > div");
  if (!foot) return;
  const { dataset } = document.documentElement;
  const boxes = CHOICES.map(([value]) => element("input", { type: "radio", name: "_colours", value, change: () => keep(NAME, value) }));
  const labels = CHOICES.map(([, word], at) => element("label", {}, boxes[at], words[word]));
  const show = () => {
    const chosen = recall(NAME, SYSTEM);
    if (chosen === SYSTEM) delete dataset.theme;
    else dataset.theme = chosen;
    for (const box of boxes) box.checked = box.value === chosen;
  };
  foot.append(element("div", { class: "filter colours" }, element("fieldset", {}, element("legend", {}, words.script_colours), ...labels)));
  onChange(show);
  show();
}
