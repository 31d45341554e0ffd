import type { TabImage } from '../../../../shared/sheet/image.ts';
import { MAX_TITLE } from '../limits.ts';
import { cleanCellText } from '../package/text.ts';
import { type Book, markedTab } from '../parts/book.ts';
import type { Grid } from '../sheet/sheet-scan.ts';
import { takenTitle } from '../words.ts';
import { plainValue } from './output-tab.ts';
import { normalHeading } from './user-columns.ts';

/** Where the contents of an image go. */
export type Target =
  | { readonly kind: 'standing'; readonly position: number }
  | { readonly kind: 'new'; readonly title: string };

/**
 * Finds the tab of an image: by its mark, else by its title where the tab looks like ours. A user's tab that merely
 * has the title is left alone, and ours gets another one. `taken` holds positions and titles that other images of
 * the same workbook have.
 */
export function findTarget(
  book: Book,
  image: TabImage,
  gridAt: (position: number) => Grid,
  taken: { readonly positions: ReadonlySet<number>; readonly titles: ReadonlySet<string> },
): Target {
  const marked = markedTab(book, image.key);
  if (marked !== null && !taken.positions.has(marked)) return { kind: 'standing', position: marked };
  const title = legalTitle(image.title);
  for (let number = 0; ; number++) {
    const wanted = number === 0 ? title : legalTitle(image.title, takenTitle(number));
    const position = book.tabs.findIndex((tab) => sameTitle(tab.title, wanted));
    if (position < 0 && !taken.titles.has(wanted.toLowerCase())) return { kind: 'new', title: wanted };
    if (position < 0 || taken.positions.has(position)) continue;
    if (book.tabs[position]!.grid && looksLikeOurs(image, gridAt(position))) return { kind: 'standing', position };
  }
}

function sameTitle(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.toLowerCase();
}

/** A title that a tab may have, with `suffix` kept whole. */
function legalTitle(title: string, suffix = ''): string {
  const legal = cleanCellText(title)
    .replace(/[[\]:*?/\\\n\t]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  return (legal === '' ? 'Sheet' : legal).slice(0, MAX_TITLE - suffix.length).toWellFormed() + suffix;
}

/** True when the first rows hold nearly all our headings in one row, or our first line on a page to be read, or nothing. */
function looksLikeOurs(image: TabImage, grid: Grid): boolean {
  // An empty tab of that title: nothing of the user's can be lost, and two tabs for one thing would puzzle.
  if (grid.rows.every((row) => row.every((cell) => cell === null || cell === ''))) return true;
  if (image.plain === true) {
    const first = (image.banner[0] ?? image.rows[0])?.cells.map(plainValue).find((value) => typeof value === 'string');
    const there = grid.rows[0]?.find((value) => typeof value === 'string');
    return first !== undefined && first !== '' && normalHeading(first) === normalHeading(there ?? null);
  }
  const headings = image.columns.map((column) => normalHeading(column.heading));
  return grid.rows.slice(0, 40).some((row) => {
    const there = new Set(row.map(normalHeading));
    return headings.length > 0 && headings.filter((heading) => there.has(heading)).length >= headings.length * 0.8;
  });
}
