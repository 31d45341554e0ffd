import type { College } from './assembled.ts';
import type { Place } from './place.ts';
import type { Row, RowIn, TabKey } from './school.ts';

/** A row with the tab that contains it. */
export type RowFound = { readonly [Tab in TabKey]: { readonly tab: Tab; readonly row: RowIn<Tab> } }[TabKey];

/** The row of a college's workbook at a place; `null` for a whole tab, or if no row was read there. */
export function rowAt(college: College, at: Place): RowFound | null {
  if (at.row === null) return null;
  for (const tab of Object.keys(college.tabs) as TabKey[]) {
    if (college.tabPlace(tab).tab !== at.tab) continue;
    const row = byNumber(college.all[tab], at.row);
    return row ? ({ tab, row } as RowFound) : null;
  }
  return null;
}

/** Rows are in the order of the sheet. */
function byNumber(rows: readonly Row[], number: number): Row | null {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle] as Row;
    if (row.row === number) return row;
    if (row.row < number) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}
