// Where a reader is: a former address leads on, and the side bar shows the page that is open.

/** Leads on with what stood behind a former address, before the page's own refresh, which knows only the new one. */
export function leadOn() {
  const refresh = document.querySelector("meta[http-equiv=refresh]");
  if (!refresh || !(location.search || location.hash)) return;
  const to = new URL(refresh.content.split("url=")[1], location.href);
  if (to.origin === location.origin) location.replace(to.href + location.search + location.hash);
}

/** The side bar scrolls by itself beside a long page; it begins at the page that is open. */
export function showWhereWeAre() {
  const bar = document.getElementById("_nav");
  const here = bar?.querySelector("[aria-current]");
  if (!here || bar.scrollHeight <= bar.clientHeight) return;
  const box = bar.getBoundingClientRect();
  const { top, bottom } = here.getBoundingClientRect();
  // Below the header, the foot of the bar lies under the window's edge.
  if (top < box.top || bottom > Math.min(box.bottom, innerHeight)) bar.scrollTop += top - box.top - bar.clientHeight / 3;
}
