import type { CellStyle } from 'hucre/xlsx';
import type { ColumnPlan, WorkbookPlan } from './sheet-plan.ts';

/** Looks of the cells of a workbook: an office's plain black and white, with one colour for heading rows. */
export interface SheetStyles {
  readonly title: CellStyle;
  readonly banner: CellStyle;
  readonly heading: CellStyle;
  readonly requiredHeading: CellStyle;
  column(plan: ColumnPlan): CellStyle;
  /** Second row above a table: who fills it in. */
  readonly subtitle: CellStyle;
  readonly page: CellStyle;
  readonly pageTitle: CellStyle;
  readonly pageStrong: CellStyle;
}

const LINE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE } as const;
const REQUIRED_RED = 'C00000';

export function stylesOf({ font, accent }: Pick<WorkbookPlan, 'font' | 'accent'>): SheetStyles {
  const body = { name: font, size: 10 };
  const fill = (rgb: string): CellStyle['fill'] & object => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } });
  const center = { horizontal: 'center', vertical: 'center', wrapText: true } as const;
  const heading: CellStyle = { font: { ...body, bold: true }, fill: fill(accent), border: BORDER, alignment: center };
  return {
    title: { font: { name: font, size: 16, bold: true }, alignment: { horizontal: 'center', vertical: 'center' } },
    banner: { font: { ...body, bold: true }, border: BORDER, alignment: center },
    heading,
    requiredHeading: { ...heading, font: { ...body, bold: true, color: { rgb: REQUIRED_RED } } },
    column: (plan) => ({ font: body, border: BORDER, alignment: alignmentOf(plan), ...formatOf(plan) }),
    page: {
      font: { name: font, size: 11 },
      border: { bottom: LINE },
      alignment: { vertical: 'center', wrapText: true, indent: 1 },
    },
    subtitle: { font: { name: font, size: 10 }, alignment: { horizontal: 'left', vertical: 'center' } },
    pageTitle: {
      font: { name: font, size: 18, bold: true, color: { rgb: '1F3864' } },
      alignment: { vertical: 'center' },
    },
    pageStrong: {
      font: { name: font, size: 12, bold: true, color: { rgb: '1F3864' } },
      fill: fill(accent),
      border: { bottom: LINE },
      alignment: { horizontal: 'center', vertical: 'center' },
    },
  };
}

function alignmentOf({ look }: ColumnPlan): NonNullable<CellStyle['alignment']> {
  switch (look) {
    case 'text':
      return { horizontal: 'left', vertical: 'center' };
    case 'wrapped':
      return { horizontal: 'left', vertical: 'center', wrapText: true };
    default:
      return { horizontal: 'center', vertical: 'center' };
  }
}

/** Ids are text, so that no spreadsheet turns them into 4.19E+07. */
function formatOf({ look, format }: ColumnPlan): Pick<CellStyle, 'numFmt'> {
  if (look === 'id') return { numFmt: '@' };
  return look === 'date' && format !== undefined ? { numFmt: format } : {};
}
