// The order of hits, best first. A hit belongs to the first of these ranks that fits it. Within a rank, shorter titles come first
// where the title decides, and elsewhere what holds more of the words, rarer ones, and in more telling places. Knows nothing of
// pages.

export const RANKS = {
  /** The code is the query, with or without its hyphens and blanks; or code and title together are. */
  code: 0,
  /** The title is the query. */
  title: 1,
  /** The title begins with the query. */
  begins: 2,
  /** The title, or title and code, hold all words of the query. */
  holds: 3,
  /** The code begins with the query. */
  codeBegins: 4,
  /** The title holds all words in another form, as parts of words, or with a typing error in the query. */
  likely: 5,
  /** Words of the query stand in title, summary, headings or text. */
  text: 6,
};

/** How a word of the site may be what somebody typed, surest first. */
export const SAME = 0, FORM = 1, START = 2, PART = 3, TYPO = 4;

/** How far each of them is trusted, and how much the places of a word say, in comparisons within a rank. */
const TRUST = [1, 0.85, 0.75, 0.5, 0.4];
const IN_TITLE = 8, IN_SUMMARY = 3, IN_TEXT = 1;

/** What one word says of a page: the rarer it is on the site and the more telling its places, the more. */
export function worth(kind, rarity, { inTitle, inSummary, inText }) {
  return TRUST[kind] * rarity * ((inTitle ? IN_TITLE : 0) + (inSummary ? IN_SUMMARY : 0) + (inText ? IN_TEXT : 0));
}

/** What a page is worth that holds `held` of `asked` words, which are worth so much together. */
export function together(score, held, asked) {
  return score * (held / asked) ** 2;
}

/** Compares two hits `{ rank, length, score, entry }`; of equal ones, the first in the order of the site comes first. */
export function better(one, other) {
  const byTitle = one.rank <= RANKS.holds ? one.length - other.length : 0;
  return one.rank - other.rank || byTitle || other.score - one.score || one.entry - other.entry;
}

/** The rank by its name of a page that holds all words of the query there; all of them as folded words: query, code and title. */
export function rankOfName(query, code, title) {
  const wanted = query.join("");
  const whole = code.join("");
  if (whole === wanted || whole + title.join("") === wanted) return RANKS.code;
  let begun = "";
  for (const [at, word] of title.entries()) {
    begun += word;
    if (begun === wanted) return at + 1 === title.length ? RANKS.title : RANKS.begins;
  }
  return RANKS.holds;
}
