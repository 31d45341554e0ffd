import type { College, School } from '../../domain/assembled.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Place } from '../../domain/place.ts';
import type { TabKey } from '../../domain/school.ts';
import type { NamedColumn, TabFacts } from '../../domain/tab-facts.ts';

/** A row of any tab with the columns that a rule looks at there. */
export interface RowWith<C> {
  /** Title of the tab. */
  readonly tab: string;
  readonly tabKey: TabKey;
  readonly row: number;
  readonly columns: C;
  /** Key of the row as flat texts. */
  key(): readonly string[];
  cellOf(column: NamedColumn): Cell<string | number>;
  /** The days in a cell that holds one or several. */
  daysOf(column: NamedColumn): readonly CalendarDay[];
  placeOf(column: NamedColumn | undefined): Place;
}

/** Every row of a college (including those that other rules do not judge) in the tabs that declare such columns. */
export function* rowsWith<C>(
  college: College,
  { tabs }: School,
  columnsOf: (tab: TabFacts) => readonly C[],
): Iterable<RowWith<readonly C[]>> {
  for (const facts of Object.values<TabFacts>(tabs)) {
    const columns = columnsOf(facts);
    if (columns.length === 0) continue;
    const { key: tabKey, title: tab } = facts;
    for (const row of college.all[tabKey]) {
      yield {
        tab,
        tabKey,
        row: row.row,
        columns,
        key: () => college.keyOf(tabKey, row),
        cellOf: ([field]) => (row as unknown as Readonly<Record<string, Cell<string | number>>>)[field] ?? null,
        daysOf: ([field]) => daysIn((row as unknown as Readonly<Record<string, unknown>>)[field]),
        placeOf: (column) => college.place(tabKey, row, column?.[0] as never),
      };
    }
  }
}

function daysIn(cell: unknown): readonly CalendarDay[] {
  if (typeof cell === 'number') return [cell];
  const items: unknown = typeof cell === 'object' && cell !== null && 'items' in cell ? cell.items : [];
  return Array.isArray(items) ? items.filter((item) => typeof item === 'number') : [];
}
