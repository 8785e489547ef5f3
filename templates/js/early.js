// Runs before the page is painted, so that nothing changes afterwards: `class="js"` says that scripts run, `data-theme` which
// colours the reader chose; the reader's party stands in the header, with its tasks open in the side bar; and what marks or a party
// change is not shown before it is right.

const page = document.documentElement;
// Pages of older versions are called otherwise: of all this they take only the colours.
page.classList.add(document.currentScript.id || "js");

/** What a reader chose; a browser may refuse to tell what it keeps. */
function chosen(name) {
  try {
    return JSON.parse(localStorage.getItem(`vejviser:${name}`));
  } catch {
    return null;
  }
}

const theme = chosen("theme");
if (theme === "light" || theme === "dark") page.dataset.theme = theme;

let isKnown = false;

/** Waits for the state of the tasks, but not for long. */
function wait() {
  isKnown = true;
  page.classList.add("late");
  setTimeout(() => page.classList.remove("late"), 2000);
}

/** Shows the party in what has been read of the page so far. */
function showParty() {
  const guide = document.body?.dataset.guide;
  if (!guide) return;
  const own = chosen(`party:${guide}`);
  if (!isKnown && (own || chosen(`runs:${guide}`))) wait();
  if (!own) return;
  const is = `[data-party="${CSS.escape(own)}"]`;
  const link = document.querySelector(`#_me a${is}`);
  const summary = document.querySelector("#_me > summary:has(.unchosen)");
  if (link && summary) {
    const [you, party] = ["quiet", link.firstElementChild.className.replace("mark", "party")].map((name) => Object.assign(document.createElement("span"), { className: name }));
    you.textContent = `${summary.parentElement.dataset.you} `;
    party.textContent = link.textContent;
    summary.replaceChildren(you, party);
  }
  document.querySelectorAll(`.nav-tasks${is}`).forEach((tasks) => (tasks.open = true));
}

const reading = new MutationObserver(showParty);
reading.observe(page, { childList: true, subtree: true });
addEventListener("DOMContentLoaded", () => reading.disconnect());
