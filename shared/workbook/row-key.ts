import { type List, unreadable } from '../domain/cell.ts';
import { canonicalJson, sha256 } from '../domain/identity.ts';
import type { RowIn, TabKey } from '../domain/school.ts';
import type { CellType } from './cell-type.ts';
import { foldWord } from './normalize.ts';
import type { CellState } from './read-row.ts';
import type { Fields } from './table-plan.ts';
import { TABS } from './tabs/index.ts';

/** Length of the key of a row whose own key has a blank part. */
const HASH_DIGITS = 12;

type TypedColumns = Readonly<Record<string, { readonly type: CellType<unknown> }>>;

/**
 * Key of a row as flat texts (rules.md §4, “Row keys”): dates as 2025-09-01, academic years as 2025-2026. It comes from
 * the row's values, or from `oddKeys` if a part was blank or unreadable when the tab was parsed.
 */
export function keyOf<Tab extends TabKey>(
  tab: Tab,
  row: RowIn<Tab>,
  oddKeys: ReadonlyMap<number, readonly string[]>,
): readonly string[] {
  return oddKeys.get(row.row) ?? plainKeyOf(tab, row as unknown as Fields) ?? [];
}

/** The key if every part of it is readable, else `null`. */
export function plainKeyOf(tab: TabKey, row: Fields): readonly string[] | null {
  const columns = TABS[tab].columns as unknown as TypedColumns;
  const fields = TABS[tab].rowKeys.find((names) => names.every((name) => row[name] !== null));
  if (!fields?.every((name) => isReadable(row[name]))) return null;
  return fields.map((name) => columns[name]?.type.keyText(row[name]) ?? '');
}

/**
 * The key from the cells as typed: an unreadable part keeps its text. If a part is blank (error cells count as blank),
 * the key is a hash over the readable and unreadable texts of the row's cells, so it does not change if the row moves.
 */
export function keyOfCells(rowKeys: readonly (readonly string[])[], cells: readonly CellState[]): readonly string[] {
  const texts = new Map(cells.map((cell) => [cell.column.field, cellKeyText(cell)]));
  const fields = rowKeys.find((names) => names.every((name) => texts.get(name)));
  if (fields) return fields.map((name) => texts.get(name) ?? '');
  const known = cells
    .map((cell) => [cell.column.heading, cellKeyText(cell)] as const)
    .filter(([, text]) => text !== '');
  return [sha256(canonicalJson(Object.fromEntries(known))).slice(0, HASH_DIGITS)];
}

function cellKeyText({ column, state, value, text, fault }: CellState): string {
  if (state === 'read' || fault?.fault === 'monthOnly') return column.type.keyText(value);
  return state === 'fault' ? foldWord(text) : '';
}

function isReadable(value: unknown): boolean {
  if (typeof value !== 'object') return value !== unreadable && value !== undefined;
  const list = value as List<unknown> | null;
  return list !== null && list.items.length > 0 && !list.partial;
}
