import { MAX_COLUMNS, MAX_ROWS } from '../limits.ts';

/** Letters of a zero-based column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Address of a zero-based place: (0, 0) is A1. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** Zero-based place of an address such as `B12` or `$B$12`; `null` where it is none. Called once a cell. */
export function cellPosition(address: string): { readonly row: number; readonly column: number } | null {
  let at = address.charCodeAt(0) === 36 ? 1 : 0;
  let column = 0;
  let row = 0;
  const lettersFrom = at;
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  const letters = at - lettersFrom;
  if (address.charCodeAt(at) === 36) at++;
  const digitsFrom = at;
  for (; at < address.length; at++) {
    const digit = address.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
  }
  if (letters < 1 || letters > 3 || digitsFrom === at) return null;
  return row < 1 || row > MAX_ROWS || column > MAX_COLUMNS ? null : { row: row - 1, column: column - 1 };
}

/** A tab's title as a formula writes it: always quoted, which is valid for every title. */
export function quotedTitle(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** The tab's title that a reference such as `'花 名册'!$A$1` begins with; `null` where it names none. */
export function titleInReference(reference: string): string | null {
  const quoted = /^\s*'((?:[^']|'')+)'!/.exec(reference);
  if (quoted !== null) return quoted[1]!.replaceAll("''", "'");
  const plain = /^([^'!#[\]]+)!/.exec(reference);
  return plain === null ? null : plain[1]!.trim();
}
