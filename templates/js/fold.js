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

/** The folded words of a text; the signs of names such as C++ and C# belong to them. */
export function split(text) {
  return fold(text).match(/[\p{L}\p{N}]+(\+\+|#(?![\p{L}\p{N}]))?/gu) ?? [];
}

/** Words of Danish and English that tell no page from another, where a query has others. */
const SMALL = new Set(
  ("hvad hvem hvor hvordan hvorfor hvornaar hvilke hvilken hvilket jeg vi du man en et den det de der er kan skal maa har at til og i paa for med " +
    "af om fra som min mit mine vores naar ved a an and are at be can do does how i if in is it my of on or our should the to we what when where which who why with you your").split(" "),
);

/** The words of a query that count: all of them, if there are only small ones. */
export function telling(typed) {
  const left = typed.filter((word) => !SMALL.has(word));
  return left.length > 0 ? left : typed;
}

/** Endings that make a word of another kind, then those that bend it: the longest that leaves three letters. */
const ENDINGS = [
  /^(.{3,}?)(elserne|elsen|elser|else|ningerne|ningen|ninger|ning|ingerne|ingen|inger|ing)s?$/,
  /^(.{3,}?)(ernes|erens|erne|eren|enes|ende|ene|ens|ets|ers|ede|te|en|et|er|es|ed|e|s)$/,
];

/** What is left of a folded word without its ending; at least three letters. */
export function stem(word) {
  const cut = ENDINGS[0].exec(word) ?? ENDINGS[1].exec(word);
  // oprettelse, opretter: opret
  return cut ? cut[1].replace(/([b-df-hj-np-tv-z])\1$/, "$1") : word;
}

/**
 * How many letters of `typed` are wrong, missing, too many or swapped with the next, compared with `word`, and if `withParts` with its
 * beginning and its end, whichever is least (Damerau-Levenshtein with adjacent swaps); more than `most` are not counted.
 */
export function errors(typed, word, most, withParts = true) {
  const reach = typed.length + most;
  const whole = word.length <= reach ? least(typed, word, most, true) : most + 1;
  if (!withParts || word.length <= typed.length) return whole;
  const backwards = (text) => [...text].reverse().join("");
  const atStart = least(typed, word.slice(0, reach), most, false);
  return Math.min(whole, atStart, least(backwards(typed), backwards(word.slice(-reach)), most, false));
}

/** The same for one direction; without `isWhole`, what is left of `word` does not count. */
function least(typed, word, most, isWhole) {
  let before, row = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= word.length; j += 1) {
      const same = typed[i - 1] === word[j - 1];
      next[j] = Math.min(row[j - 1] + (same ? 0 : 1), row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return isWhole ? row[word.length] : Math.min(...row);
}
