// Diagrams in the page: larger and smaller, the whole screen, what lies before and after a box lit up, and arrow keys that
// follow the lines.

import { element, load, words } from "./page.js";

const STEP = 1.25;
const LEAST = 0.25, MOST = 4;

/** Adds the tools to every diagram of the page. */
export function offerDiagramTools() {
  document.querySelectorAll(".diagram-frame").forEach(addTools);
}

/** Adds them to one. */
export function addTools(frame) {
  const picture = frame.querySelector("svg.diagram");
  if (!picture) return;
  addZoom(frame, frame.querySelector(".diagram-scroll"), picture);
  addPaths(picture);
}

function addZoom(frame, scroll, picture) {
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  let scale = 1;
  /** What is at this place of the frame stays there. */
  const zoom = (to, x = scroll.clientWidth / 2, y = scroll.clientHeight / 2) => {
    const before = scale;
    scale = Math.min(MOST, Math.max(LEAST, to));
    const [left, top] = [scroll.scrollLeft + x, scroll.scrollTop + y];
    picture.setAttribute("width", String(width * scale));
    picture.setAttribute("height", String(height * scale));
    scroll.scrollLeft = (left * scale) / before - x;
    scroll.scrollTop = (top * scale) / before - y;
    said.textContent = `${Math.round(scale * 100)} %`;
    tellMore();
  };
  const button = (sign, name, click) => element("button", { type: "button", title: name, "aria-label": name, click }, sign);
  const move = (sign, name, x, y) =>
    button(sign, name, () => scroll.scrollBy((x * scroll.clientWidth) / 2, (y * scroll.clientHeight) / 2));
  const isFull = () => document.fullscreenElement === frame;
  const full = document.fullscreenEnabled && element("button", { type: "button", click: () => (isFull() ? document.exitFullscreen() : frame.requestFullscreen()) }, words.script_full_screen);
  let former = 1;
  frame.addEventListener("fullscreenchange", () => {
    full.textContent = isFull() ? words.script_close : words.script_full_screen;
    if (isFull()) former = scale;
    // The frame has its new size at the next paint.
    requestAnimationFrame(() => (isFull() ? fit() : zoom(former)));
  });
  const save = () => load("assets/js/save_picture.js").then(() => globalThis.vejviser.savePicture(picture));
  const said = element("span", { class: "zoom-said quiet", role: "status" });
  /** On the page the picture fits the width; where nothing else is shown, both ways. */
  const fit = () => {
    const fits = scroll.clientWidth / width;
    zoom(isFull() ? Math.min(fits, scroll.clientHeight / height, MOST) : Math.min(fits, 1));
  };
  const moves = element(
    "span",
    { class: "diagram-moves" },
    move("←", words.script_move_left, -1, 0),
    move("→", words.script_move_right, 1, 0),
    move("↑", words.script_move_up, 0, -1),
    move("↓", words.script_move_down, 0, 1),
  );
  const tools = element(
    "div",
    { class: "diagram-tools", role: "group", "aria-label": words.script_diagram_tools },
    button("+", words.script_larger, () => zoom(scale * STEP)),
    button("−", words.script_smaller, () => zoom(scale / STEP)),
    button("100 %", `100 % ${words.script_full_size}`, () => zoom(1)),
    button("↔", words.script_fit, fit),
    moves,
    full,
    // Of most pictures the site holds a file, whose link stands below.
    !frame.querySelector("[download]") && element("button", { type: "button", click: save }, words.diagram_file),
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
  // Two fingers on a touch pad come as a wheel with the Control key.
  const wheel = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const { left, top } = scroll.getBoundingClientRect();
    zoom(scale * STEP ** (event.deltaY < 0 ? 1 : -1), event.clientX - left, event.clientY - top);
  };
  scroll.addEventListener("wheel", wheel, { passive: false });
  /** The edges fade where the picture goes on. */
  const tellMore = () => {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = scroll;
    const sides = { left: scrollLeft > 1, top: scrollTop > 1, right: scrollLeft + clientWidth < scrollWidth - 1, bottom: scrollTop + clientHeight < scrollHeight - 1 };
    const more = Object.keys(sides).filter((side) => sides[side]);
    scroll.dataset.more = more.join(" ");
    moves.hidden = more.length === 0;
  };
  scroll.addEventListener("scroll", tellMore);
  new ResizeObserver(tellMore).observe(scroll);
  const focus = picture.querySelector(".focus");
  // To ask for a place costs a layout, which pictures without a task of their own can do without.
  if (focus) {
    const [own, box] = [focus, scroll].map((one) => one.getBoundingClientRect());
    if (own.right > box.right) scroll.scrollLeft = own.left - box.left - (box.width - own.width) / 2;
  }
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
  const lines = [...picture.querySelectorAll("path.edge[data-from][data-to]")].map((line) => ({ line, ...line.dataset }));
  // What each box leads to, follows and is joined with, and the lines that begin at it: looked up, since a large picture
  // has thousands of lines.
  const [next, before, joined, begun] = [new Map(), new Map(), new Map(), new Map()];
  const add = (to, id, one) => (to.get(id) ?? to.set(id, []).get(id)).push(one);
  for (const one of lines) {
    add(begun, one.from, one);
    const [forth, back] = one.kind === "requires" ? [next, before] : [joined, joined];
    add(forth, one.from, one.to);
    add(back, one.to, one.from);
  }

  const reached = (id) => {
    const found = new Set([id]);
    for (const way of [next, before]) {
      const left = [id];
      while (left.length > 0) {
        for (const other of way.get(left.pop()) ?? []) {
          if (found.has(other)) continue;
          found.add(other);
          left.push(other);
        }
      }
    }
    return found;
  };
  let shown, lit = new Set();
  /** Lights up a box with what lies before and after it; only what differs from before is touched. */
  const light = (id) => {
    if (id === shown) return;
    shown = id;
    const found = id === undefined ? new Set() : reached(id);
    const now = new Set();
    if (found.size > 1) {
      for (const one of found) {
        if (nodes.has(one)) now.add(nodes.get(one));
        for (const { line, to } of begun.get(one) ?? []) if (found.has(to)) now.add(line);
      }
    }
    for (const one of lit) if (!now.has(one)) one.classList.remove("lit");
    for (const one of now) if (!lit.has(one)) one.classList.add("lit");
    if (lit.size > 0 !== now.size > 0) picture.classList.toggle("lighting", now.size > 0);
    lit = now;
  };
  const idOf = (event) => event.target.closest?.("a.node")?.dataset.id;
  picture.addEventListener("pointerover", (event) => light(idOf(event)));
  picture.addEventListener("pointerleave", () => light(undefined));
  picture.addEventListener("focusin", ({ target }) => {
    light(target.dataset.id);
    // Browsers leave a box alone that is seen in part.
    if (target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  picture.addEventListener("focusout", ({ relatedTarget }) => picture.contains(relatedTarget) || light(undefined));
  // Left and right follow the lines; up and down go to the next of those that the last step led to, or to what is
  // joined with the box.
  let row = [];
  picture.addEventListener("keydown", (event) => {
    const id = idOf(event);
    const step = { ArrowRight: next, ArrowLeft: before, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (id === undefined || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const known = (way) => (way.get(id) ?? []).filter((one) => nodes.has(one));
    let other;
    if (typeof step === "number") {
      if (!row.includes(id) || row.length < 2) row = [id, ...known(joined)];
      other = row.at((row.indexOf(id) + step) % row.length);
    } else {
      row = known(step);
      other = row[0];
    }
    if (other === undefined || other === id) return;
    event.preventDefault();
    nodes.get(other).focus();
  });
}
