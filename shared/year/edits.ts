import { columnLetter } from '../domain/place.ts';
import type { RawCell, TabCells } from '../sheet/raw.ts';

/** A cell that was changed after the sealing. */
export interface Edit {
  readonly tab: string;
  /** Row as the sheet shows it, column letter. */
  readonly row: number;
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Every cell that is read and differs between two readings of a workbook, place by place; an added or removed tab
 * counts cell by cell.
 */
export function editsBetween(sealed: readonly TabCells[], now: readonly TabCells[]): readonly Edit[] {
  const titles = [...new Set([...sealed, ...now].map(({ title }) => title))];
  return titles.flatMap((title) => {
    const before = sealed.find((tab) => tab.title === title)?.rows ?? [];
    const after = now.find((tab) => tab.title === title)?.rows ?? [];
    return rowEdits(title, before, after);
  });
}

function rowEdits(
  tab: string,
  before: readonly (readonly RawCell[])[],
  after: readonly (readonly RawCell[])[],
): Edit[] {
  const edits: Edit[] = [];
  for (let row = 0; row < Math.max(before.length, after.length); row++) {
    const [old = [], young = []] = [before[row], after[row]];
    for (let column = 0; column < Math.max(old.length, young.length); column++) {
      const [was, is] = [cellText(old[column]), cellText(young[column])];
      if (was !== is) edits.push({ tab, row: row + 1, column: columnLetter(column), before: was, after: is });
    }
  }
  return edits;
}

function cellText(cell: RawCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? cell.error : String(cell);
}
