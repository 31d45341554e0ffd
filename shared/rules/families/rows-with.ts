import type { College, School } from '../../domain/assembled.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import type { Cell } from '../../domain/cell.ts';
import type { Place } from '../../domain/place.ts';
import type { Row, RowIn, TabKey } from '../../domain/school.ts';
import type { NamedColumn, TabFacts } from '../../domain/tab-facts.ts';

/** A row of any tab with the columns that a rule looks at there. */
export class RowWith<C> {
  readonly #college: College;
  readonly #row: Row;
  /** Title of the tab. */
  readonly tab: string;
  readonly tabKey: TabKey;
  readonly columns: C;

  constructor(college: College, { key, title }: TabFacts, row: Row, columns: C) {
    this.#college = college;
    this.#row = row;
    this.tab = title;
    this.tabKey = key;
    this.columns = columns;
  }

  get row(): number {
    return this.#row.row;
  }

  /** Key of the row as flat texts. */
  key(): readonly string[] {
    return this.#college.keyOf(this.tabKey, this.#row as RowIn<TabKey>);
  }

  cellOf([field]: NamedColumn): Cell<string | number> {
    return (this.#row as unknown as Readonly<Record<string, Cell<string | number>>>)[field] ?? null;
  }

  /** The days in a cell that holds one or several. */
  daysOf([field]: NamedColumn): readonly CalendarDay[] {
    return daysIn((this.#row as unknown as Readonly<Record<string, unknown>>)[field]);
  }

  placeOf(column: NamedColumn | undefined): Place {
    return this.#college.place(this.tabKey, this.#row as RowIn<TabKey>, column?.[0] as never);
  }
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
    for (const row of college.all[facts.key]) yield new RowWith(college, facts, row, columns);
  }
}

function daysIn(cell: unknown): readonly CalendarDay[] {
  if (typeof cell === 'number') return [cell];
  const items: unknown = typeof cell === 'object' && cell !== null && 'items' in cell ? cell.items : [];
  return Array.isArray(items) ? items.filter((item) => typeof item === 'number') : [];
}
