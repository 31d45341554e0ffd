import type { CellIssue } from '../domain/parsed.ts';
import { type Fault, readCell } from './cell-type.ts';
import { type GridCell, isBlank, isErrorCell, shownText, textOf } from './grid.ts';
import { quickRead } from './quick.ts';
import { applyFallbacks, type Fields, type PlannedColumn, type TablePlan } from './table-plan.ts';

/** One cell with everything known about it. */
export interface CellState {
  readonly column: PlannedColumn;
  readonly cell: GridCell;
  /** `covered`: a merge covers it; `fault`: its content is not, or only partly, of its type. */
  readonly state: 'blank' | 'covered' | 'error' | 'read' | 'fault';
  readonly value: unknown;
  /** Content of the cell. */
  readonly text: string;
  readonly fault?: Fault;
}

/** What is wrong with one cell: an issue without its tab and row. */
export type CellFault = Omit<CellIssue, 'tab' | 'row' | 'key'>;

/** One row, read the thorough way. */
export interface RowReading {
  /** `errors`: nothing but error cells. */
  readonly content: 'nothing' | 'errors' | 'values';
  readonly row: Fields;
  readonly cells: readonly CellState[];
  /** In the order of the columns. */
  readonly faults: readonly CellFault[];
}

/** Reads every cell of a row; one bad cell hides no other. */
export function readRow(
  plan: TablePlan,
  cells: readonly GridCell[],
  covered: ReadonlySet<number> | undefined,
  make: (values: readonly unknown[]) => Fields,
): RowReading {
  const states = plan.columns.map((column) => readState(column, cells[column.at], covered?.has(column.at) ?? false));
  const row = make(states.map(({ value }) => value));
  applyFallbacks(plan, row);
  const content = contentOf(states);
  if (content === 'nothing') return { content, row, cells: states, faults: [] };
  const faults: CellFault[] = [];
  for (const state of states) {
    if (state.state === 'read' || state.state === 'covered') continue;
    if (state.state === 'blank' && !(content === 'values' && isRequired(plan, state.column, row))) continue;
    faults.push(faultOf(state));
  }
  return { content, row, cells: states, faults };
}

function readState(column: PlannedColumn, cell: GridCell, isCovered: boolean): CellState {
  const { type, quick, required, blank } = column;
  if (isCovered) return { column, cell, state: 'covered', value: blank, text: '' };
  if (cell === null || cell === undefined) return { column, cell, state: 'blank', value: blank, text: '' };
  const text = textOf(cell);
  if (isErrorCell(cell)) return { column, cell, state: 'error', value: type.spoilt, text };
  const canonical = quickRead(quick, cell);
  if (canonical !== undefined) return { column, cell, state: 'read', value: canonical, text };
  if (isBlank(cell, required)) return { column, cell, state: 'blank', value: blank, text: '' };
  const reading = readCell(type, cell);
  if (reading.fault) {
    const { readAs = type.spoilt } = reading.fault;
    return { column, cell, state: 'fault', value: readAs, text, fault: reading.fault };
  }
  // A list of separators alone has no items, so it is blank.
  const hasValue = reading.value !== type.blank;
  return { column, cell, state: hasValue ? 'read' : 'blank', value: hasValue ? reading.value : blank, text };
}

function contentOf(states: readonly CellState[]): RowReading['content'] {
  if (states.some(({ state }) => state === 'read' || state === 'fault')) return 'values';
  return states.some(({ state }) => state === 'error') ? 'errors' : 'nothing';
}

/** The missing heading of a required column is one issue of the tab, not one per row. */
function isRequired(plan: TablePlan, { field, required, at }: PlannedColumn, row: Fields): boolean {
  return required ? at >= 0 : (plan.conditions.get(field)?.(row) ?? false);
}

function faultOf({ column, cell, state, text, fault }: CellState): CellFault {
  const { field, heading, letter } = column;
  const place = { field, heading, column: letter, text: shownText(fault?.text ?? text) };
  if (fault) return { ...place, ...factsOf(fault) };
  if (state !== 'error') return { kind: 'blank', ...place };
  return { kind: isErrorCell(cell) && cell.uncalculated ? 'uncalculated' : 'errorCell', ...place };
}

function factsOf(fault: Fault): Pick<CellFault, 'kind' | 'problem' | 'nearest' | 'allowed' | 'meant'> {
  const { fault: kind, problem, nearest, allowed, meant } = fault;
  return {
    kind,
    ...(problem === undefined ? {} : { problem }),
    ...(nearest === undefined ? {} : { nearest }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(meant === undefined ? {} : { meant }),
  };
}
