// Diagrams in the page: larger and smaller, the whole screen, what lies before and after a box lit up, and arrow keys that
// follow the lines.

import { element, words } from "./page.js";

const STEP = 1.25;
const LEAST = 0.25, MOST = 4;

/** Adds the tools to every diagram of the page. */
export function offerDiagramTools() {
  for (const frame of document.querySelectorAll(".diagram-frame")) {
    const picture = frame.querySelector("svg.diagram");
    if (!picture) continue;
    addZoom(frame, frame.querySelector(".diagram-scroll"), picture);
    addPaths(picture);
  }
}

function addZoom(frame, scroll, picture) {
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  let scale = 1;
  const zoom = (to) => {
    const before = scale;
    scale = Math.min(MOST, Math.max(LEAST, to));
    // What was in the middle stays there.
    const [x, y] = [scroll.scrollLeft + scroll.clientWidth / 2, scroll.scrollTop + scroll.clientHeight / 2];
    picture.setAttribute("width", String(width * scale));
    picture.setAttribute("height", String(height * scale));
    scroll.scrollLeft = (x * scale) / before - scroll.clientWidth / 2;
    scroll.scrollTop = (y * scale) / before - scroll.clientHeight / 2;
    said.textContent = `${Math.round(scale * 100)} %`;
  };
  const button = (sign, name, click) => element("button", { type: "button", title: name, "aria-label": name, click }, sign);
  const toggle = () => (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen());
  const said = element("span", { class: "zoom-said quiet", role: "status" });
  const fit = () => zoom(Math.min(scroll.clientWidth / width, 1));
  const tools = element(
    "div",
    { class: "diagram-tools", role: "group", "aria-label": words.script_diagram_tools },
    button("+", words.script_larger, () => zoom(scale * STEP)),
    button("−", words.script_smaller, () => zoom(scale / STEP)),
    button("100 %", `100 % ${words.script_full_size}`, () => zoom(1)),
    button("↔", words.script_fit, fit),
    document.fullscreenEnabled && element("button", { type: "button", click: toggle }, words.script_full_screen),
    said,
  );
  frame.prepend(tools);
  scroll.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { "+": scale * STEP, "-": scale / STEP, 0: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    zoom(to);
  });
  drag(scroll);
}

/** The ground of a picture can be dragged; whoever does not drag has scroll bars and keys. */
function drag(scroll) {
  let from;
  scroll.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0 || event.target.closest("a")) return;
    from = { x: event.clientX + scroll.scrollLeft, y: event.clientY + scroll.scrollTop };
    scroll.setPointerCapture(event.pointerId);
  });
  scroll.addEventListener("pointermove", (event) => {
    if (!from) return;
    scroll.scrollLeft = from.x - event.clientX;
    scroll.scrollTop = from.y - event.clientY;
  });
  for (const end of ["pointerup", "pointercancel"]) scroll.addEventListener(end, () => (from = undefined));
}

function addPaths(picture) {
  const nodes = new Map([...picture.querySelectorAll("a.node[data-id]")].map((node) => [node.dataset.id, node]));
  const lines = [...picture.querySelectorAll("path.edge[data-from][data-to]")];
  const ordered = lines.filter((line) => line.dataset.kind === "requires");
  const next = (id, from, to) => ordered.filter((line) => line.dataset[from] === id).map((line) => line.dataset[to]);

  const light = (id) => {
    const lit = new Set([id]);
    for (const [from, to] of [["from", "to"], ["to", "from"]]) {
      const left = [id];
      while (left.length > 0) {
        for (const other of next(left.pop(), from, to)) {
          if (lit.has(other)) continue;
          lit.add(other);
          left.push(other);
        }
      }
    }
    picture.classList.toggle("lighting", id !== undefined && lit.size > 1);
    nodes.forEach((node, own) => node.classList.toggle("lit", lit.has(own)));
    lines.forEach((line) => line.classList.toggle("lit", lit.has(line.dataset.from) && lit.has(line.dataset.to)));
  };
  const idOf = (event) => event.target.closest?.("a.node")?.dataset.id;
  picture.addEventListener("pointerover", (event) => light(idOf(event)));
  picture.addEventListener("pointerleave", () => light(undefined));
  picture.addEventListener("focusin", (event) => light(idOf(event)));
  picture.addEventListener("focusout", () => light(undefined));
  picture.addEventListener("keydown", (event) => {
    const id = idOf(event);
    if (id === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const ahead = event.key === "ArrowRight", back = event.key === "ArrowLeft";
    if (!ahead && !back) return;
    const [other] = next(id, ahead ? "from" : "to", ahead ? "to" : "from").filter((other) => nodes.has(other));
    if (other === undefined) return;
    event.preventDefault();
    nodes.get(other).focus();
  });
}
