import { foldTitle } from '../workbook/normalize.ts';
import { headingText, legalTitle } from './cell-text.ts';
import { plainValue, type TabImage } from './image.ts';
import { isFilled, type RawTab } from './raw.ts';
import { HEADING_ROWS } from './user-texts.ts';
import { takenTitle } from './words.ts';

/** Where the contents of images go. */

/** A current tab, in the order of the workbook. */
export interface CurrentTab {
  readonly title: string;
  /** Whether it holds cells: it is no chart sheet and no connected sheet. */
  readonly isGrid: boolean;
  /** Key of the image that it was written from; `null` if the tab is not ours. */
  readonly mark: string | null;
  /** Its cells; asked for only where they matter. */
  rows(): RawTab['rows'];
}

/** A tab of the workbook by its position, or `null` for a new one, and its current or future title. */
export interface Target {
  readonly position: number | null;
  readonly title: string;
}

/**
 * Finds the tab of each image: by its mark, else by its title if the tab looks like ours. A user's tab that merely has
 * the title is left alone, and ours gets another title. Marks go first, because any tab may have the title.
 * @param longest units that a title may have
 */
export function findTargets(
  tabs: readonly CurrentTab[],
  images: readonly TabImage[],
  longest: number,
): readonly Target[] {
  const byMark = new Map<string, number>();
  const byTitle = new Map<string, number>();
  for (const [position, { mark, title }] of tabs.entries()) {
    if (mark !== null && !byMark.has(mark)) byMark.set(mark, position);
    if (!byTitle.has(sameTitle(title))) byTitle.set(sameTitle(title), position);
  }
  const used = new Set(images.flatMap(({ key }) => byMark.get(key) ?? []));
  const added = new Set<string>();
  return images.map((image): Target => {
    const own = byMark.get(image.key);
    if (own !== undefined) return { position: own, title: tabs[own]!.title };
    for (let number = 0; ; number++) {
      const title = legalTitle(image.title, longest, number === 0 ? '' : takenTitle(number));
      if (added.has(sameTitle(title))) continue;
      const position = byTitle.get(sameTitle(title));
      if (position === undefined) {
        added.add(sameTitle(title));
        return { position: null, title };
      }
      const there = tabs[position]!;
      if (used.has(position) || !there.isGrid || there.mark !== null || !looksLikeOurs(image, there)) continue;
      used.add(position);
      return { position, title: there.title };
    }
  });
}

/** People cannot tell apart titles that differ only in capitals, white space or invisible characters. */
function sameTitle(title: string): string {
  return foldTitle(title).toLowerCase();
}

/** True if the first rows hold nearly all our headings in one row, or our first line on a plain page, or nothing. */
function looksLikeOurs(image: TabImage, tab: CurrentTab): boolean {
  const rows = tab.rows();
  // An empty tab with that title: the user loses nothing, and two tabs for one thing would confuse.
  if (rows.every((row) => !row.some(isFilled))) return true;
  if (image.plain === true) {
    const first = (image.banner[0] ?? image.rows[0])?.cells.map(plainValue).find((value) => typeof value === 'string');
    const there = rows[0]?.find((value) => typeof value === 'string');
    return first !== undefined && first !== '' && headingText(first) === headingText(there);
  }
  const headings = image.columns.map(({ heading }) => headingText(heading));
  return rows.slice(0, HEADING_ROWS).some((row) => {
    const there = new Set(row.map(headingText));
    return headings.length > 0 && headings.filter((heading) => there.has(heading)).length >= headings.length * 0.8;
  });
}
