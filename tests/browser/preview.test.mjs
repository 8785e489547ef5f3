// The preview in a browser: what somebody sees who writes in an editor, with the site beside it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, afterEach, describe, it } from "node:test";
import { findings, launch } from "./support.mjs";

const PROGRAM = process.env.VEJVISER_PROGRAM;
const REPOSITORY = process.env.VEJVISER_REPOSITORY;
const TASK = "content/sf1590-d/tilslutning/TF109.md";
const PAGE = "sf1590-d/TF109/";

/** A copy of the repository's guides with a preview of it. */
async function preview() {
  const folder = await mkdtemp(join(tmpdir(), "vejviser-preview-"));
  await cp(join(REPOSITORY, "content"), join(folder, "content"), { recursive: true });
  await cp(join(REPOSITORY, "vejviser.yaml"), join(folder, "vejviser.yaml"));
  const child = spawn(PROGRAM, ["serve", "-p", "0", "--root", folder], { stdio: ["ignore", "ignore", "pipe"] });
  const url = await new Promise((ready, failed) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const found = /open (http:\S+\/)/.exec(said);
      if (found) ready(found[1]);
    });
    child.once("exit", () => failed(new Error(`the preview has ended:\n${said}`)));
  });
  const file = (path) => join(folder, path);
  return {
    url: (path) => url + path,
    read: (path) => readFile(file(path), "utf8"),
    write: (path, text) => writeFile(file(path), text),
    async change(path, from, to) {
      const text = await readFile(file(path), "utf8");
      assert.ok(text.includes(from), `${path} holds ${from}`);
      await writeFile(file(path), text.replace(from, to));
    },
    async close() {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describe("the preview", { skip: !PROGRAM && "no program was named" }, () => {
  let browser;
  let site;
  let page;
  /** What went wrong on the page, where that is not what the test is about. */
  let errors;

  before(async () => {
    [browser, site] = await Promise.all([launch(), preview()]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    errors = [];
    page = await browser.newPage({ viewport: { width: 1280, height: 500 } });
    page.on("console", (message) => message.type() === "error" && errors?.push(message.text()));
    page.on("pageerror", (error) => errors?.push(String(error)));
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(errors ?? [], []);
  });

  const overlay = () => page.locator("#_vejviser-preview");

  it("loads a page again when its file is saved, and keeps the place in it", async () => {
    await page.goto(site.url(PAGE));
    await page.evaluate(() => scrollTo(0, 300));
    assert.equal(await page.evaluate(() => scrollY), 300);
    await page.evaluate(() => (globalThis.before = true));
    await site.write(TASK, `${await site.read(TASK)}\nNyt fra forfatteren.\n`);
    await page.getByText("Nyt fra forfatteren.").waitFor();
    await page.waitForFunction(() => document.readyState === "complete" && scrollY === 300);
    assert.equal(await page.evaluate(() => globalThis.before), undefined, "it was loaded anew");
  });

  it("keeps what was unfolded", async () => {
    await page.goto(site.url("sf1590-d/"));
    const folds = page.locator("details");
    const opened = () => folds.evaluateAll((all) => all.map((fold) => fold.open));
    await folds.evaluateAll((all) => all.forEach((fold, at) => (fold.open = at % 2 === 0)));
    const wanted = await opened();
    await site.change("content/sf1590-d/_index.md", "\n---\n", "\n---\n\nFørst dette.\n\n");
    await page.getByText("Først dette.").first().waitFor();
    assert.deepEqual(await opened(), wanted);
  });

  it("shows a mistake over the page, which stays, and takes it away when it is mended", async () => {
    await page.goto(site.url(PAGE));
    const title = await page.locator("h1").textContent();
    const good = await site.read(TASK);
    await site.write(TASK, good.replace(/^party: .*$/m, "party: ingen"));
    await overlay().getByRole("alert").waitFor();
    const box = overlay().getByRole("alert");
    assert.equal(await box.getAttribute("aria-label"), "Der er fejl i indholdet. Siden vises, som den var før.");
    const text = await box.locator("pre").textContent();
    assert.match(text, /^error\[unknown-party\]: the guide has no party `ingen`\n/);
    assert.match(text, /content\/sf1590-d\/tilslutning\/TF109\.md:\d+:8/);
    assert.equal(await page.locator("h1").textContent(), title);
    // Another page of the site shows it too; hidden, it stays away until something else is wrong.
    await page.goto(site.url("sf1590-d/plan/"));
    await overlay().getByRole("button", { name: "Skjul" }).click();
    await overlay().waitFor({ state: "detached" });
    await site.write(TASK, good.replace(/^party: .*$/m, "party: andre"));
    await overlay().getByText("`andre`").first().waitFor();
    await page.keyboard.press("Tab");
    await overlay().locator("pre").focus();
    await page.keyboard.press("Escape");
    await overlay().waitFor({ state: "detached" });
    await site.write(TASK, good.replace(/^party: .*$/m, "party: ukendt"));
    await overlay().getByText("`ukendt`").first().waitFor();
    await site.write(TASK, good);
    await overlay().waitFor({ state: "detached" });
  });

  it("shows what content says as text", async () => {
    await page.goto(site.url(PAGE));
    const good = await site.read(TASK);
    await site.write(TASK, good.replace(/^party: .*$/m, "party: '<img src=x onerror=alert(1)></pre><script>1</script>'"));
    await overlay().getByText("<img src=x onerror=alert(1)>").first().waitFor();
    assert.equal(await overlay().locator("img, script").count(), 0);
    await site.write(TASK, good);
    await overlay().waitFor({ state: "detached" });
  });

  it("fits a narrow screen, and can be read in the dark", async () => {
    const good = await site.read(TASK);
    await site.write(TASK, good.replace(/^party: .*$/m, "party: ingen"));
    await page.close();
    page = await browser.newPage({ viewport: { width: 360, height: 640 } });
    await page.goto(site.url(PAGE));
    await overlay().getByRole("alert").waitFor();
    assert.ok((await overlay().getByRole("alert").boundingBox()).width <= 360);
    assert.deepEqual(await findings(page), []);
    await site.write(TASK, good);
    await overlay().waitFor({ state: "detached" });
  });

  it("shows the mistakes of a site that was never without, and then the site", async () => {
    const folder = await mkdtemp(join(tmpdir(), "vejviser-preview-"));
    await writeFile(join(folder, "vejviser.yaml"), "titel: Brød\n");
    await mkdir(join(folder, "content"));
    await writeFile(join(folder, "content", "_index.md"), "---\ntitle: Brød\n---\nMel og vand.\n");
    const child = spawn(PROGRAM, ["serve", "-p", "0", "--root", folder], { stdio: ["ignore", "ignore", "pipe"] });
    try {
      const url = await new Promise((ready) => {
        let said = "";
        child.stderr.on("data", (data) => {
          said += data;
          const found = /open (http:\S+\/)/.exec(said);
          if (found) ready(found[1]);
        });
      });
      errors = null;
      const answer = await page.goto(url);
      assert.equal(answer.status(), 503);
      await page.getByText("did you mean `title`?").waitFor();
      await writeFile(join(folder, "vejviser.yaml"), "title: Brød\nlanguage: sv\n");
      await page.getByRole("heading", { name: "Brød" }).waitFor();
    } finally {
      child.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("is not loaded by pages of other sites, and shown in no frame", async () => {
    errors = null;
    await page.goto("data:text/html,<title>another site</title>");
    const tried = await page.evaluate(async (base) => {
      const script = await new Promise((done) => {
        const element = document.createElement("script");
        element.src = `${base}assets/guides/sf1590-d.js`;
        element.onload = () => done("loaded");
        element.onerror = () => done("refused");
        document.head.append(element);
      });
      const fetched = await fetch(`${base}sf1590-d/guide.json`, { mode: "no-cors" }).then(
        () => "loaded",
        () => "refused",
      );
      const channel = await new Promise((done) => {
        const source = new EventSource(`${base}_vejviser/news/`);
        source.onmessage = () => done("told");
        source.onerror = () => (source.close(), done("refused"));
      });
      return { script, fetched, channel };
    }, site.url(""));
    assert.deepEqual(tried, { script: "refused", fetched: "refused", channel: "refused" });
    await page.goto(`data:text/html,<iframe src="${site.url("")}"></iframe>`);
    assert.equal(await page.frames()[1].locator("#_main").count(), 0);
  });
});
