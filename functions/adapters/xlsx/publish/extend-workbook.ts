import { largest } from '../../../../shared/domain/extremes.ts';
import { CONTENT_TYPES, declarePart } from '../package/content-types.ts';
import { linkNamespace, mainNamespace } from '../package/namespaces.ts';
import { freePartName, openPackage, type Package } from '../package/package.ts';
import { addRelationship } from '../package/relationships.ts';
import { escapeAttribute, escapeCellText } from '../package/text.ts';
import { writePackage } from '../package/write-package.ts';
import {
  append,
  attribute,
  childOf,
  childrenOf,
  type Element,
  rootOf,
  setAttribute,
  spliceAll,
  XmlProblem,
} from '../package/xml.ts';
import { type Book, readBook } from '../parts/book.ts';
import { addTabs, type NewTab } from '../parts/book-patch.ts';
import { damaged } from '../problem.ts';
import { cellAddress, cellPosition, columnLetters } from '../sheet/address.ts';
import { cellContext, readGrid } from '../sheet/read-workbook.ts';
import { folderOf } from './replace-tab.ts';

/** Headings to be added after the last column of an existing tab. */
export interface MoreHeadings {
  readonly title: string;
  /** Zero-based row of the headings. */
  readonly row: number;
  readonly headings: readonly string[];
}

/** A table to be put behind the other tabs: headings, with their widths and the words that may be chosen below. */
export interface NewTable {
  readonly title: string;
  readonly columns: readonly {
    readonly heading: string;
    readonly width: number;
    readonly choices: readonly string[];
  }[];
}

/** The longest list that the format allows inside a rule. */
const LONGEST_LIST = 255;
/** Rows for which a new table offers its choices. */
const LAST_ROW = 3000;

/**
 * The file with further headings and tabs at the ends of what is there; nothing that stands in it is moved, changed or
 * taken away, and what we do not know is copied byte for byte.
 */
export async function extendWorkbook(
  file: Buffer,
  more: readonly MoreHeadings[],
  tables: readonly NewTable[],
): Promise<readonly Buffer[]> {
  const pack = openPackage(file);
  const book = readBook(pack);
  try {
    for (const headings of more) addHeadings(pack, book, headings);
    addTables(pack, book, tables);
  } catch (error) {
    if (error instanceof XmlProblem) throw damaged(book.part, error);
    throw error;
  }
  return await writePackage(pack);
}

function addHeadings(pack: Package, book: Book, { title, row, headings }: MoreHeadings): void {
  const tab = book.tabs.find((one) => one.title === title && one.grid);
  if (!tab || tab.part === null || headings.length === 0) return;
  const grid = readGrid(pack, tab, cellContext(pack, book));
  // Merged cells count in full, even where they are empty; those of titles above the headings do not matter.
  const right = Math.max(
    largest(
      -1,
      grid.rows.map((cells) => cells.findLastIndex((cell) => cell !== null && cell !== '')),
    ),
    largest(
      -1,
      grid.merges.filter(({ bottom }) => bottom >= row).map((merge) => merge.right),
    ),
  );
  const xml = pack.need(tab.part);
  const line = rowElement(xml, row);
  if (line === null) return;
  const last = childrenOf(xml, line).findLast(({ name }) => name === 'c');
  const style = last ? attribute(last, 's') : null;
  const taken = largest(
    right,
    childrenOf(xml, line).map((cell) => cellPosition(attribute(cell, 'r') ?? '')?.column ?? -1),
  );
  const cells = headings.map((heading, at) => cellXml(line.prefix, cellAddress(row, taken + 1 + at), heading, style));
  let next = append(xml, line, cells.join(''));
  // Numbers of the columns that a row or the sheet takes up: wrong ones are worse than none.
  const again = rowElement(next, row);
  if (again && attribute(again, 'spans') !== null) next = setAttribute(next, again, 'spans', null);
  const dimension = childOf(next, rootOf(next), 'dimension');
  if (dimension) next = spliceAll(next, [{ start: dimension.start, end: dimension.end, text: '' }]);
  pack.put(tab.part, next);
}

function rowElement(xml: string, row: number): Element | null {
  const data = childOf(xml, rootOf(xml), 'sheetData');
  let at = -1;
  for (const line of data ? childrenOf(xml, data) : []) {
    // A row without a number is the one below that before it.
    at = Number(attribute(line, 'r') ?? at + 2) - 1;
    if (at === row) return line;
  }
  return null;
}

function cellXml(prefix: string, address: string, text: string, style: string | null): string {
  const look = style === null ? '' : ` s="${escapeAttribute(style)}"`;
  return `<${prefix}c r="${address}"${look} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeCellText(text)}</${prefix}t></${prefix}is></${prefix}c>`;
}

function addTables(pack: Package, book: Book, tables: readonly NewTable[]): void {
  let sheetId = largest(
    0,
    book.tabs.map((tab) => tab.sheetId),
  );
  const added = tables.map((table): NewTab => {
    const part = freePartName(pack, `${folderOf(book)}worksheets/sheet`, '.xml');
    pack.put(part, tableXml(table, book.strict));
    declarePart(pack, part, CONTENT_TYPES.worksheet);
    sheetId += 1;
    const relationship = addRelationship(pack, book.part, `${linkNamespace(book.strict)}/worksheet`, part);
    return { title: table.title, sheetId, relationship };
  });
  if (added.length > 0) pack.put(book.part, addTabs(pack.need(book.part), added, linkNamespace(book.strict)));
}

function tableXml({ columns }: NewTable, strict: boolean): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const headings = columns.map(({ heading }, at) => cellXml('', cellAddress(0, at), heading, null));
  const lists = columns.flatMap(({ choices }, at) => {
    const list = choices.join(',');
    if (list === '' || list.length > LONGEST_LIST) return [];
    const range = `${columnLetters(at)}2:${columnLetters(at)}${LAST_ROW}`;
    // Other spellings are read as well: the list offers, and lets through.
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${escapeCellText(list)}"</formula1></dataValidation>`,
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<worksheet xmlns="${mainNamespace(strict)}">`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    '<sheetFormatPr defaultRowHeight="15"/>',
    `<cols>${widths.join('')}</cols>`,
    `<sheetData><row r="1">${headings.join('')}</row></sheetData>`,
    lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`,
    '</worksheet>',
  ].join('');
}
