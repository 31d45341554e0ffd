import type { Cell, List, unreadable } from '../domain/cell.ts';
import type { FieldOf, Row, RowIn, TabKey } from '../domain/school.ts';
import type { CellType } from './cell-type.ts';

/**
 * What an id in a column must refer to (DAT-07): a student (or teacher) of the school, the author of a plan (a student,
 * or a teacher of 任职), an organization of any kind or of one kind, an activity, or a decision.
 */
export type Reference =
  | 'student'
  | 'author'
  | 'organization'
  | 'schoolClass'
  | 'partyBranch'
  | 'decidingOrg'
  | 'activity'
  | 'decision';

/** One column of an input tab: heading, spellings of it, kind of cell. */
export interface Column<T> {
  readonly heading: string;
  /** Further accepted headings. */
  readonly aliases: readonly string[];
  readonly type: CellType<T>;
  /** The heading must be there, and a blank cell is an issue. */
  readonly required: boolean;
  readonly references?: Reference;
  /** A date of birth, or of something already done: it is not after the as-of day (DAT-12). */
  readonly dates?: 'birth' | 'past';
  /** What a blank cell stands for. */
  readonly fallback?: T;
  /** What to type: a hint for the clerk in a template. */
  readonly help: string;
}

export interface ColumnOptions<T> {
  readonly aliases?: readonly string[];
  readonly required?: boolean;
  readonly references?: Reference;
  readonly dates?: 'birth' | 'past';
  readonly fallback?: NoInfer<T>;
  readonly help?: string;
}

export function column<T>(heading: string, type: CellType<T>, options: ColumnOptions<T> = {}): Column<T> {
  return { heading, aliases: [], type, required: false, help: '', ...options };
}

/** Value of a readable, non-blank cell of a field. */
export type ValueOf<Field> = Field extends List<infer Item> ? List<Item> : Exclude<Field, null | typeof unreadable>;

/** Columns of a table whose rows have these fields: the output of each codec is the type of its field. */
export type ColumnsOf<Fields> = { readonly [Field in keyof Fields]: Column<ValueOf<Fields[Field]>> };

/** A table of an input tab. */
export interface TableSpec<Fields> {
  readonly title: string;
  /** In the order of the specification, which is also the order of issues. */
  readonly columns: ColumnsOf<Fields>;
  /** What a blank cell stands for if that depends on the row. */
  readonly fallbacks?: { readonly [Field in keyof Fields]?: (row: Fields) => Fields[Field] };
  /** Cells that are required in some rows only. */
  readonly requiredWhen?: { readonly [Field in keyof Fields]?: (row: Fields) => boolean };
}

/** Fields of a row without its place. */
export type FieldsOf<Tab extends TabKey> = Pick<RowIn<Tab>, FieldOf<Tab>>;

/** What the file of an input tab declares besides its columns; the rest of the project reads it from here. */
interface TabTraits<Field extends string> {
  /** Position among the input tabs, in templates and in every list. */
  readonly place: number;
  /** A workbook without a required tab is faulty; a missing optional tab is merely not checked. */
  readonly required: boolean;
  /** The paper record that the tab replaces; for the clerk. */
  readonly replaces?: string;
  /** What a row is called (rules.md §4, “Row keys”): the first of these without a blank cell. */
  readonly rowKeys: readonly (readonly Field[])[];
  /** Whether a key may occur only once in the tab (DAT-06). */
  readonly unique: boolean;
  /** The cell that stands for a whole row (rules.md §4, “Row places”). */
  readonly rowPlace: Field;
  /** The organization that a row belongs to. */
  readonly host?: Field;
  /** The person that a row is about, by 学号. A row without a host belongs to its person. */
  readonly person?: Field;
  /** 姓名 of that person (DAT-08). */
  readonly personName?: Field;
  /** Whom a person's row concerns: the class, unless this says 党支部 (points.md §3, DAT). */
  readonly personOf?: 'class' | 'branch';
  /** Numbers of people, each no larger than the one before: 应到, 实到, 赞成 (DAT-13). */
  readonly counts?: readonly (readonly Field[])[];
}

/** An input tab of a college workbook. */
export interface TabSpec<Tab extends TabKey> extends TableSpec<FieldsOf<Tab>>, TabTraits<FieldOf<Tab>> {
  readonly key: Tab;
}

/** What a cell of a column gives. */
type CellOf<T> = [T] extends [List<infer Item>] ? List<Item> : Cell<T>;
type CellsOf<Values> = { readonly [Field in keyof Values]: CellOf<Values[Field]> };

/** An input tab as its file declares it; its columns determine the type of its rows. */
interface TabSource<Values> extends TabTraits<keyof Values & string> {
  readonly title: string;
  readonly columns: { readonly [Field in keyof Values]: Column<Values[Field]> };
  readonly fallbacks?: { readonly [Field in keyof Values]?: (row: CellsOf<Values>) => CellOf<Values[Field]> };
  readonly requiredWhen?: { readonly [Field in keyof Values]?: (row: CellsOf<Values>) => boolean };
}

/** Rows of a tab: one field per column, and the place. */
export type RowOf<Spec extends { readonly columns: object }> = Row & {
  readonly [Field in keyof Spec['columns']]: Spec['columns'][Field] extends Column<infer Value> ? CellOf<Value> : never;
};

/**
 * Declares an input tab. Its file also adds the tab's rows to `Tables` (domain/school.ts), so a new tab takes one file;
 * `npm run generate` lists it in tabs/index.ts.
 */
export function defineTab<const Key extends string, Values>(
  key: Key,
  source: TabSource<Values>,
): TabSource<Values> & { readonly key: Key } {
  return { key, ...source };
}

/** An input tab of the school workbook. */
export interface SettingSpec<Fields> extends TableSpec<Fields> {
  /** Without this tab the run cannot proceed. */
  readonly required: boolean;
  /** The cells that name a row. */
  readonly rowKey: readonly (keyof Fields & string)[];
  /** What applies while a row is not understood: a full sentence, or empty if the messages say it. */
  readonly inForce: string;
  /** A row as messages call it, by its key. */
  readonly who: (key: readonly string[]) => string;
}

/** Declares a tab of the school workbook. */
export function defineSettings<Fields>(source: SettingSpec<Fields>): SettingSpec<Fields> {
  return source;
}
