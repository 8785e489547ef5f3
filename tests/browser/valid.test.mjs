// Every page and picture of the site by the Nu Html Checker, the validator of the W3C.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SITE } from "./support.mjs";

const JAR = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const java = spawnSync("java", ["-version"]).status === 0;
const needed = process.env.VEJVISER_JAVA_REQUIRED !== undefined;

test("every page is valid HTML", { skip: !java && !needed && "there is no Java (on Debian: default-jre-headless)" }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "vejviser-valid-"));
  try {
    // A page with faults among them, so that a checker that tells nothing is no proof.
    const wrong = join(folder, "wrong.html");
    await writeFile(wrong, "<!DOCTYPE html><html lang=en><title>x</title><p><div id=a id=b></p>");
    const options = ["-Xss1m", "-jar", JAR, "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always", SITE, wrong];
    const run = spawnSync("java", options, { encoding: "utf8", maxBuffer: 1 << 26 });
    assert.equal(run.status, 0, run.stderr);
    const { messages } = JSON.parse(run.stdout);
    const told = messages.filter(({ url }) => !url.endsWith("wrong.html"));
    assert.ok(messages.length - told.length >= 2, run.stdout);
    assert.deepEqual(told.map(({ url, lastLine, message }) => `${url.slice(url.indexOf(SITE) + SITE.length)}:${lastLine}: ${message}`).slice(0, 20), []);
  } finally {
    await rm(folder, { recursive: true });
  }
});
