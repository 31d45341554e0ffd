import type { ParsedWorkbook } from '../domain/parsed.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { parseWorkbook } from '../workbook/parse-workbook.ts';
import type { CollegeInput } from '../workbook/read-college.ts';
import { deadlinesOf, typedCells } from '../workbook/typed-cells.ts';

/** How the cells of a college are parsed. */
export interface Parsing {
  /** Place in the list of colleges. */
  readonly place: number;
  /** Activity types that the scheme names besides the usual ones. */
  readonly types: readonly string[];
}

/** What remains of a reading after its cells have been processed: the cells of all colleges are never held at once. */
export interface CollegeRows extends Required<Pick<CollegeInput, 'deadlines'>>, Pick<Parsing, 'place'> {
  readonly parsed: ParsedWorkbook;
  /** What people had typed into our tabs. */
  readonly typed: string;
  /** The cells themselves, if no snapshot of them is kept: in a trial. */
  readonly raw: RawWorkbook | null;
}

export function parseRows(raw: RawWorkbook, { place, types }: Parsing, isTrial = false): CollegeRows {
  return {
    place,
    parsed: parseWorkbook(raw, place, types),
    deadlines: deadlinesOf(raw),
    typed: typedText(raw),
    raw: isTrial ? raw : null,
  };
}

/** What people have typed into our tabs of a workbook, as one text. */
export function typedText(raw: Pick<RawWorkbook, 'tabs'>): string {
  return JSON.stringify(typedCells(raw));
}
