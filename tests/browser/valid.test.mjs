// Every page and picture of the site by the Nu Html Checker, the validator of the W3C.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { SITE } from "./support.mjs";

const JAR = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const java = spawnSync("java", ["-version"]).status === 0;
const needed = process.env.VEJVISER_JAVA_REQUIRED !== undefined;

test("every page is valid HTML", { skip: !java && !needed && "there is no Java (on Debian: default-jre-headless)" }, () => {
  const options = ["-Xss1m", "-jar", JAR, "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always", SITE];
  const run = spawnSync("java", options, { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(run.status, 0, run.stderr);
  const { messages } = JSON.parse(run.stdout);
  const told = messages.map(({ url, lastLine, message }) => `${url.slice(url.indexOf(SITE) + SITE.length)}:${lastLine}: ${message}`);
  assert.deepEqual(told.slice(0, 20), []);
});

test("the checker tells what is wrong", { skip: !java && !needed && "there is no Java" }, () => {
  const run = spawnSync("java", ["-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", "-"], {
    input: "<!DOCTYPE html><html lang=en><title>x</title><p><div id=a id=b></p>",
    encoding: "utf8",
  });
  assert.ok(JSON.parse(run.stdout).messages.length >= 2, run.stdout);
});
