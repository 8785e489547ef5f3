// Light, dark, or as the system has it: a choice at the foot of the page. `early.js` takes it before a page is painted.

import { element, words } from "./page.js";
import { keep, onChange, recall } from "./store.js";

const NAME = "theme", SYSTEM = "system";
const CHOICES = [[SYSTEM, "script_colours_system"], ["light", "script_colours_light"], ["dark", "script_colours_dark"]];

const { dataset } = document.documentElement;
const boxes = CHOICES.map(([value]) => element("input", { type: "radio", name: "_colours", value, change: () => keep(NAME, value) }));
const labels = CHOICES.map(([, word], at) => element("label", {}, boxes[at], words[word]));

function show() {
  const chosen = recall(NAME, SYSTEM);
  if (chosen === SYSTEM) delete dataset.theme;
  else dataset.theme = chosen;
  for (const box of boxes) box.checked = box.value === chosen;
}

const group = element("fieldset", {}, element("legend", {}, words.script_colours), ...labels);
document.querySelector(".bottom > div").append(element("div", { class: "filter colours" }, group));
onChange(show);
show();
