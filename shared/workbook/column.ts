import type { List, unreadable } from '../domain/cell.ts';
import type { FieldOf, RowIn, TabKey } from '../domain/school.ts';
import type { CellType } from './cell-type.ts';

/**
 * What an id in a column must refer to (DAT-07): a student (or teacher) of the school, the author of a plan (a student,
 * or a teacher of 任职), or an organization of any kind, or of one.
 */
export type Reference = 'student' | 'author' | 'organization' | 'schoolClass' | 'partyBranch' | 'decidingOrg';

/** One column of an input tab: heading, spellings of it, kind of cell. */
export interface Column<T> {
  readonly heading: string;
  /** Further accepted headings. */
  readonly aliases: readonly string[];
  readonly type: CellType<T>;
  /** The heading must be there, and a blank cell is an issue. */
  readonly required: boolean;
  /** Part of what must be unique in the tab. */
  readonly key: boolean;
  readonly references?: Reference;
  /** What a blank cell stands for. */
  readonly fallback?: T;
  /** For the clerk, in a template: what to type. */
  readonly help: string;
}

export interface ColumnOptions<T> {
  readonly aliases?: readonly string[];
  readonly required?: boolean;
  readonly key?: boolean;
  readonly references?: Reference;
  readonly fallback?: NoInfer<T>;
  readonly help?: string;
}

export function column<T>(heading: string, type: CellType<T>, options: ColumnOptions<T> = {}): Column<T> {
  return { heading, aliases: [], type, required: false, key: false, help: '', ...options };
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
  /** What a blank cell stands for where that depends on the row. */
  readonly fallbacks?: { readonly [Field in keyof Fields]?: (row: Fields) => Fields[Field] };
  /** Cells that are required in some rows only. */
  readonly requiredWhen?: { readonly [Field in keyof Fields]?: (row: Fields) => boolean };
}

/** Fields of a row without its place. */
export type FieldsOf<Tab extends TabKey> = Pick<RowIn<Tab>, FieldOf<Tab>>;

/** An input tab of a college workbook. */
export interface TabSpec<Tab extends TabKey> extends TableSpec<FieldsOf<Tab>> {
  readonly key: Tab;
  /** A workbook without the tab is faulty; without another it is merely not checked. */
  readonly required: boolean;
  /** What a row is called (rules.md §4, “Row keys”): the first of these of which no cell is blank. */
  readonly rowKeys: readonly (readonly FieldOf<Tab>[])[];
}

/** Declares an input tab; a column whose codec does not give the type of its field does not compile. */
export function defineTab<Tab extends TabKey>(key: Tab, source: Omit<TabSpec<Tab>, 'key'>): TabSpec<Tab> {
  return { key, ...source };
}

/** An input tab of the school workbook. */
export interface SettingSpec<Fields> extends TableSpec<Fields> {
  /** Without the tab there is nothing to do. */
  readonly required: boolean;
  /** The cells that name a row. */
  readonly rowKey: readonly (keyof Fields & string)[];
  /** A row as messages call it, by its key. */
  readonly who: (key: readonly string[]) => string;
}

/** Declares a tab of the school workbook. */
export function defineSettings<Fields>(source: SettingSpec<Fields>): SettingSpec<Fields> {
  return source;
}
