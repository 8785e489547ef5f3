// The built site in a browser: a server that sends the content-security line of the contract, and a Chromium to look with.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { readdir, readFile } from "node:fs/promises";
import { after, before } from "node:test";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

/** The folder of the built site. */
export const SITE = required("VEJVISER_SITE");

/** Sent with every answer, so that whatever breaks it shows as an error of the page. */
const SECURITY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".csv": "text/csv; charset=utf-8",
};

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests with \`cargo test --test suite browser\``);
  return value;
}

/** Serves the site on a free port of this machine; `close` ends it. */
async function serve() {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = normalize(join(SITE, path.endsWith("/") ? `${path}index.html` : path));
    const bytes = file.startsWith(normalize(SITE)) ? await readFile(file).catch(() => null) : null;
    response.setHeader("Content-Security-Policy", SECURITY);
    if (bytes === null) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    // With `?cut=…`, what stands behind these words comes late, as over a slow line.
    const cut = new URL(request.url, "http://localhost").searchParams.get("cut");
    const at = cut ? bytes.indexOf(cut) + cut.length : 0;
    if (at > 0) {
      response.write(bytes.subarray(0, at));
      await sleep(1_000);
    }
    response.end(bytes.subarray(at));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}/${path}`,
    close: () => new Promise((done) => server.close(done)),
  };
}

/** A Chromium that talks to nobody but the page. */
export function launch() {
  return chromium.launch({
    executablePath: required("VEJVISER_CHROMIUM"),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/**
 * A browser and the site for all tests of a file, from before the first to behind the last.
 *
 * `reader(look, options)` gives `look` a page of a reader who has never been here, and the page's context; it fails on
 * whatever any of the pages complained of. `visit(path, look, options)` has it opened already. `options` are those of
 * Playwright's contexts, with `scripts: false` for a reader whose browser runs none of the site's scripts.
 */
export function inBrowser() {
  let browser, site;
  before(async () => {
    [browser, site] = await Promise.all([launch(), serve()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  async function reader(look, { scripts = true, ...options } = {}) {
    const permissions = ["clipboard-read", "clipboard-write"];
    const context = await browser.newContext({ permissions, ...options });
    const complaints = [];
    context.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    context.on("weberror", (fault) => complaints.push(String(fault.error())));
    if (!scripts) await context.route("**/assets/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    try {
      const page = await context.newPage();
      const result = await look(page, context);
      assert.deepEqual(complaints, [], `${page.url()} complained`);
      return result;
    } finally {
      await context.close();
    }
  }

  const url = (path) => (path.startsWith("file:") ? path : site.url(path));
  const visit = (path, look, options) =>
    reader(async (page, context) => {
      await page.goto(url(path));
      return look(page, context);
    }, options);
  return { url, reader, visit };
}

/** The addresses of all pages below a folder of the site that hold `text`. */
export async function pagesWith(folder, text) {
  const entries = await readdir(join(SITE, folder), { recursive: true });
  const found = [];
  for (const path of entries.map((path) => path.replaceAll("\\", "/")).sort()) {
    if (!/(^|\/)index\.html$/.test(path)) continue;
    if (!(await readFile(join(SITE, folder, path), "utf8")).includes(text)) continue;
    found.push(`${folder}/${path.replace(/index\.html$/, "")}`);
  }
  return found;
}

/** One page of each kind, by what a reader would call it. */
export const KINDS = {
  "front page": "",
  "guide": "sf1590-d/",
  "guide in English": "publish-a-guide/",
  "task": "sf1590-d/TF109/",
  "task with alternatives": "sf1590-d/TF126-A/",
  "plan": "sf1590-d/plan/",
  "table of tasks": "sf1590-d/tasks/",
  "hand-overs": "sf1590-d/handovers/",
  "gate": "sf1590-d/gates/tilslutning/",
  "all that a task rests on": "sf1590-d/TF111/path/",
  "a party in a stage": "sf1590-d/stages/tilslutning/parties/fagsystem/",
  "scope": "publish-a-guide/scopes/once/",
  "questions": "sf1590-d/questions/",
  "changes": "sf1590-d/changes/",
  "terms": "sf1590-d/terms/",
  "print": "sf1590-d/print/",
  "stage": "sf1590-d/stages/tilslutning/",
  "party": "sf1590-d/parties/fagsystem/",
  "track": "sf1590-d/tracks/sortiment/",
  "page of a guide": "publish-a-guide/front-matter/",
  "page": "om/",
  "search": "search/",
  "not found": "404.html",
};

/** Colours that a reader's browser may ask for. */
const LIGHT = { colorScheme: "light", forcedColors: "none" };
export const DARK = { colorScheme: "dark" };
export const FORCED = { forcedColors: "active" };

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that ask for colours; all others find the same whatever the colours are. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
const axe = readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe finds on a page, or in one part of it, in light and in other colours, a line for each. */
export async function findings(page, { part = "html", colours = [DARK] } = {}) {
  await page.evaluate(await axe);
  const found = [];
  for (const [more, rules] of [[{}, RULES], ...colours.map((more) => [more, OF_COLOURS])]) {
    await page.emulateMedia({ ...LIGHT, ...more });
    found.push(...(await page.evaluate(askAxe, [part, rules])).map((line) => `${line} ${JSON.stringify(more)}`));
  }
  await page.emulateMedia(LIGHT);
  return found;
}

/** In the browser. */
async function askAxe([part, runOnly]) {
  const { violations } = await globalThis.axe.run(part, { runOnly, preload: false, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}

/** Lays a reader's own style over a page, which the site's policy leaves alone; an empty one takes it away. */
export async function restyle(page, text) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, text);
}

/** Scrolls to what a page brings only then, and waits for it: the tools of its picture and the choice of colours. */
export async function readOn(page) {
  for (const [part, brought] of [[".diagram-frame", ".diagram-tools"], [".bottom", ".bottom [type=radio]"]]) {
    if ((await page.locator(`${part}:visible`).count()) === 0) continue;
    await page.locator(part).first().scrollIntoViewIfNeeded();
    await page.locator(brought).first().waitFor({ state: "attached" });
  }
}

/** How many pixels a page is wider than its window. */
export const tooWide = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
