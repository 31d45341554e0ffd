import type { TabImage } from '../../../../shared/sheet/image.ts';
import type { OutputGrid } from '../../../../shared/sheet/lay-out.ts';
import { BAR } from '../../../../shared/sheet/palette.ts';
import { escapeAttribute, escapeXml } from '../package/text.ts';
import { PAGE_NUMBER } from '../words.ts';
import { addressOf, columnLetters } from './address.ts';
import type { SheetHead } from './sheet-head.ts';

/** What surrounds the cells of an output tab: what stays in sight, bars behind numbers, the printed page. */

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
  const first = addressOf(top, Math.max(left, 0));
  const split = `${left > 0 ? ` xSplit="${left}"` : ''}${top > 0 ? ` ySplit="${top}"` : ''}`;
  const panes = [
    ...(left > 0 && top > 0 ? ['topRight', 'bottomLeft'] : []),
    left <= 0 ? 'bottomLeft' : top === 0 ? 'topRight' : 'bottomRight',
  ];
  const selections = panes.map((pane) => `<selection pane="${pane}" activeCell="${first}" sqref="${first}"/>`);
  return `<pane${split} topLeftCell="${first}" activePane="${panes.at(-1)}" state="frozen"/>${selections.join('')}`;
}

/** Bars from 0 to 1, so that 98.8 % looks nearly full and not like the smallest. */
export function barsXml({ rows, columns }: OutputGrid): string {
  const ranges: string[] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows.length; row++) {
      if (rows[row]![column]?.bar !== true) continue;
      const first = row;
      while (rows[row + 1]?.[column]?.bar === true) row++;
      ranges.push(`${addressOf(first, column)}:${addressOf(row, column)}`);
    }
  }
  if (ranges.length === 0) return '';
  return (
    `<conditionalFormatting sqref="${ranges.join(' ')}"><cfRule type="dataBar" priority="1">` +
    '<dataBar minLength="0" maxLength="100"><cfvo type="num" val="0"/><cfvo type="num" val="1"/>' +
    `<color rgb="FF${BAR}"/></dataBar></cfRule></conditionalFormatting>`
  );
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
