import type { CellLink, TabImage } from '../../../../shared/sheet/image.ts';
import type { OutputCell, OutputGrid } from '../../../../shared/sheet/lay-out.ts';
import { TAB_COLOUR } from '../../../../shared/sheet/palette.ts';
import { lineCount } from '../../../../shared/sheet/text-width.ts';
import { MAX_LINKS } from '../limits.ts';
import { linkNamespace, mainNamespace } from '../package/namespaces.ts';
import { escapeAttribute, escapeCellText } from '../package/text.ts';
import { FORMAT, type StyleBook } from '../parts/styles.ts';
import { cellAddress, columnLetters, quotedTitle } from './address.ts';
import type { SheetHead } from './sheet-head.ts';
import { barsOf, pageXml, viewXml } from './sheet-page.ts';

/** The parts of the current tab that are kept in its new contents. */
export interface Carried extends SheetHead {
  /** `<drawing …/>`, `<legacyDrawing …/>` and the like, in order: what users have put on top of the cells. */
  readonly tail: string;
}

export interface SheetSurroundings {
  readonly styles: StyleBook;
  readonly carried: Carried;
  readonly strict: boolean;
  /** Title of a tab as it is in the file now; `null` where there is no such tab. */
  currentTitle(title: string): string | null;
}

/** Points; the format allows no row higher than 409. */
const LINE_HEIGHT = 15;
const MAX_HEIGHT = 409;

/** The whole worksheet part of an output tab. Texts stand in the cells: the file's shared strings stay untouched. */
export function buildSheet(image: TabImage, grid: OutputGrid, around: SheetSurroundings): string {
  const { carried, strict } = around;
  const lastRow = Math.max(grid.rows.length - 1, 0);
  const range = `A1:${cellAddress(lastRow, grid.columns - 1)}`;
  const links: string[] = [];
  const rows = grid.rows.map((row, y) => rowXml(row, y, image, grid, around, links));
  const bars = barsOf(grid);
  const codeName = carried.codeName === null ? '' : ` codeName="${escapeAttribute(carried.codeName)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<worksheet xmlns="${mainNamespace(strict)}" xmlns:r="${linkNamespace(strict)}">`,
    `<sheetPr${codeName}><tabColor rgb="FF${TAB_COLOUR}"/><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<dimension ref="${range}"/>`,
    viewXml(image, grid, carried),
    '<sheetFormatPr defaultRowHeight="15"/>',
    columnsXml(image, grid.columns),
    `<sheetData>${rows.join('')}</sheetData>`,
    // No password: protection against slips. Filtering and changing widths stay possible.
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>',
    grid.headingRow === null ? '' : `<autoFilter ref="${filterRange(grid, image)}"/>`,
    bars.rule,
    links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`,
    pageXml(image),
    // Ids are digits kept as text on purpose: no green corners.
    `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`,
    carried.tail,
    bars.extension,
    '</worksheet>',
  ].join('');
}

/** Range of the filter: headings and all rows below. */
export function filterRange(grid: OutputGrid, image: TabImage): string {
  const top = (grid.headingRow ?? 0) + 1;
  const right = columnLetters(Math.max(image.columns.length, 1) - 1);
  return `A${top}:${right}${Math.max(grid.rows.length, top)}`;
}

function columnsXml(image: TabImage, columns: number): string {
  const widths = Array.from({ length: columns }, (_, at) => image.columns[at]?.width ?? 12);
  const all = widths.map((width, at) => {
    // The format counts five pixels of padding as part of the width.
    const padded = Math.min(Math.max(width, 1), 250) + 0.7109375;
    return `<col min="${at + 1}" max="${at + 1}" width="${padded}" customWidth="1"/>`;
  });
  return `<cols>${all.join('')}</cols>`;
}

function rowXml(
  row: readonly OutputCell[],
  y: number,
  image: TabImage,
  grid: OutputGrid,
  around: SheetSurroundings,
  links: string[],
): string {
  const cells = row.map((cell, x) => {
    const address = cellAddress(y, x);
    const location = cell.link === null || links.length >= MAX_LINKS ? null : locationOf(cell.link, around);
    if (location !== null) links.push(`<hyperlink ref="${address}" location="${escapeAttribute(location)}"/>`);
    return cellXml(cell, address, lookOf(cell, image, location !== null, around));
  });
  const height = y === grid.headingRow ? ' ht="30" customHeight="1"' : heightOf(row);
  return `<row r="${y + 1}"${height}>${cells.join('')}</row>`;
}

/** LibreOffice and WPS do not fit the row to wrapped text when they open a file, so its height is estimated. */
function heightOf(row: readonly OutputCell[]): string {
  let lines = 1;
  for (const cell of row) {
    if (typeof cell.value !== 'string' || cell.column === null || !wraps(cell)) continue;
    lines = Math.max(lines, lineCount(cell.value, cell.column.width));
  }
  return lines === 1 ? '' : ` ht="${Math.min(lines * LINE_HEIGHT, MAX_HEIGHT)}"`;
}

function wraps(cell: OutputCell): boolean {
  return cell.column?.wrap === true || cell.role === 'user';
}

function lookOf(cell: OutputCell, image: TabImage, link: boolean, around: SheetSurroundings): number {
  const { role } = cell;
  return around.styles.styleOf({
    tone: cell.tone,
    heading: role === 'heading' || role === 'userHeading',
    userHeading: role === 'userHeading',
    link,
    small: cell.small,
    wrap: wraps(cell),
    plain: image.plain === true || role === 'banner',
    unlocked: role === 'user',
    // A text cell keeps what is typed into it as text; a number in it would look like one and not be one.
    format: cell.userFormat ?? (typeof cell.value === 'number' && cell.format === 'text' ? 0 : FORMAT[cell.format]),
  });
}

function cellXml(cell: OutputCell, address: string, style: number): string {
  const { value } = cell;
  if (value === null) return `<c r="${address}" s="${style}"/>`;
  if (typeof value === 'number') return `<c r="${address}" s="${style}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${address}" s="${style}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeCellText(value)}</t></is></c>`;
}

function locationOf(link: CellLink, around: SheetSurroundings): string | null {
  const title = around.currentTitle(link.tab);
  if (title === null) return null;
  const column = /^[A-Z]{1,3}$/.test(link.column ?? '') ? link.column : 'A';
  return `${quotedTitle(title)}!${column}${link.row ?? 1}`;
}
