// "We are …": a reader's own party steps forward.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, inBrowser } from "./support.mjs";

const { url, reader, visit } = inBrowser();

/** Chooses a party in the header, by its key; nobody by an empty one. */
async function choose(page, key) {
  await page.locator("#_me > summary").click();
  await page.locator(`#_me a[data-party="${key}"]`).click();
  await page.waitForURL(key ? new RegExp(`/parties/${key}/`) : /(sf1590-d|publish-a-guide)\/(index.html)?$/);
}

const text = async (page, selector) => (await page.locator(selector).first().textContent()).replace(/\s+/g, " ").trim();

test("a link from a colleague chooses the party, and it stays chosen", async () => {
  await visit("sf1590-d/TF109/?party=fagsystem", async (page) => {
    assert.match(await text(page, ".whose"), /Det er jeres opgave\. Jeres del af porten mangler: FF100, FF101 og FF102\./);
    await page.goto(url("sf1590-d/plan/"));
    assert.equal(await page.locator(".item.own").count(), 23);
    assert.equal(await page.locator(".item.apart").count(), 28);
    await page.goto(url("sf1590-d/"));
    assert.equal(await page.locator("a.node.own").count(), 23);
    assert.equal(await text(page, "#_me > summary"), "I er Fagsystem");
    await page.keyboard.press("/");
    await page.keyboard.type("sftp");
    await page.locator(".hits li").first().waitFor();
    assert.ok((await page.locator(".hits .own").count()) > 0 && (await page.locator(".hits .apart").count()) > 0);
    // Another guide has other parties.
    await page.goto(url("publish-a-guide/plan/"));
    assert.equal(await page.locator(".own, .apart").count(), 0);
  });
});

test("the overview is that of the reader's party, and the whole at the press of a button", async () => {
  await visit("sf1590-d/?party=fagsystem", async (page) => {
    const [boxes, told] = [page.locator("main .diagram-frame a.node"), page.locator(".turn")];
    await page.locator("#_overview").scrollIntoViewIfNeeded();
    await told.waitFor();
    assert.equal(await text(page, ".turn"), "Diagrammet viser jeres opgaver og dem, der hænger direkte sammen med dem. Vis alle opgaver");
    // 23 of its own; the other nine are ends of what comes in, goes out or is carried out together.
    assert.deepEqual([await boxes.count(), await page.locator("main a.node.own").count()], [32, 23]);
    assert.equal(await page.locator('main a.node[data-id="FFH202"]').getAttribute("href"), url("sf1590-d/FFH202/index.html"));
    assert.match(await page.locator("main .diagram-frame [download]").getAttribute("href"), /parties\/fagsystem\/diagram\.svg$/);
    assert.equal(await page.locator("main .diagram-tools").count(), 1);
    await told.getByRole("button").press("Enter");
    assert.deepEqual([await boxes.count(), await page.locator("main a.node.apart").count()], [51, 28]);
    assert.equal(await text(page, ".turn :focus"), "Vis kun jeres");
    await page.keyboard.press("Enter");
    assert.equal(await boxes.count(), 32);
    assert.deepEqual(await findings(page), []);
    // As another page of the guide would.
    await page.evaluate(() => {
      localStorage.setItem("vejviser:party:sf1590-d", JSON.stringify(""));
      dispatchEvent(new Event("storage"));
    });
    await page.waitForFunction(() => document.querySelectorAll("main .diagram-frame a.node").length === 51);
    assert.equal(await told.count(), 0);
  });
});

test("a task of one's own and one of another party each say who waits for whom", async () => {
  await visit("sf1590-d/TF109/?party=fagsystem", async (page) => {
    assert.deepEqual(await page.locator(".strip h2").allTextContents(), ["I venter på", "I afleverer", "Venter på jer"]);
    assert.equal(await text(page, ".after .you"), "(jer)");
    await page.goto(url("sf1590-d/FFH202/index.html"));
    assert.deepEqual(await page.locator(".strip h2").allTextContents(), ["Opgaven venter på", "Denne opgave", "Venter på opgaven"]);
    assert.equal(await text(page, ".standing"), "Kan startes nu hos Fakturahåndteringssystem");
    assert.match(await text(page, ".whose"), /Det er ikke jeres opgave\. 1 af jeres opgaver venter på den\./);
    assert.equal(await page.locator(".tick").filter({ visible: true }).count(), 0);
    // What others wait for from us is marked as ours.
    await page.goto(url("sf1590-d/TFH213/"));
    assert.equal(await text(page, ".before .you"), "jeres opgave – de venter på jer");
  });
});

