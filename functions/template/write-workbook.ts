import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { rangeName } from '../../shared/domain/place.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { finishPackage } from './finish-package.ts';
import { rowHeights } from './row-heights.ts';
import type { SheetPlan, WorkbookPlan } from './sheet-plan.ts';
import { type SheetStyles, stylesOf } from './sheet-styles.ts';

/** Author of the files, as the spreadsheet shows it. */
const CREATOR = 'xietong';
/** A fixed day, so that the same sample gives the same bytes. */
const CREATED = new Date('2026-01-01T00:00:00Z');

/** The bytes of a new workbook. */
export async function writeWorkbook(plan: WorkbookPlan): Promise<Buffer> {
  const styles = stylesOf(plan);
  const bytes = await writeXlsx({
    sheets: plan.sheets.map((sheet) => toWriteSheet(sheet, styles)),
    properties: {
      title: plan.file.replace(/\.xlsx$/, ''),
      subject: plan.subject,
      creator: CREATOR,
      created: CREATED,
      modified: CREATED,
    },
    defaultFont: { name: plan.font, size: 10 },
  });
  return finishPackage(Buffer.from(bytes), plan.sheets);
}

function toWriteSheet(plan: SheetPlan, styles: SheetStyles): WriteSheet {
  const { headingRow, rows, columns } = plan;
  const isPage = headingRow === null;
  return {
    name: plan.title,
    rows: rows.map((row) => row.map(cellValueOf)),
    columns: columns.map((column) => ({ width: column.width, style: isPage ? styles.page : styles.column(column) })),
    cells: topCells(plan, styles),
    merges: plan.merges.map(({ top, left, bottom, right }) => ({
      startRow: top,
      startCol: left,
      endRow: bottom,
      endCol: right,
    })),
    rowDefs: rowHeights(plan),
    view: { showGridLines: !isPage, ...(plan.tabColor ? { tabColor: { rgb: plan.tabColor } } : {}) },
    pageSetup: pageSetup(plan),
    ...(isPage
      ? {}
      : {
          freezePane: { rows: headingRow + 1, columns: plan.frozenColumns ?? 0 },
          headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
        }),
    ...(isPage || rows.length < headingRow + 2
      ? {}
      : { autoFilter: { range: rangeName(headingRow, 0, rows.length - 1, columns.length - 1) } }),
    ...(plan.validations ? { dataValidations: [...plan.validations] } : {}),
    ...(plan.chart ? { charts: [chartOf(plan.chart)] } : {}),
  };
}

/** Everything above the data has looks of its own, and formulas stand beside the values. */
function topCells(plan: SheetPlan, styles: SheetStyles): Map<string, Partial<Cell>> {
  const cells = new Map<string, Partial<Cell>>();
  const style = (row: number, column: number, look: CellStyle): void => {
    cells.set(`${row},${column}`, { style: look });
  };
  const { headingRow, rows, columns, required = [] } = plan;
  if (headingRow === null) {
    for (const [row, [first]] of rows.entries()) {
      if (typeof first === 'string' && first !== '') style(row, 0, row === 0 ? styles.pageTitle : styles.pageStrong);
    }
  } else {
    const merged = new Set(
      plan.merges.map(({ top, left, right }) => (right - left + 1 === columns.length ? `${top}` : `${top},${left}`)),
    );
    for (let row = 0; row < headingRow; row++) {
      const isTitle = merged.has(`${row}`) && row === 0;
      for (let column = 0; column < columns.length; column++)
        style(row, column, isTitle ? styles.title : merged.has(`${row}`) ? styles.subtitle : styles.banner);
    }
    for (let column = 0; column < columns.length; column++)
      style(headingRow, column, required.includes(column) ? styles.requiredHeading : styles.heading);
  }
  for (const { row, column, formula } of plan.formulas ?? []) {
    const result = rows[row]?.[column];
    cells.set(`${row},${column}`, {
      formula,
      formulaResult: cellValueOf(result ?? null),
      ...(headingRow === null ? {} : { style: styles.column({ width: 0, look: 'number' }) }),
    });
  }
  return cells;
}

/** hucre writes texts such as `#REF!` as error cells. */
function cellValueOf(cell: RawCell): CellValue {
  return cell !== null && typeof cell === 'object' ? cell.error : cell;
}

/** Wider tables are printed on larger paper instead of in smaller letters. */
const A4_WIDTH = 230;

function pageSetup({ headingRow, columns }: SheetPlan): NonNullable<WriteSheet['pageSetup']> {
  const margins = { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 };
  const common = {
    paperSize: columns.reduce((sum, { width }) => sum + width, 0) > A4_WIDTH ? 'a3' : 'a4',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins,
    horizontalCentered: true,
  } as const;
  if (headingRow === null) return { ...common, orientation: 'portrait' };
  return { ...common, orientation: 'landscape', printTitlesRow: `$${headingRow + 1}:$${headingRow + 1}` };
}

function chartOf({
  title,
  labels,
  values,
  below,
}: NonNullable<SheetPlan['chart']>): NonNullable<WriteSheet['charts']>[number] {
  return {
    type: 'column',
    title,
    series: [{ name: title, values, categories: labels, color: '4472C4' }],
    legend: false,
    anchor: { from: { row: below, col: 0 }, to: { row: below + 16, col: 6 } },
  };
}
