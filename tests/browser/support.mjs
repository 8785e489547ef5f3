// The built site in a browser: a server that sends the content-security line of the contract, and a Chromium to look with.

import { createServer } from "node:http";
import { readdir, readFile } from "node:fs/promises";
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
export async function serve() {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = normalize(join(SITE, path.endsWith("/") ? `${path}index.html` : path));
    const bytes = file.startsWith(normalize(SITE)) ? await readFile(file).catch(() => null) : null;
    response.setHeader("Content-Security-Policy", SECURITY);
    if (bytes === null) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
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
  "hand-overs": "sf1590-d/handovers/",
  "questions": "sf1590-d/questions/",
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

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** What axe finds on a page, or in one part of it, a line for each. The page must let foreign scripts in. */
export async function findings(page, part = "html") {
  await page.evaluate(await axe);
  const found = await page.evaluate(([part, rules]) => globalThis.axe.run(part, { runOnly: rules }), [part, RULES]);
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`),
  );
}
