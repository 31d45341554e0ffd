/** Fields of a .csv file (RFC 4180, with the separators and the line ends that programs really write). */

export type CsvReading =
  | { readonly rows: readonly (readonly string[])[] }
  /** Row (1 = first) of a quotation mark that is never closed. */
  | { readonly openQuoteInRow: number };

const SEPARATORS = [',', '\t', ';'] as const;
/** Excel's own first line: `sep=;`. */
const TOLD = /^sep=(.)\r?\n/i;
/** What spreadsheets put around digits so that they stay text: `="2023"`, `'2023`. */
const AS_TEXT = /^=\s*"([^"]*)"$|^'(?=\d)/;

export function readCsv(text: string): CsvReading {
  const told = TOLD.exec(text);
  const separator = told?.[1] ?? likelySeparator(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = told?.[0].length ?? 0;
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      const end = endOfQuoted(text, at);
      if (end < 0) return { openQuoteInRow: rows.length + 1 };
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const end = endOfPlain(text, at, separator);
    field += text.slice(at, end);
    row.push(field.replace(AS_TEXT, '$1'));
    at = end;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      row.push('');
    }
    rows.push(row);
    row = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  return { rows };
}

/** Index of the mark that closes the one at `start`; a doubled mark is part of the text. */
function endOfQuoted(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function endOfPlain(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

/** The separator of which the first lines hold most. */
function likelySeparator(text: string): string {
  const lines = text.slice(0, 4_096);
  let best: string = SEPARATORS[0];
  let most = 0;
  for (const separator of SEPARATORS) {
    const count = lines.split(separator).length - 1;
    if (count > most) {
      most = count;
      best = separator;
    }
  }
  return best;
}
