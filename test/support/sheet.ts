import { columnLetter } from '../../shared/domain/place.ts';
import type { RawMerge, RawTab } from '../../shared/sheet/raw.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { type Frame, faultlessCollege, type Typed } from './faultless-college.ts';

/** Row number, or texts of cells that occur together in one row only. */
export type RowKey = number | string | readonly string[];

/** A tab as typed: row 1 holds the headings. */
export interface Sheet {
  readonly headings: readonly string[];
  readonly rows: readonly Typed[];
  readonly merges: readonly RawMerge[];
}

/** A college's workbook as typed, by title of the tab. */
export interface TypedCollege {
  readonly id: string;
  readonly name: string;
  readonly sheets: Readonly<Record<string, Sheet>>;
}

/** A faultless college. */
export function typedCollege(frame: Frame, id: string, name: string): TypedCollege {
  const rows = faultlessCollege(frame);
  const sheets = Object.values(TABS).map(({ title, columns }) => {
    const headings = Object.values(columns).map(({ heading }) => heading);
    return [title, { headings, rows: rows[title] ?? [], merges: [] }] as const;
  });
  return { id, name, sheets: Object.fromEntries(sheets) };
}

/** Zero-based index of the row that a key names. */
export function indexOfRow(tab: string, rows: readonly Typed[], key: RowKey): number {
  if (typeof key === 'number') {
    if (key < 2 || key >= rows.length + 2) throw new Error(`${tab} has no row ${key}`);
    return key - 2;
  }
  const texts = [key].flat();
  const all = rows.flatMap((row, index) => (texts.every((text) => holds(row, text)) ? [index] : []));
  const named = all.filter((index) => rows[index]?.[headingOfKey(tab)] === texts[0]);
  const found = all.length > 1 && named.length === 1 ? named : all;
  if (found.length !== 1) throw new Error(`${found.length} rows of ${tab} hold ${texts.join(' and ')}`);
  return found[0] as number;
}

export function headingsOf(tab: string): readonly string[] {
  const spec = Object.values(TABS).find(({ title }) => title === tab);
  if (!spec) throw new Error(`no tab ${tab}`);
  return Object.values(spec.columns).map(({ heading }) => heading);
}

/** The column that best identifies a row: 组织编号 of 组织, 学号 of 花名册, 活动编号, 事项编号. */
function headingOfKey(tab: string): string {
  const spec = Object.values(TABS).find(({ title }) => title === tab);
  return headingsOf(tab)[Object.keys(spec?.columns ?? {}).indexOf(spec?.rowKeys[0]?.[0] ?? '')] ?? '';
}

export function holds(row: Typed, text: string): boolean {
  return Object.values(row).some((cell) => cell !== null && String(cell) === text);
}

export function toRawTab(title: string, { headings, rows, merges }: Sheet): RawTab {
  return { title, rows: [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? null))], merges };
}

export function rangeOf(range: string): RawMerge {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
  if (!match) throw new Error(`not a range: ${range}`);
  const [, left = '', top, right = '', bottom] = match;
  return { top: Number(top) - 1, left: indexOfLetters(left), bottom: Number(bottom) - 1, right: indexOfLetters(right) };
}

function indexOfLetters(letters: string): number {
  let index = 0;
  while (columnLetter(index) !== letters) index++;
  return index;
}
