// The search finds what readers mean. The engine runs here as it does in the page, on the index of the built site.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { SITE } from "./support.mjs";
import { isTypo, split, stem } from "../../templates/js/fold.js";
import { search, vocabulary } from "../../templates/js/engine.js";

const queries = JSON.parse(await readFile(new URL("queries.json", import.meta.url), "utf8"));
const taken = {};
let words, size;

before(async () => {
  const folder = join(SITE, "assets", "search");
  const files = await readdir(folder);
  size = 0;
  for (const name of files) {
    const text = await readFile(join(folder, name), "utf8");
    size += gzipSync(text, { level: 9 }).length;
    new Function("vejviser", text)({ search: { take: (kind, number, value) => (taken[`${kind}-${number}`] = value) } });
  }
  words = vocabulary(taken["index-0"].words.split(" "));
});

/** The codes or titles of the first hits. */
async function hits(query, most) {
  const { entries, perPiece, starts } = taken["index-0"];
  const postings = async (at) => {
    const number = starts.filter((start) => start <= at).length;
    let entry = 0;
    return taken[`words-${number}`]
      .split(" ")
      [at - starts[number - 1]].split(".")
      .map((pair) => [(entry += parseInt(pair.slice(0, -1), 36)), parseInt(pair.slice(-1), 32)]);
  };
  const found = await search(query, words, entries, postings);
  return found.slice(0, most).map(({ entry }) => {
    const [code, title] = taken[`entries-${Math.floor(entry / perPiece) + 1}`][entry % perPiece];
    return code || title;
  });
}

for (const [kind, wanted] of Object.entries(queries).filter(([kind]) => kind !== "about")) {
  test(`${kind}: a wanted task is among the first three`, async () => {
    const missed = [];
    for (const [query, tasks] of Object.entries(wanted)) {
      const found = await hits(query, 3);
      if (!found.some((code) => tasks.includes(code))) missed.push(`${query}: ${found.join(", ")}`);
    }
    assert.deepEqual(missed, []);
  });
}

test("a code, or its beginning, brings no tasks whose code only begins with the same letters", async () => {
  const { tasks } = JSON.parse(await readFile(join(SITE, "sf1590-d", "guide.json"), "utf8"));
  for (const query of ["tf 126a", "TF126-A", "tf126 a", "tfh 211 b", "ff-100", "tf 12", "tfh 21"]) {
    const whole = query.toLowerCase().replace(/[ -]/g, "");
    const wanted = tasks.map(({ id }) => id).filter((id) => id.toLowerCase().replace("-", "").startsWith(whole));
    const found = await hits(query, 99);
    assert.deepEqual(found.slice(0, wanted.length).sort(), wanted.sort(), query);
    // Others speak of it.
    const texts = await Promise.all(found.slice(wanted.length).map((code) => readFile(join(SITE, "sf1590-d", code, "index.html"), "utf8").catch(() => "")));
    for (const text of texts) assert.ok(text === "" || wanted.some((id) => text.includes(id)), query);
    assert.ok(found.length < 30, `${query}: ${found.length}`);
  }
});

test("there are at least sixty queries", () => {
  const count = Object.entries(queries).reduce((sum, [kind, list]) => sum + (kind === "about" ? 0 : Object.keys(list).length), 0);
  assert.ok(count >= 60, `${count} queries`);
});

test("every code is the first hit, however it is typed", async () => {
  const { tasks } = JSON.parse(await readFile(join(SITE, "sf1590-d", "guide.json"), "utf8"));
  for (const { id } of tasks) {
    const apart = id.replace(/([A-Za-z])(\d)/, "$1 $2");
    for (const query of [id, id.toLowerCase(), apart, id.replaceAll("-", ""), id.replaceAll("-", " "), apart.replaceAll("-", "")]) {
      assert.equal((await hits(query, 1))[0], id, query);
    }
  }
});

test("the index of some seventy entries weighs little", () => {
  assert.ok(size <= 40_000, `${size} bytes`);
});

test("words are compared without case, accents and endings", () => {
  assert.deepEqual(split("Håndtering, ÆØÅ é"), ["haandtering", "aeoeaa", "e"]);
  for (const form of ["oprettelse", "opretter", "oprettet", "oprettelsen"]) assert.equal(stem(form), "opret", form);
  assert.equal(stem("sts"), "sts");
  assert.ok(isTypo("abonement", "abonnement") && isTypo("mapnign", "mapning") && isTypo("rute", "rude"));
  assert.ok(!isTypo("rute", "ruden"));
});

test("a query of any kind ends with an answer", async () => {
  for (const query of ["", " ", "-", "a", "\u0000", "%27", "<script>", "æ".repeat(10_000), "x ".repeat(500)]) {
    assert.ok(Array.isArray(await hits(query, 3)), query.slice(0, 20));
  }
});
