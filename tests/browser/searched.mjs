// The search of a built site without a page: the engine of the scripts on the index as files.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { search, vocabulary } from "../../templates/js/engine.js";

/** Builds a project, given as a folder of the repository or as its files by path, and gives what can be found in it. */
export async function built(project, look = searchOf) {
  const folder = await mkdtemp(join(tmpdir(), "vejviser-search-"));
  try {
    if (typeof project === "string") await cp(join(process.env.VEJVISER_REPOSITORY, project), folder, { recursive: true });
    else for (const [path, text] of Object.entries(project)) await write(join(folder, path), text);
    await promisify(execFile)(process.env.VEJVISER_PROGRAM, ["build", "-r", folder, "-o", join(folder, "public"), "-q"]);
    return await look(join(folder, "public"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/**
 * What can be found on a site: `hits(query, most)` gives the first hits, each with `code`, `title`, `rank`, `words` and `text`; `size` is
 * what the index weighs as a server sends it, without the texts that hits quote.
 */
export async function searchOf(site) {
  const folder = join(site, "assets", "search");
  const taken = {};
  let size = 0;
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    if (!name.startsWith("texts-")) size += gzipSync(text, { level: 9 }).length;
    new Function("vejviser", text)({ search: { take: (kind, number, value) => (taken[`${kind}-${number}`] = value) } });
  }
  const { words, entries, perPiece, starts, lengths, guides } = taken["index-0"];
  const known = vocabulary(words.split(" "));
  const postings = async (at) => {
    const number = starts.filter((start) => start <= at).length;
    let entry = 0;
    const row = taken[`words-${number}`].split(" ")[at - starts[number - 1]];
    return row.split(".").map((pair) => [(entry += parseInt(pair.slice(0, -1), 36)), parseInt(pair.slice(-1), 32)]);
  };
  const shown = (entry) => {
    const [code, title, path, , , , piece] = taken[`entries-${Math.floor(entry / perPiece) + 1}`][entry % perPiece];
    const [first, ...texts] = taken[`texts-${piece}`];
    return { code, title, path, text: texts[entry - first] };
  };
  const hits = async (query, most = 99) => {
    const found = await search(query, { known, entries, lengths, postings, name: async (entry) => shown(entry) });
    return found.slice(0, most).map((hit) => ({ ...hit, ...shown(hit.entry) }));
  };
  return { hits, size, guides, words: words.split(" ") };
}
