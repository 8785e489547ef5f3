// The page of changes: what concerns the reader's own party stands first in each list.

import { onChange } from "./store.js";

const lists = [...document.querySelectorAll(".release .changed")].map((list) => [list, [...list.children]]);

function show() {
  const isOwn = (item) => item.matches(".own");
  for (const [list, items] of lists) list.append(...items.filter(isOwn), ...items.filter((item) => !isOwn(item)));
}

onChange(show);
show();
