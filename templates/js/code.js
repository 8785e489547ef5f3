// A button on each block of code that copies it; of a session in a terminal, only what was typed.

import { element, words } from "./page.js";

const LONG_ENOUGH_TO_READ = 2000;

function copied(code) {
  const text = code.textContent.trimEnd();
  if (!/^language-(console|sh-session)$/.test(code.className)) return text;
  const typed = text.split("\n").filter((line) => line.startsWith("$ "));
  return typed.length > 0 ? typed.map((line) => line.slice(2)).join("\n") : text;
}

for (const code of document.querySelectorAll("pre > code")) {
  const click = async () => {
    await navigator.clipboard.writeText(copied(code)).then(() => (button.textContent = words.script_copied_text), () => {});
    setTimeout(() => (button.textContent = words.script_copy), LONG_ENOUGH_TO_READ);
  };
  const button = element("button", { type: "button", class: "button copy-code", "aria-live": "polite", click }, words.script_copy);
  const frame = element("div", { class: "code-frame" });
  code.parentElement.before(frame);
  frame.append(code.parentElement, button);
}
