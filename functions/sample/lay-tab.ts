import { columnLetter } from '../../shared/domain/place.ts';
import type { TabKey } from '../../shared/domain/school.ts';
import type { RawCell, RawMerge } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { columnPlanOf } from '../template/column-looks.ts';
import { idLists, idRange } from '../template/id-lists.ts';
import { validationOf } from '../template/input-sheet.ts';
import type { ColumnPlan, SheetPlan } from '../template/sheet-plan.ts';
import type { DraftCell, RowDraft } from './draft.ts';
import { BANNER_GROUPS, EXTRA_COLUMNS, type Habits } from './habits.ts';
import { messCell } from './mess-cell.ts';
import type { Random } from './random.ts';

/** What is done to the sheet itself, for faults that no single cell can show. */
export interface Tweaks {
  readonly missing?: string;
  /** A field that gets a second column, with the heading in another spelling. */
  readonly repeated?: string;
  /** Rows whose cell of a field is merged with the one below. */
  readonly merged?: readonly { readonly row: object; readonly field: string }[];
}

/** A tab laid out, and where everything has come to stand. */
export interface LaidTab {
  readonly sheet: SheetPlan;
  /** Number of a row as the sheet shows it. */
  rowOf(draft: object): number | null;
  /** Letter of a field's column, the first where there are two. */
  columnOf(field: string): string | null;
  /** The ids of organizations, where this is the tab 组织 and has them. */
  readonly ids: string | null;
}

type Cells = Readonly<Record<string, DraftCell | undefined>>;

interface Slot {
  /** `null`: a column of the office's own, or the running number. */
  readonly field: string | null;
  readonly heading: string;
}

/**
 * Lays out the rows of a tab by the habits of the college.
 * @param place where the tab stands, its first line, and the ids of organizations that its drop-downs offer
 */
export function layTab<Tab extends TabKey>(
  random: Random,
  tab: Tab,
  drafts: readonly RowDraft<Tab>[],
  place: { readonly index: number; readonly heading: string; readonly ids: string | null },
  habits: Habits,
  tweaks: Tweaks = {},
): LaidTab {
  const columns = TABS[tab].columns as unknown as Readonly<Record<string, Column<unknown>>>;
  const slots = slotsOf(random, tab, columns, habits, tweaks);
  const top = titleRows(place.heading, slots, habits);
  const rows: RawCell[][] = [...top.rows, slots.map(({ heading }) => heading)];
  const rowOf = new Map<object, number>();
  const merges: RawMerge[] = [...top.merges];
  for (const [i, draft] of drafts.entries()) {
    const cells = draft as Cells;
    rows.push(slots.map((slot) => cellOf(random, slot, cells, columns, habits, i + 1)));
    rowOf.set(draft, rows.length);
    const merged = tweaks.merged?.find(({ row }) => row === draft);
    if (merged) merges.push(mergeBelow(rows.length, slots, merged.field));
    else if (random.chance(habits.blankRows)) rows.push(slots.map(() => null));
  }
  for (const { top: row, left } of merges) if (row >= top.rows.length) blankBelow(rows, row, left);
  const letterOf = (field: string): string | null => {
    const at = slots.findIndex((slot) => slot.field === field);
    return at < 0 ? null : columnLetter(at);
  };
  const title = `${habits.ordinal(place.index)}${TABS[tab].title}`;
  const first = top.rows.length + 2;
  const idColumn = tab === 'organizations' ? letterOf('id') : null;
  const ids = idColumn === null ? null : idRange(title, idColumn, first);
  const offered = ids ?? place.ids;
  const lists: Readonly<Record<string, string>> = offered === null ? {} : idLists(columns, offered);
  const sheet: SheetPlan = {
    title,
    rows,
    headingRow: top.rows.length,
    merges,
    columns: slots.map(({ field, heading }) =>
      field === null ? ownColumn(heading) : columnPlanOf(columns[field] as Column<unknown>, habits.dateFormat),
    ),
    required: slots.flatMap(({ field }, i) => (field !== null && columns[field]?.required ? [i] : [])),
    frozenColumns: Math.min(2, slots.length),
    validations: slots.flatMap(({ field }, i) =>
      field === null ? [] : validationOf(columns[field] as Column<unknown>, columnLetter(i), lists[field], first),
    ),
  };
  return { sheet, rowOf: (draft) => rowOf.get(draft) ?? null, columnOf: letterOf, ids };
}

