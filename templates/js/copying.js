// Buttons on a task's page that copy what mails and trackers want: the address, a line with code and title, Markdown.

import { element, words } from "./page.js";

function button(label, text, said) {
  const click = async () => {
    try {
      await navigator.clipboard.writeText(text());
      said.textContent = words.script_copied_text;
    } catch {
      // Without leave to use the clipboard, what would be copied is shown to be copied by hand.
      said.textContent = text();
    }
  };
  return element("button", { type: "button", click }, label);
}

/** Adds the buttons behind the permanent link. */
export function offerCopying() {
  const line = document.querySelector("article[data-task] .permalink");
  const link = line?.querySelector("[rel=bookmark]");
  if (!link) return;
  const head = document.querySelector("h1");
  const code = head.querySelector(".code").textContent;
  // Where a word may break is no part of it.
  const title = head.textContent.replace(code, "").replaceAll("\u00ad", "").trim();
  const said = element("span", { class: "copied", role: "status" });
  const address = () => link.href;
  line.after(
    element(
      "p",
      { class: "copying" },
      button(words.script_copy_link, address, said),
      button(words.script_copy_line, () => `${code} – ${title} ${address()}`, said),
      button(words.script_copy_markdown, () => `[${code} ${title.replace(/[\\[\]]/g, "\\$&")}](${address()})`, said),
      said,
    ),
  );
}
