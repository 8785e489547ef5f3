// Words as a reader may type them: without case, with `ae`, `oe` and `aa` for the Danish letters, without accents, and
// without the endings of Danish and English.

/** A word or text in the form in which words are compared. */
export function fold(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[æä]/g, "ae")
    .replace(/[øö]/g, "oe")
    .replace(/å/g, "aa")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** The folded words of a text. */
export function split(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Endings that make a word of another kind, then those that bend it; longest first. */
const ENDINGS = [
  /(elserne|elsen|elser|else|ningerne|ningen|ninger|ning|ingerne|ingen|inger|ing)s?$/,
  /(ernes|erens|erne|eren|enes|ende|ene|ens|ets|ers|ede|te|en|et|er|es|ed|e|s)$/,
];
const SHORTEST = 3;

/** What is left of a folded word without its ending; at least three letters. */
export function stem(word) {
  for (const ending of ENDINGS) {
    const cut = word.replace(ending, "");
    if (cut.length >= SHORTEST && cut.length < word.length) {
      // oprettelse, opretter: opret
      return cut.replace(/([b-df-hj-np-tv-z])\1$/, "$1");
    }
  }
  return word;
}

/** Whether two folded words differ by one letter that is wrong, missing, too many or swapped with the next. */
export function isTypo(one, other) {
  const gap = other.length - one.length;
  if (gap < -1 || gap > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const same = (a, b) => one.slice(at + a) === other.slice(at + b);
  if (gap === 1) return same(0, 1);
  if (gap === -1) return same(1, 0);
  return same(1, 1) || (one[at] === other[at + 1] && one[at + 1] === other[at] && same(2, 2));
}
