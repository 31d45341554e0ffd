import type { CellChange } from '../../../../shared/ports.ts';
import { escapeCellText } from '../package/text.ts';
import {
  append,
  attribute,
  childOf,
  childrenOf,
  type Element,
  isTrue,
  outer,
  rootOf,
  setAttribute,
  splice,
  spliceAll,
  wholeNumberIn,
  XmlProblem,
} from '../package/xml.ts';
import { cellAddress, cellPosition } from './address.ts';

/** Puts cells of an input tab at their places in the text of its part; everything else stays byte for byte. */

/** What patching asks of the styles of the workbook. */
export interface CellLooks {
  /** The style, or one like it that shows days. */
  showingDays(style: number): number;
  /** Days that the workbook counts less than the 1900 system, in a cell of this style. */
  daysLess(style: number): number;
}

interface Line {
  readonly element: Element;
  readonly row: number;
}

interface PlacedCell {
  readonly element: Element;
  readonly column: number;
}

/** Rows of a part with their numbers; a row without one is the one below that before it. */
function linesOf(xml: string, data: Element): Line[] {
  let row = -1;
  return childrenOf(xml, data).flatMap((element) => {
    if (element.name !== 'row') return [];
    row = (wholeNumberIn(element, 'r') ?? row + 2) - 1;
    return [{ element, row }];
  });
}

function cellsOf(xml: string, line: Element): PlacedCell[] {
  let column = -1;
  return childrenOf(xml, line).flatMap((element) => {
    if (element.name !== 'c') return [];
    column = cellPosition(attribute(element, 'r') ?? '')?.column ?? column + 1;
    return [{ element, column }];
  });
}

/** `row,column` of the cells that hold a formula, or something of which a plain cell is only the shadow. */
export function computedCells(xml: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (!/<(?:[\w.-]+:)?f[\s>/]|\s[cv]m=/.test(xml)) return found;
  for (const { element: line, row } of linesOf(xml, dataOf(xml))) {
    for (const { element, column } of cellsOf(xml, line)) {
      const isRich = attribute(element, 'cm') !== null || attribute(element, 'vm') !== null;
      if (isRich || childOf(xml, element, 'f') !== null) found.add(`${row},${column}`);
    }
  }
  return found;
}

function dataOf(xml: string): Element {
  const data = childOf(xml, rootOf(xml), 'sheetData');
  if (data === null) throw new XmlProblem('sheetData');
  return data;
}

/**
 * The part with the changes made. A new cell looks like the one of its column in `looksOf`.
 * @param looksOf zero-based row, `null` where there is none yet
 */
export function patchCells(
  xml: string,
  changes: readonly CellChange[],
  looksOf: number | null,
  looks: CellLooks,
): string {
  const data = dataOf(xml);
  const lines = linesOf(xml, data);
  const byRow = Map.groupBy(changes, ({ row }) => row);
  const pattern = lines.find(({ row }) => row === looksOf);
  const patternStyles = new Map(
    (pattern ? cellsOf(xml, pattern.element) : []).map(({ element, column }) => [
      column,
      wholeNumberIn(element, 's') ?? 0,
    ]),
  );
  const columnStyle = columnStyles(xml);
  const prefix = data.prefix;
  const write = (row: number, change: CellChange, style: number): string => cellXml(prefix, row, change, style, looks);
  const styleOf = (column: number): number => patternStyles.get(column) ?? columnStyle(column);

  const edits = lines
    .filter(({ row }) => byRow.has(row))
    .map(({ element, row }) => {
      const own = isTrue(attribute(element, 'customFormat')) ? wholeNumberIn(element, 's') : null;
      const text = patchedLine(xml, element, row, byRow.get(row)!, (column) => own ?? styleOf(column), write);
      return { start: element.start, end: element.end, text };
    });
  const there = new Set(lines.map(({ row }) => row));
  const added = [...byRow.keys()].filter((row) => !there.has(row)).toSorted((a, b) => a - b);
  const fresh = added.map((row) => ({
    row,
    text: newLine(prefix, row, byRow.get(row)!, patternStyles, styleOf, write),
  }));
  if (data.innerEnd === data.end) return append(xml, data, fresh.map(({ text }) => text).join(''));
  for (const { row, text } of fresh) {
    const at = lines.find((line) => line.row > row)?.element.start ?? data.innerEnd;
    edits.push({ start: at, end: at, text });
  }
  // Sorting keeps the order of what goes in at one place.
  return withoutDimension(
    spliceAll(
      xml,
      edits.toSorted((a, b) => a.start - b.start || a.end - b.end),
    ),
  );
}

