import type { RawCell } from '../sheet/raw.ts';
import { isErrorCell, textOf } from '../workbook/grid.ts';
import { foldText, foldTitle } from '../workbook/normalize.ts';
import type { Fields } from '../workbook/table-plan.ts';
import { type CellDoubt, type Converted, convertCell } from './convert-cell.ts';
import { rowKey, type StandingTab } from './input-tab.ts';
import type { Organizations } from './organizations.ts';
import type { MappedColumn } from './recognise.ts';
import type { SourceTable } from './source-table.ts';

/** Why a row, or one cell of it, is left to a person. */
export type Doubt =
  | CellDoubt
  | { readonly kind: 'noKey' | 'rowsDisagree' | 'keyTwice' | 'otherName' | 'computed' | 'merged' };

/** One cell that is written. */
export interface PlannedCell {
  readonly field: string;
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  readonly before: RawCell;
  readonly after: string | number;
  readonly isDay: boolean;
}

/** A row of the input tab that is written. */
export interface PlannedRow {
  readonly key: string;
  readonly isNew: boolean;
  readonly cells: readonly PlannedCell[];
}

/** A row of an export. */
export interface Origin {
  readonly file: string;
  readonly row: number;
}

/** What a person has to look at. */
export interface ImportFinding {
  readonly kind: 'doubtful' | 'kept' | 'changed';
  readonly from: Origin;
  readonly field: string | null;
  /** Zero-based place in the input tab; `null` where the row is not in it. */
  readonly at: { readonly row: number; readonly column: number } | null;
  readonly before: string;
  readonly after: string;
  readonly doubt: Doubt | null;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  readonly findings: readonly ImportFinding[];
  /** Rows of the exports: every one is counted once. `kept` counts cells with another value that stay. */
  readonly counts: {
    readonly fresh: number;
    readonly changed: number;
    readonly same: number;
    readonly doubtful: number;
    readonly kept: number;
  };
}

export interface Import {
  readonly target: StandingTab;
  readonly computed: ReadonlySet<string>;
  readonly organizations: Organizations;
  readonly sources: readonly { readonly table: SourceTable; readonly mapped: readonly MappedColumn[] }[];
  readonly overwrite: boolean;
}

type Value = Extract<Converted, { readonly value: unknown }>;

/** Rows of the exports with one key. */
interface Group {
  readonly key: string;
  readonly from: readonly Origin[];
  readonly values: Map<string, Value>;
}

/** Compares exports with an input tab: what is new, changed, the same or doubtful. Changes nothing. */
export function planImport(plan: Import): ImportPlan {
  const findings: ImportFinding[] = [];
  const groups = groupRows(plan, findings);
  const rows: PlannedRow[] = [];
  const counts = { fresh: 0, changed: 0, same: 0, kept: 0 };
  let next = plan.target.nextRow;
  for (const group of groups) {
    const standing = plan.target.rows.get(group.key);
    const doubt = standing === null ? ({ kind: 'keyTwice' } as const) : null;
    if (doubt !== null) {
      for (const from of group.from) findings.push(rowFinding(from, doubt));
      continue;
    }
    if (standing === undefined) {
      rows.push({ key: group.key, isNew: true, cells: newCells(plan, group, next) });
      next++;
      counts.fresh++;
      // The same row once more adds nothing.
      counts.same += group.from.length - 1;
      continue;
    }
    const compared = compareRow(plan, group, standing ?? 0);
    for (const finding of compared.findings) findings.push(finding);
    counts.kept += compared.findings.filter(({ kind }) => kind === 'kept').length;
    if (compared.isDoubtful) continue;
    if (compared.cells.length > 0) rows.push({ key: group.key, isNew: false, cells: compared.cells });
    if (compared.cells.length > 0) counts.changed++;
    counts.same += group.from.length - (compared.cells.length > 0 ? 1 : 0);
  }
  const doubtful = new Set(
    findings.filter(({ kind }) => kind === 'doubtful').map(({ from }) => `${from.file}\n${from.row}`),
  ).size;
  return { rows, findings, counts: { ...counts, doubtful } };
}

