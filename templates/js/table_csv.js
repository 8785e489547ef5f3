// Rows of the table as a spreadsheet reads them, in the form of `tasks.csv`. Knows nothing of pages.

/** What a spreadsheet would take for a formula, once the apostrophes before it are gone, gets one more. */
function guarded(text) {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** Rows of texts as CSV. Where decimals have a comma, spreadsheets part columns by semicolon. */
export function csv(rows, language) {
  const separator = language.startsWith("en") ? "," : ";";
  const cell = (text) => {
    const safe = guarded(text);
    return /["\n\r,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join("")}`;
}