const SERIAL = '序号';

function slotsOf(
  random: Random,
  tab: TabKey,
  columns: Readonly<Record<string, Column<unknown>>>,
  habits: Habits,
  tweaks: Tweaks,
): Slot[] {
  const known = Object.entries(columns)
    .filter(([field]) => field !== tweaks.missing)
    .map(([field, column]): Slot => ({ field, heading: headingOf(random, column, habits) }));
  const ordered = habits.shuffles ? swapped(random, known) : known;
  const extra = habits.extraColumns
    ? (EXTRA_COLUMNS[tab] ?? []).map((heading): Slot => ({ field: null, heading }))
    : [];
  const again = tweaks.repeated;
  const repeated =
    again === undefined ? [] : [{ field: again, heading: columns[again]?.aliases[0] ?? columns[again]?.heading ?? '' }];
  return [...(habits.serialColumn ? [{ field: null, heading: SERIAL }] : []), ...ordered, ...repeated, ...extra];
}

function headingOf(random: Random, { heading, aliases, required }: Column<unknown>, habits: Habits): string {
  const word = habits.aliases && aliases.length > 0 && random.chance(0.4) ? random.pick(aliases) : heading;
  return required ? habits.mark(word) : word;
}

/** A few neighbours change places: nobody scatters columns at random, but hardly two offices have them in one order. */
function swapped(random: Random, slots: readonly Slot[]): Slot[] {
  const order = [...slots];
  for (let i = 1; i + 1 < order.length; i++) {
    if (random.chance(0.3)) [order[i], order[i + 1]] = [order[i + 1] as Slot, order[i] as Slot];
  }
  return order;
}

function titleRows(heading: string, slots: readonly Slot[], habits: Habits): { rows: RawCell[][]; merges: RawMerge[] } {
  const last = slots.length - 1;
  const rows: RawCell[][] = [];
  const merges: RawMerge[] = [];
  for (const text of [heading, '填报单位（盖章）：                填报人：                审核人：'].slice(
    0,
    habits.titleRows,
  )) {
    merges.push({ top: rows.length, left: 0, bottom: rows.length, right: last });
    rows.push([text]);
  }
  if (habits.banner) {
    const third = Math.ceil(slots.length / 3);
    const row: RawCell[] = slots.map(() => null);
    for (const [i, group] of BANNER_GROUPS.entries()) {
      const left = i * third;
      const right = Math.min(left + third - 1, last);
      if (left > last) break;
      row[left] = group;
      if (right > left) merges.push({ top: rows.length, left, bottom: rows.length, right });
    }
    rows.push(row);
  }
  return { rows, merges };
}

function cellOf(
  random: Random,
  { field, heading }: Slot,
  cells: Cells,
  columns: Readonly<Record<string, Column<unknown>>>,
  habits: Habits,
  number: number,
): RawCell {
  if (field !== null) return messCell(random, columns[field] as Column<unknown>, cells[field] ?? null, habits);
  if (heading === SERIAL) return number;
  return heading === '联系电话' ? `138****${String(random.between(0, 9999)).padStart(4, '0')}` : null;
}

function mergeBelow(row: number, slots: readonly Slot[], field: string): RawMerge {
  const column = slots.findIndex((slot) => slot.field === field);
  return { top: row - 1, left: column, bottom: row, right: column };
}

/** A merge keeps its top-left cell only. */
function blankBelow(rows: RawCell[][], row: number, column: number): void {
  const below = rows[row + 1];
  if (below) below[column] = null;
}

function ownColumn(heading: string): ColumnPlan {
  return heading === SERIAL ? { width: 6, look: 'centered' } : { width: heading.length * 2 + 6, look: 'text' };
}
