import * as z from 'zod';
import { sha256 } from '../domain/identity.ts';
import type { RawCell } from '../sheet/raw.ts';
import type { Column } from '../workbook/column.ts';
import { isBlank, textOf } from '../workbook/grid.ts';
import { isNearWord, unreadHeadings } from '../workbook/near-heading.ts';
import { foldHeading, foldText, foldWord } from '../workbook/normalize.ts';
import { convertCell } from './convert-cell.ts';
import type { AnyTab } from './input-tab.ts';
import type { Organizations } from './organizations.ts';
import type { SourceHeading, SourceTable } from './source-table.ts';

/** Which column of the input tab each column of an export fills. */

export interface MappedColumn {
  readonly heading: SourceHeading;
  /** `null`: it is not taken. */
  readonly field: string | null;
  /** By what it was known; `unsure`: a person has to say. */
  readonly by: 'heading' | 'nearWord' | 'content' | 'given' | 'remembered' | 'nothing' | 'unsure';
  /** Fields that it may be, the likeliest first; for `unsure` only. */
  readonly candidates: readonly string[];
}

/** What the contents of columns are held against. */
export interface Known {
  /** 学号 and 姓名 of the roster, folded. */
  readonly students: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly organizations: Organizations;
}

/** What a person has said: heading as folded -> field, `null` for none. */
export type Said = ReadonlyMap<string, string | null>;

/** Fewer values tell nothing. */
const LEAST_VALUES = 2;
/** Share of values that must fit a column whose heading is only near it. */
const MOST = 0.9;

const stored = z.record(z.string(), z.string().nullable());

/** What was said of a file shape, from its stored text; columns that the tab has no more are asked for again. */
export function rememberedColumns(text: string | null, tab: AnyTab): Said {
  const said = text === null ? {} : (stored.safeParse(JSON.parse(text)).data ?? {});
  return new Map(Object.entries(said).filter(([, field]) => field === null || field in tab.columns));
}

/** Name of a file shape: the same headings for the same tab have the same meaning. */
export function shapeOf(tab: AnyTab, { headings }: SourceTable): string {
  return sha256(JSON.stringify([tab.key, headings.map(({ text }) => foldHeading(text))]));
}

/** A heading as answers are kept under it. */
export function saidUnder(text: string): string {
  return foldHeading(text);
}

export function recognise(
  table: SourceTable,
  tab: AnyTab,
  known: Known,
  given: Said,
  remembered: Said,
): readonly MappedColumn[] {
  const taken = new Set<string>();
  const mapped = new Map<number, MappedColumn>();
  const map = (heading: SourceHeading, field: string | null, by: MappedColumn['by']): void => {
    // Of two columns with one meaning the first counts.
    const free = field === null || !taken.has(field);
    mapped.set(heading.at, { heading, field: free ? field : null, by: free ? by : 'nothing', candidates: [] });
    if (field !== null) taken.add(field);
  };
  const rest = (): readonly SourceHeading[] => table.headings.filter(({ at }) => !mapped.has(at));

  for (const [said, by] of [
    [given, 'given'],
    [remembered, 'remembered'],
  ] as const)
    for (const heading of rest()) {
      const field = said.get(saidUnder(heading.text));
      if (field !== undefined) map(heading, field, by);
    }
  for (const heading of rest()) {
    const field = namedField(tab, heading.text);
    if (field !== null) map(heading, field, 'heading');
  }
  const values = new Map(rest().map(({ at }) => [at, valuesOf(table, at)]));
  for (const heading of rest()) {
    const field = Object.keys(tab.columns).find((one) => isNearWord(heading.text, tab.columns[one]!));
    if (field === undefined || taken.has(field)) continue;
    if (shareThatFits(tab.columns[field]!, values.get(heading.at)!, known) >= MOST) map(heading, field, 'nearWord');
  }
  const byContent = new Map(rest().map(({ at }) => [at, fieldsLike(tab, values.get(at)!, known, taken)]));
  const claims = [...byContent.values()].flat();
  for (const heading of rest()) {
    const [only, ...others] = byContent.get(heading.at)!;
    const isSole = only !== undefined && others.length === 0 && claims.filter((one) => one === only).length === 1;
    if (isSole) map(heading, only, 'content');
  }
  const near = nearFields(tab, rest(), taken);
  for (const heading of rest()) {
    const candidates = [...new Set([...(near.get(heading.at) ?? []), ...byContent.get(heading.at)!])];
    const open = candidates.filter((field) => !taken.has(field));
    mapped.set(heading.at, { heading, field: null, by: open.length > 0 ? 'unsure' : 'nothing', candidates: open });
  }
  return table.headings.map(({ at }) => mapped.get(at)!);
}

/** The field whose heading or alias this is. */
export function namedField(tab: AnyTab, typed: string): string | null {
  const folded = foldHeading(typed);
  const fields = Object.keys(tab.columns);
  const own = fields.find((field) => foldHeading(tab.columns[field]!.heading) === folded);
  return (
    own ?? fields.find((field) => tab.columns[field]!.aliases.some((name) => foldHeading(name) === folded)) ?? null
  );
}

function valuesOf({ rows }: SourceTable, at: number): readonly RawCell[] {
  return rows.flatMap(({ cells }) => (isBlank(cells[at], false) ? [] : [cells[at] ?? null]));
}

function shareThatFits(column: Column<unknown>, values: readonly RawCell[], { organizations }: Known): number {
  const fitting = values.filter((value) => !('doubt' in convertCell(column, value, organizations)));
  return values.length === 0 ? 0 : fitting.length / values.length;
}

/** Fields that all values of a column can only belong to: 学号 of the roster, names of it, organizations, words of a list. */
function fieldsLike(
  tab: AnyTab,
  values: readonly RawCell[],
  known: Known,
  taken: ReadonlySet<string>,
): readonly string[] {
  if (values.length < LEAST_VALUES) return [];
  return Object.entries(tab.columns)
    .filter(([field]) => !taken.has(field))
    .filter(([field, column]) => looksLike(tab, field, column, values, known))
    .map(([field]) => field);
}

function looksLike(
  tab: AnyTab,
  field: string,
  column: Column<unknown>,
  values: readonly RawCell[],
  known: Known,
): boolean {
  const { references, type } = column;
  const isPerson = references === 'student' || (tab.nameField === 'name' && field === 'id');
  if (isPerson) return values.every((value) => known.students.has(foldWord(textOf(value))));
  if (field === tab.nameField) {
    // New people are among them.
    const found = values.filter((value) => known.names.has(foldText(textOf(value))));
    return found.length >= MOST * values.length;
  }
  const isTold = known.organizations.knows(references) || (type.kind === 'choice' && type.choices.length > 0);
  return isTold && values.every((value) => 'value' in convertCell(column, value, known.organizations));
}

/** Fields that headings are like by their letters only: 入党日期 is like 入团日期, and something else. */
function nearFields(
  tab: AnyTab,
  headings: readonly SourceHeading[],
  taken: ReadonlySet<string>,
): ReadonlyMap<number, readonly string[]> {
  const unknown = headings.map(({ at, letter, text }) => ({ at, column: letter, text }));
  const columns = new Map([...taken].map((field) => [field, -1]));
  const unread = unreadHeadings({ row: 0, columns, missing: [], repeated: [], unknown }, tab.columns);
  return new Map(unread.map(({ at, near }) => [at, near === null ? [] : [near.field]]));
}