test("a task on our side that others carry out is not called ours to do", async () => {
  await reader(async (page) => {
    const whose = async (party) => {
      await page.goto(url(`sf1590-d/TF125/?party=${party}`));
      return [await text(page, ".whose"), await page.locator(".strip h2").first().textContent()];
    };
    assert.deepEqual(await whose("fagsystem"), ["Udføres af Myndighed. Den er på jeres side.", "Opgaven venter på"]);
    assert.deepEqual(await whose("myndighed"), ["Udføres af Myndighed. Det er jeres opgave. Jeres del af porten mangler: FM01, FM02, FM03 og FM04.", "I venter på"]);
  });
});

test("the rows of the own page say why they stand there, and what holds the party up now comes first", async () => {
  await reader(async (page) => {
    const rows = (id) => page.locator(`#_own-${id} .rows > li:not(.at-gate)`).evaluateAll((items) => items.map((item) => [item.querySelector(".code").textContent, item.querySelector(".row-note").innerText.replace(/\s+/g, " ").trim()]));
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    assert.deepEqual(await rows("ready"), [["FF100", "Afventes af porten"], ["FF101", "Afventes af porten"], ["FF102", "Afventes af porten, TF105, TFH213 og TFH215"]]);
    assert.deepEqual((await rows("before")).slice(0, 2), [["FFH202", "Fakturahåndteringssystem jeres TF109 venter på den"], ["FM01", "Myndighed porten venter på den"]]);
    assert.deepEqual((await rows("after"))[0], ["TFH213", "Fakturahåndteringssystem venter på jeres FF102"]);
    await page.goto(url("sf1590-d/parties/myndighed/"));
    assert.deepEqual((await rows("before")).map(([code]) => code).slice(0, 2), ["FF100", "FF101"], "what stands behind the gate comes last");
    assert.match(await text(page, ".lead"), /Når den åbner, venter jeres opgaver stadig på andre\.$/);
    // With marks, scripts say the same.
    await page.evaluate((runs) => localStorage.setItem("vejviser:runs:sf1590-d", JSON.stringify(runs)), { form: 2, current: "Aarhus × Opus", runs: { "Aarhus × Opus": { FM01: { state: "done", at: "2026-01-01T00:00:00.000Z" }, FFH202: { state: "done", at: "2026-01-01T00:00:00.000Z" } } }, shared: {} });
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    await page.waitForFunction(() => document.querySelector("#_own-before b").textContent === "5");
    assert.deepEqual((await rows("ready"))[2], ["FF102", "Afventes af porten, TF105, TFH213 og TFH215"]);
    assert.deepEqual((await rows("before"))[0], ["FM02", "Myndighed porten venter på den"]);
    assert.equal(await text(page, ".me-gate .run"), "Aarhus × Opus", "whose marks these are");
  });
});

test("the choice is made in the header and can be taken back; unknown parties are ignored", async () => {
  await visit("sf1590-d/plan/?party=nobody", async (page) => {
    assert.equal(await page.locator(".own, .apart").count(), 0);
    await choose(page, "myndighed");
    await page.goto(url("sf1590-d/plan/"));
    assert.equal(await page.locator(".item.own").count(), 5, "four of its own, and one that it carries out for another");
    await choose(page, "");
    await page.goto(url("sf1590-d/plan/"));
    assert.equal(await page.locator(".own, .apart").count(), 0);
  });
});

test("work in progress is told on the own page, and the plan filters by it", async () => {
  await reader(async (page) => {
    const at = "2026-01-01T00:00:00.000Z", doing = { state: "doing", at };
    await page.goto(url("sf1590-d/plan/"));
    const states = () => page.locator(".filter input[name=state]").evaluateAll((inputs) => inputs.filter((input) => !input.parentElement.hidden).map((input) => input.value));
    assert.deepEqual(await states(), ["", "ready", "gate", "done"]);
    await page.evaluate((runs) => localStorage.setItem("vejviser:runs:sf1590-d", JSON.stringify(runs)), { form: 2, current: "", runs: { "": { FF100: doing, FF101: doing, FF102: doing, FM01: { state: "not-relevant", at } } }, shared: {} });
    await page.reload();
    await page.waitForFunction(() => document.querySelector('[value="doing"]').parentElement.textContent.endsWith("3"));
    assert.deepEqual(await states(), ["", "ready", "doing", "gate", "done", "off"]);
    await page.getByLabel("I gang 3").check();
    assert.equal(await page.locator(".plan .item:visible").count(), 3);
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    await page.getByRole("heading", { level: 1, name: "I er i gang med 3 opgaver" }).waitFor();
    // What the build said while nothing was marked is not said any more where it no longer holds.
    await page.goto(url("sf1590-d/"));
    await page.locator("section:has(> #_ready) > .section-head > p").waitFor({ state: "hidden" });
  });
});

