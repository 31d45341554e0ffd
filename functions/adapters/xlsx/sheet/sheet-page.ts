import type { TabImage } from '../../../../shared/sheet/image.ts';
import type { OutputGrid } from '../../../../shared/sheet/lay-out.ts';
import { BAR } from '../../../../shared/sheet/palette.ts';
import { escapeAttribute, escapeXml } from '../package/text.ts';
import { PAGE_NUMBER } from '../words.ts';
import { cellAddress, columnLetters } from './address.ts';
import type { SheetHead } from './sheet-head.ts';

/** What surrounds the cells of an output tab: frozen rows and columns, bars behind numbers, the printed page. */

/** The view of the tab, with what is frozen. */
export function viewXml(image: TabImage, grid: OutputGrid, { selected, zoom }: SheetHead): string {
  const attributes = `${grid.headingRow === null ? ' showGridLines="0"' : ''}${selected ? ' tabSelected="1"' : ''}${
    zoom === null ? '' : ` zoomScale="${escapeAttribute(zoom)}"`
  } workbookViewId="0"`;
  const pane = paneXml(image, grid);
  const view = pane === '' ? `<sheetView${attributes}/>` : `<sheetView${attributes}>${pane}</sheetView>`;
  return `<sheetViews>${view}</sheetViews>`;
}

function paneXml({ frozenColumns = 0 }: TabImage, { headingRow, columns }: OutputGrid): string {
  // One column at least can be scrolled to.
  const left = Math.min(frozenColumns, columns - 1);
  const top = headingRow === null ? 0 : headingRow + 1;
  if (left <= 0 && top === 0) return '';
  const first = cellAddress(top, Math.max(left, 0));
  const split = `${left > 0 ? ` xSplit="${left}"` : ''}${top > 0 ? ` ySplit="${top}"` : ''}`;
  const panes = [
    ...(left > 0 && top > 0 ? ['topRight', 'bottomLeft'] : []),
    left <= 0 ? 'bottomLeft' : top === 0 ? 'topRight' : 'bottomRight',
  ];
  const selections = panes.map((pane) => `<selection pane="${pane}" activeCell="${first}" sqref="${first}"/>`);
  return `<pane${split} topLeftCell="${first}" activePane="${panes.at(-1)}" state="frozen"/>${selections.join('')}`;
}

export interface DataBars {
  /** The rule as every program knows it. */
  readonly rule: string;
  /** The same once more, for programs that draw a bar in one colour and not as one that fades out. */
  readonly extension: string;
}

const X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"';
/** Joins the rule and its extension within a tab. */
const RULE_ID = '{5B0D7A64-3F0C-4C55-9E3C-7A1D0C2E9B10}';
const LENGTHS = 'minLength="0" maxLength="100"';

/** Bars from 0 to 1, so that 98.8 % looks nearly full and not like the smallest. */
export function barsOf({ rows, columns }: OutputGrid): DataBars {
  const ranges: string[] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows.length; row++) {
      if (rows[row]![column]?.bar !== true) continue;
      const first = row;
      while (rows[row + 1]?.[column]?.bar === true) row++;
      ranges.push(`${cellAddress(first, column)}:${cellAddress(row, column)}`);
    }
  }
  if (ranges.length === 0) return { rule: '', extension: '' };
  const where = ranges.join(' ');
  return {
    rule:
      `<conditionalFormatting sqref="${where}"><cfRule type="dataBar" priority="1">` +
      `<dataBar ${LENGTHS}><cfvo type="num" val="0"/><cfvo type="num" val="1"/><color rgb="FF${BAR}"/></dataBar>` +
      `<extLst><ext ${X14} uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"><x14:id>${RULE_ID}</x14:id></ext></extLst>` +
      '</cfRule></conditionalFormatting>',
    extension:
      `<extLst><ext ${X14} uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>` +
      '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">' +
      `<x14:cfRule type="dataBar" id="${RULE_ID}"><x14:dataBar ${LENGTHS} gradient="0" axisPosition="none">` +
      '<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo><x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>' +
      `<x14:negativeFillColor rgb="FFFF0000"/></x14:dataBar></x14:cfRule><xm:sqref>${where}</xm:sqref>` +
      '</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>',
  };
}

/** A4, as wide as the page, as many pages as it takes, each with its number. */
export function pageXml({ print = 'landscape' }: TabImage): string {
  return (
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="${print}" fitToHeight="0"/>` +
    `<headerFooter><oddFooter>${escapeXml(`&L&A&R${PAGE_NUMBER}`)}</oddFooter></headerFooter>`
  );
}

/** What is printed, and the row that stands on every page; `null` on a page to be read. Charts show what the cells say. */
export function printRanges({ rows, columns, headingRow }: OutputGrid): {
  readonly area: string;
  readonly titles: string | null;
} {
  const last = `$${columnLetters(columns - 1)}$${Math.max(rows.length, 1)}`;
  return { area: `$A$1:${last}`, titles: headingRow === null ? null : `$${headingRow + 1}:$${headingRow + 1}` };
}
