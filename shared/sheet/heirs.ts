import { headingText, keyText } from './cell-text.ts';
import { plainValue, type TabImage } from './image.ts';
import type { RawCell } from './raw.ts';

/**
 * Rows of an output tab that continue rows which are gone: a violation gets another number when its subject is typed
 * differently.
 */

/** The current rows of a tab below its headings; headings in the form used for searching. */
interface StandingRows {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly RawCell[])[];
}

/**
 * For each new row of the image, the key of the row that it continues; each row that is gone is continued at most once.
 * @param standing keys of the current rows
 */
export function inheritedKeys(
  image: TabImage,
  { headings, rows }: StandingRows,
  standing: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, string> {
  const { keyHeading = '', heirHeadings = [] } = image;
  const titles = image.columns.map(({ heading }) => headingText(heading));
  const keyAt = titles.indexOf(headingText(keyHeading));
  const keyOf = (cells: TabImage['rows'][number]['cells']): string => keyText(plainValue(cells[keyAt])) ?? '';
  const wanted = new Set(image.rows.map(({ cells }) => keyOf(cells)));
  const fresh = image.rows.filter(({ cells }) => !standing.has(keyOf(cells)));
  const gone = new Set([...standing.keys()].filter((key) => key !== '' && !wanted.has(key)));
  const found = new Map<string, string>();
  if (fresh.length === 0 || gone.size === 0) return found;
  const take = (key: string, former: string | undefined): void => {
    if (found.has(key) || former === undefined || !gone.delete(former)) return;
    found.set(key, former);
  };
  for (const { cells, formerKeys = [] } of fresh)
    for (const former of formerKeys) take(keyOf(cells), keyText(former) ?? undefined);
  const keyColumn = headings.indexOf(headingText(keyHeading));
  for (const wantedHeadings of heirHeadings) {
    const folded = wantedHeadings.map(headingText);
    const [there, here] = [headings, titles].map((some) => folded.map((heading) => some.indexOf(heading)));
    if (there === undefined || here === undefined || [...there, ...here].includes(-1)) continue;
    const byText = Map.groupBy(
      rows.filter((row) => gone.has(keyText(row[keyColumn]) ?? '')),
      (row) => textOf(there.map((at) => row[at])),
    );
    for (const { cells, inherits } of fresh) {
      if (inherits !== true || found.has(keyOf(cells))) continue;
      const candidates = byText.get(textOf(here.map((at) => plainValue(cells[at])))) ?? [];
      take(keyOf(cells), keyText(candidates.shift()?.[keyColumn]) ?? undefined);
    }
  }
  return found;
}

function textOf(cells: readonly (RawCell | undefined)[]): string {
  return JSON.stringify(cells.map((cell) => keyText(cell)));
}