test("what changed for the reader's own party stands first in each list", async () => {
  await reader(async (page) => {
    const own = () => page.locator(".release .changed").evaluateAll((lists) => lists.map((list) => [...list.children].map((item) => item.matches(".own"))));
    await page.goto(url("sf1590-d/changes/"));
    const before = await page.locator(".release .changed > li").allTextContents();
    await page.goto(url("sf1590-d/changes/?party=fakturahaandteringssystem"));
    const sorted = await own();
    assert.ok(sorted.flat().filter((is) => is).length > 5, "the party has changed tasks");
    for (const list of sorted) assert.deepEqual(list, [...list].sort((one, other) => other - one));
    const among = sorted.find((list) => list.includes(true) && list.includes(false));
    assert.ok(among, "there are tasks of others in its lists");
    // Without a choice, they stand as they were.
    await page.locator("#_me > summary").click();
    await page.locator('#_me a[data-party=""]').click();
    await page.goto(url("sf1590-d/changes/"));
    assert.deepEqual(await page.locator(".release .changed > li").allTextContents(), before);
  });
});

test("a tick changes what can start, and whom one waits for", async () => {
  await visit("sf1590-d/parties/fagsystem/", async (page) => {
    assert.equal(await text(page, "h1"), "I kan starte 3 opgaver nu");
    await page.goto(url("sf1590-d/FF100/"));
    await page.locator(".tick input").check();
    assert.equal(await text(page, ".standing"), "Udført");
    assert.equal(await text(page, ".me-gate .tally"), "1 af 10");
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    assert.equal(await text(page, "h1"), "I kan starte 2 opgaver nu");
    assert.deepEqual(await page.locator("#_own-ready .code").allTextContents(), ["FF101", "FF102"]);
    assert.equal(await page.locator(".gatebar .fields .on").count(), 1);
  });
});

test("a gate opens when all before it is done", async () => {
  await visit("sf1590-d/gates/tilslutning/?party=fagsystem", async (page) => {
    // What is done goes to the end of its list.
    for (let left = 10; left > 0; left -= 1) await page.locator(".gate-lane input:not(:checked)").first().check();
    assert.equal(await text(page, ".gate-state"), "Porten er åben");
    assert.match(await text(page, ".gatebar .gate-text"), /^Porten er åben\. Så kan 31 opgaver startes\. Heraf 14 hos jer\.$/);
    await page.goto(url("sf1590-d/TF109/"));
    assert.equal(await text(page, ".standing"), "Kan startes nu");
    assert.match(await text(page, "svg .gate title"), /åben/);
    await page.goto(url("sf1590-d/parties/fagsystem/"));
    assert.equal(await text(page, "h1"), "I kan starte 14 opgaver nu");
  });
});

test("a reader may see nothing but what is their own", async () => {
  await visit("sf1590-d/plan/", async (page) => {
    const shown = (what) => page.locator(what).filter({ visible: true }).count();
    const only = async (on) => {
      await page.locator("#_me > summary").click();
      await page.locator("#_me input").setChecked(on);
      await page.locator("#_me > summary").click();
    };
    await page.locator("#_me > summary").click();
    assert.ok(!(await page.locator("#_me input").isVisible()), "there is nothing to choose before a party is chosen");
    await page.goto(url("sf1590-d/plan/?party=myndighed"));
    await only(true);
    assert.equal(await shown(".item"), 5);
    assert.equal(await shown(".roadmap tr[data-party]"), 1);
    assert.equal(await shown("[data-bar^=party]"), 1);
    await page.goto(url("sf1590-d/gates/tilslutning/"));
    assert.equal(await shown(".gate-lane"), 1);
    await page.goto(url("sf1590-d/questions/"));
    // Those of its own tasks, of those that it carries out for others, and what it is asked.
    assert.equal(await shown(".asked-task"), 7);
    // A page without anything of their own is not left empty.
    await page.goto(url("sf1590-d/stages/tilslutning/parties/fakturahaandteringssystem/"));
    assert.equal(await shown(".item"), 21);
    await page.goto(url("sf1590-d/plan/"));
    await only(false);
    assert.equal(await shown(".item"), 51);
  });
});

test("nothing for axe to find with a party chosen, light and dark", async () => {
  await reader(async (page) => {
    for (const path of ["sf1590-d/plan/?party=fagsystem", "sf1590-d/TFH202/", "sf1590-d/parties/fagsystem/", "publish-a-guide/handovers/?party=publisher"]) {
      await page.goto(url(path));
      assert.deepEqual(await findings(page), [], path);
    }
  });
});
