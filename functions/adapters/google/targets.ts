import { createHash } from 'node:crypto';
import type { TabImage } from '../../../shared/sheet/image.ts';
import { layOut, plainValue } from './layout.ts';
import type { StandingSheet } from './standing.ts';
import { isFilled, legalTitle, normalHeading } from './text.ts';
import { takenTitle } from './words.ts';

/** Where the contents of an image go: a standing sheet, or a new one with an id and a title of our choosing. */
export interface Target {
  readonly standing: StandingSheet | null;
  readonly sheetId: number;
  readonly title: string;
}

/** A positive id of 31 bits that is the same in every run, so that a repeated creation is refused instead of doubled. */
export function chosenId(name: string, taken: (id: number) => boolean = () => false): number {
  for (let round = 0; ; round++) {
    const digest = createHash('sha256').update(`xietong ${name} ${round}`).digest();
    const id = digest.readUInt32BE(0) & 0x7fffffff;
    if (id > 0 && !taken(id)) return id;
  }
}

/**
 * Finds the sheet of each image: by its mark, else by its title where the sheet looks like ours. A user's sheet that
 * merely has the title is left alone, and ours gets another title. Marks go first: a title could be another's.
 */
export function findTargets(sheets: readonly StandingSheet[], images: readonly TabImage[]): Target[] {
  const ids = new Set(sheets.map(({ sheetId }) => sheetId));
  const titles = new Set(sheets.map(({ title }) => folded(title)));
  const used = new Set<StandingSheet>();
  const marked = new Map(images.map(({ key }) => [key, sheets.find(({ mark }) => mark?.key === key) ?? null]));
  for (const sheet of marked.values()) if (sheet !== null) used.add(sheet);
  return images.map((image): Target => {
    const own = marked.get(image.key) ?? null;
    if (own !== null) return standingTarget(own);
    for (let number = 0; ; number++) {
      const title = legalTitle(image.title, number === 0 ? '' : takenTitle(number));
      const there = sheets.find((sheet) => folded(sheet.title) === folded(title));
      if (
        there !== undefined &&
        !used.has(there) &&
        there.isGrid &&
        there.mark === null &&
        looksLikeOurs(image, there)
      ) {
        used.add(there);
        return standingTarget(there);
      }
      if (titles.has(folded(title))) continue;
      titles.add(folded(title));
      const sheetId = chosenId(`sheet ${image.key}`, (id) => ids.has(id));
      ids.add(sheetId);
      return { standing: null, sheetId, title };
    }
  });
}

function standingTarget(standing: StandingSheet): Target {
  return { standing, sheetId: standing.sheetId, title: standing.title };
}

function folded(title: string): string {
  return title.trim().toLowerCase();
}

/** True when the first rows hold nearly all our headings in one row, or our first line on a page to be read, or nothing. */
function looksLikeOurs(image: TabImage, { rows }: StandingSheet): boolean {
  // An empty tab of that title: nothing of the user's can be lost, and two tabs for one thing would puzzle.
  if (rows.every((row) => !row.some(isFilled))) return true;
  if (image.plain === true) {
    const first = layOut(image).rows[0]?.find(({ value }) => typeof value === 'string')?.value;
    const there = rows[0]?.find((value) => typeof value === 'string');
    return first != null && normalHeading(plainValue(first)) === normalHeading(there ?? null);
  }
  const headings = image.columns.map(({ heading }) => normalHeading(heading));
  return rows.slice(0, 40).some((row) => {
    const there = new Set(row.map(normalHeading));
    return headings.length > 0 && headings.filter((heading) => there.has(heading)).length >= headings.length * 0.8;
  });
}