/** The cells themselves show how far they reach: a wrong number is worse than none. */
function withoutDimension(xml: string): string {
  const dimension = childOf(xml, rootOf(xml), 'dimension');
  return dimension === null ? xml : splice(xml, dimension.start, dimension.end, '');
}

type WriteCell = (row: number, change: CellChange, style: number) => string;

function patchedLine(
  xml: string,
  line: Element,
  row: number,
  changes: readonly CellChange[],
  styleOf: (column: number) => number,
  write: WriteCell,
): string {
  const standing = cellsOf(xml, line);
  const wanted = new Map(changes.map((change) => [change.column, change]));
  const cells = standing.map(({ element, column }) => {
    const change = wanted.get(column);
    wanted.delete(column);
    const text = change ? write(row, change, wholeNumberIn(element, 's') ?? 0) : outer(xml, element);
    return { column, text };
  });
  for (const change of wanted.values()) {
    if (change.value !== null) cells.push({ column: change.column, text: write(row, change, styleOf(change.column)) });
  }
  const others = childrenOf(xml, line).filter(({ name }) => name !== 'c');
  const inner = [
    ...cells.toSorted((a, b) => a.column - b.column).map(({ text }) => text),
    ...others.map((element) => outer(xml, element)),
  ].join('');
  const whole = outer(xml, line);
  const alone = setAttribute(whole, rootOf(whole), 'spans', null);
  const root = rootOf(alone);
  const isOpen = root.innerEnd < root.end;
  return isOpen ? splice(alone, root.innerStart, root.innerEnd, inner) : append(alone, root, inner);
}

function newLine(
  prefix: string,
  row: number,
  changes: readonly CellChange[],
  pattern: ReadonlyMap<number, number>,
  styleOf: (column: number) => number,
  write: WriteCell,
): string {
  const filled = new Map(changes.map((change) => [change.column, change]));
  const columns = [...new Set([...pattern.keys(), ...filled.keys()])].toSorted((a, b) => a - b);
  const blank = { row, value: null, isDay: false };
  const cells = columns.map((column) => write(row, filled.get(column) ?? { ...blank, column }, styleOf(column)));
  return `<${prefix}row r="${row + 1}">${cells.join('')}</${prefix}row>`;
}

function cellXml(prefix: string, row: number, change: CellChange, standing: number, looks: CellLooks): string {
  const { column, value, isDay } = change;
  const style = isDay ? looks.showingDays(standing) : standing;
  const start = `<${prefix}c r="${cellAddress(row, column)}"${style === 0 ? '' : ` s="${style}"`}`;
  const end = `</${prefix}c>`;
  if (value === null) return `${start}/>`;
  if (typeof value === 'boolean') return `${start} t="b"><${prefix}v>${value ? 1 : 0}</${prefix}v>${end}`;
  if (typeof value === 'number') return `${start}><${prefix}v>${value - looks.daysLess(style)}</${prefix}v>${end}`;
  const text = `<${prefix}t xml:space="preserve">${escapeCellText(value)}</${prefix}t>`;
  return `${start} t="inlineStr"><${prefix}is>${text}</${prefix}is>${end}`;
}

/** Style that a column gives to cells that are not there. */
function columnStyles(xml: string): (column: number) => number {
  const list = childOf(xml, rootOf(xml), 'cols');
  const ranges = (list === null ? [] : childrenOf(xml, list)).map((element) => ({
    from: (wholeNumberIn(element, 'min') ?? 1) - 1,
    to: (wholeNumberIn(element, 'max') ?? 0) - 1,
    style: wholeNumberIn(element, 'style') ?? 0,
  }));
  return (column) => ranges.find(({ from, to }) => column >= from && column <= to)?.style ?? 0;
}
