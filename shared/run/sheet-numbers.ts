import * as z from 'zod';
import type { Place } from '../domain/place.ts';
import type { Runs, SheetPlace } from '../ports.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { findTab } from '../workbook/find-tab.ts';
import { TABS } from '../workbook/tabs/index.ts';

/** Prefix of the notes that hold them, by 学院编号. */
const SHEETS = 'standing/sheets/';

const stored = z.record(z.string(), z.int().min(0));
/**
 * Numbers that sheets have in addresses: of an input tab by its title as the specification spells it, of ours by its
 * key.
 */
export type SheetNumbers = z.output<typeof stored>;

/** Keeps the numbers of a workbook's sheets, if its place has any: messages are made from the store alone. */
export async function rememberSheets(
  runs: Pick<Runs, 'note' | 'putNote'>,
  college: string,
  { tabs }: RawWorkbook,
): Promise<void> {
  if (tabs.every(({ sheet }) => sheet === undefined)) return;
  const numbers: Record<string, number> = {};
  for (const { title } of Object.values(TABS)) {
    const sheet = findTab(tabs, title)?.sheet;
    if (sheet !== undefined) numbers[title] = sheet;
  }
  for (const { output, sheet } of tabs) if (output !== undefined && sheet !== undefined) numbers[output] = sheet;
  const text = JSON.stringify(numbers);
  if ((await runs.note(SHEETS + college)) !== text) await runs.putNote(SHEETS + college, text);
}

/** The numbers of all workbooks, by 学院编号. */
export async function rememberedSheets(runs: Pick<Runs, 'notes'>): Promise<ReadonlyMap<string, SheetNumbers>> {
  const notes = await runs.notes(SHEETS);
  return new Map(notes.map(({ name, value }) => [name.slice(SHEETS.length), stored.parse(JSON.parse(value))]));
}

/**
 * The target of an address for some places: the cell of a single place, the tab of several places in it; `null` if they
 * share no tab or its number is unknown, which leaves only the workbook.
 */
export function sheetPlaceOf(places: readonly Place[], numbers: SheetNumbers | undefined): SheetPlace | null {
  const [first] = places;
  if (first === undefined || places.some(({ tab }) => tab !== first.tab)) return null;
  const sheet = numbers && Object.hasOwn(numbers, first.tab) ? numbers[first.tab] : undefined;
  if (sheet === undefined) return null;
  const isOne = places.every(({ row, column }) => row === first.row && column === first.column);
  return { sheet, cell: isOne && first.row !== null ? `${first.column ?? 'A'}${first.row}` : null };
}