/** Reads all rows; those with one key become one, unless they say different things. A doubtful row is left out whole. */
function groupRows(plan: Import, findings: ImportFinding[]): readonly Group[] {
  const groups = new Map<string, Group & { readonly from: Origin[] }>();
  const spoilt = new Set<string>();
  for (const { table, mapped } of plan.sources) {
    const taken = mapped.filter(({ field }) => field !== null && plan.target.columns.has(field));
    for (const { row, cells } of table.rows) {
      const from = { file: table.file, row };
      const { values, doubts } = readRow(plan, taken, cells, from);
      const fields = fieldsOf(plan, values);
      const key = rowKey(plan.target.tab.key, fields);
      if (doubts.length > 0 || key === null) {
        for (const doubt of doubts) findings.push(doubt);
        if (doubts.length === 0) findings.push(rowFinding(from, { kind: 'noKey' }));
        continue;
      }
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { key, from: [from], values });
      else if (agree(group.values, values)) {
        for (const [field, value] of values) group.values.set(field, value);
        group.from.push(from);
      } else {
        spoilt.add(key);
        group.from.push(from);
      }
    }
  }
  for (const key of spoilt) {
    for (const from of groups.get(key)!.from) findings.push(rowFinding(from, { kind: 'rowsDisagree' }));
    groups.delete(key);
  }
  return [...groups.values()];
}

function readRow(plan: Import, mapped: readonly MappedColumn[], cells: readonly RawCell[], from: Origin) {
  const values = new Map<string, Value>();
  const doubts: ImportFinding[] = [];
  for (const { heading, field } of mapped) {
    const column = field === null ? undefined : plan.target.tab.columns[field];
    if (field === null || column === undefined) continue;
    const typed = cells[heading.at] ?? null;
    const converted = convertCell(column, typed, plan.organizations);
    if ('value' in converted) values.set(field, converted);
    else if ('doubt' in converted)
      doubts.push({ ...rowFinding(from, converted.doubt), field, after: foldText(textOf(typed)) });
  }
  return { values, doubts };
}

/** A row with `null` in every cell that the export does not fill. */
function fieldsOf({ target }: Import, values: ReadonlyMap<string, Value>): Fields {
  return Object.fromEntries(Object.keys(target.tab.columns).map((field) => [field, values.get(field)?.value ?? null]));
}

function agree(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  return [...b].every(([field, { text }]) => (a.get(field)?.text ?? text) === text);
}

function rowFinding(from: Origin, doubt: Doubt): ImportFinding {
  return { kind: 'doubtful', from, field: null, at: null, before: '', after: '', doubt };
}

function newCells({ target }: Import, { values }: Group, row: number): readonly PlannedCell[] {
  return [...values].map(([field, { cell, isDay }]) => ({
    field,
    row,
    column: target.columns.get(field) ?? 0,
    before: null,
    after: cell,
    isDay,
  }));
}

/** A row of the tab beside what the exports say of it. */
function compareRow(plan: Import, { from: origins, values }: Group, row: number) {
  const { target, computed, organizations, overwrite } = plan;
  const from = origins[0] ?? { file: '', row: 0 };
  const cells: PlannedCell[] = [];
  const findings: ImportFinding[] = [];
  for (const [field, { text, cell, isDay }] of values) {
    const column = target.columns.get(field) ?? 0;
    const before = target.raw.rows[row]?.[column] ?? null;
    const find = (kind: ImportFinding['kind'], doubt: Doubt | null): void => {
      findings.push({ kind, from, field, at: { row, column }, before: shown(before), after: String(cell), doubt });
    };
    if (target.covered.get(row)?.has(column)) find('doubtful', { kind: 'merged' });
    else if (foldText(textOf(before)) === '') {
      if (computed.has(`${row},${column}`)) find('doubtful', { kind: 'computed' });
      else {
        find('changed', null);
        cells.push({ field, row, column, before, after: cell, isDay });
      }
    } else {
      const standing = convertCell(target.tab.columns[field]!, before, organizations);
      if ('value' in standing && standing.text === text) continue;
      if (field === target.tab.nameField && foldTitle(textOf(before)) === foldTitle(String(cell))) continue;
      if (field === target.tab.nameField) find('doubtful', { kind: 'otherName' });
      else if (!overwrite) find('kept', null);
      else if (computed.has(`${row},${column}`) || isErrorCell(before)) find('doubtful', { kind: 'computed' });
      else {
        find('changed', null);
        cells.push({ field, row, column, before, after: cell, isDay });
      }
    }
  }
  const isDoubtful = findings.some(({ kind }) => kind === 'doubtful');
  return { cells, isDoubtful, findings: isDoubtful ? findings.filter(({ kind }) => kind !== 'changed') : findings };
}

function shown(cell: RawCell): string {
  return foldText(textOf(cell));
}
