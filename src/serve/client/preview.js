// Keeps a page of the preview up to date: loads it again when the site has changed, and shows what is wrong with the
// content while the last good site stays.
(() => {
  const own = document.currentScript.dataset;
  const PLACE = "vejviser.preview.place";
  const PARTS = "nav, aside";

  // Where the reader was, for the page that is about to be loaded again.
  function remember() {
    const parts = [...document.querySelectorAll(PARTS)].map((part) => part.scrollTop);
    const folds = [...document.querySelectorAll("details")].map((fold) => fold.open);
    const place = { page: location.pathname, x: scrollX, y: scrollY, parts, folds };
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(place));
    } catch {
      // Without a store, the browser's own memory of the place has to do.
    }
  }

  function recall() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch {
      return;
    }
    if (place?.page !== location.pathname) return;
    const folds = [...document.querySelectorAll("details")];
    if (folds.length === place.folds.length) folds.forEach((fold, at) => (fold.open = place.folds[at]));
    const go = () => {
      scrollTo({ left: place.x, top: place.y, behavior: "instant" });
      [...document.querySelectorAll(PARTS)].forEach((part, at) => (part.scrollTop = place.parts[at] ?? 0));
    };
    go();
    // Pictures and scripts may still change how long the page is.
    if (document.readyState !== "complete") addEventListener("load", go, { once: true });
  }

  let host = null;
  let hidden = "";

  function element(name, text, more = {}) {
    return Object.assign(document.createElement(name), { textContent: text }, more);
  }

  // The overlay stands in a tree of its own, so that no style of the page reaches it.
  function show(trouble) {
    host?.remove();
    host = null;
    if (!trouble || document.querySelector("main.alone") || trouble.text === hidden) return;
    host = element("div", "", { id: "_vejviser-preview" });
    const root = host.attachShadow({ mode: "open" });
    const style = element("link", "", { rel: "stylesheet", href: "/_vejviser/preview.css" });
    const box = element("section", "", { lang: trouble.language });
    box.setAttribute("role", "alert");
    box.setAttribute("aria-label", trouble.heading);
    const button = element("button", trouble.hide, { type: "button" });
    const hide = () => {
      hidden = trouble.text;
      show(null);
    };
    button.addEventListener("click", hide);
    box.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    const head = element("div", "", { className: "head" });
    head.append(element("h2", trouble.heading), button);
    const text = element("pre", "", { tabIndex: 0, lang: "en" });
    for (const line of trouble.text.split("\n")) {
      const weight = /^(error|warning|note)\b/.exec(line)?.[1] ?? "";
      text.append(element("span", `${line}\n`, { className: weight }));
    }
    box.append(head, text);
    root.append(style, box);
    document.body.append(host);
  }

  let channel = null;

  function hear({ data }) {
    const news = JSON.parse(data);
    if (news.instance !== own.instance || news.generation > Number(own.generation)) {
      channel.close();
      remember();
      location.reload();
      return;
    }
    if (!news.trouble) hidden = "";
    show(news.trouble);
    // A first page without a site has its diagnostics in it.
    const alone = document.querySelector("main.alone pre");
    if (alone && news.trouble && alone.textContent !== news.trouble.text) location.reload();
  }

  // Browsers hold few channels to one host at a time: only pages that are looked at have one.
  function listen() {
    channel?.close();
    channel = null;
    if (document.hidden) return;
    channel = new EventSource(`/_vejviser/news${location.pathname}`);
    channel.addEventListener("message", hear);
  }

  recall();
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (event) => event.persisted && listen());
})();
