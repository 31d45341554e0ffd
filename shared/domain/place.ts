/** A place in a workbook: a cell, a row's cell, or a tab alone (`row` and `column` null). */
export interface Place {
  /** Title as the specification spells it, e.g. `花名册`. */
  readonly tab: string;
  /** Row number as the sheet shows it, 1 = first. */
  readonly row: number | null;
  /** Column letter. */
  readonly column: string | null;
}

/** `A` for 0, `Z` for 25, `AA` for 26. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** `A1:B3`, from zero-based corners, both included. */
export function rangeName(top: number, left: number, bottom: number, right: number): string {
  return `${columnLetter(left)}${top + 1}:${columnLetter(right)}${bottom + 1}`;
}

/** Sort key of a column letter: shorter letters first. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
