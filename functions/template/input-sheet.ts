import type { DataValidation } from 'hucre/xlsx';
import { columnLetter } from '../../shared/domain/place.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { columnPlanOf } from './column-looks.ts';
import type { SheetPlan } from './sheet-plan.ts';

type Columns = Readonly<Record<string, Column<unknown>>>;

/** Rows of a table that are framed from the start, so that it looks like a form. */
const FRAMED_ROWS = 30;
/** Rows for which a template has drop-downs and input help. */
const HELPED_ROWS = 3000;
/** What the format allows for a list that stands in the rule itself, and for a help text. */
const LONGEST_LIST = 255;
const LONGEST_HELP = 255;
/** Earliest and latest day that a date column takes without a word: 1940 to 2100. */
const FIRST_DAY = '14611';
const LAST_DAY = '73050';

/** What the columns of one tab need from elsewhere in the workbook. */
export interface InputHelp {
  /** Drop-down of a column whose words stand in a range of the workbook, by field. */
  readonly ranges?: Readonly<Record<string, string>>;
  readonly tabColor?: string;
}

/** An empty or filled table of inputs: required headings marked, drop-downs, help beside the cell, formats. */
export function inputSheet(
  title: string,
  columns: Columns,
  rows: readonly Readonly<Record<string, RawCell>>[],
  help: InputHelp,
): SheetPlan {
  const fields = Object.entries(columns);
  const filled = rows.map((row) => fields.map(([field]) => row[field] ?? null));
  const empty = Array.from({ length: Math.max(0, FRAMED_ROWS - rows.length) }, () => fields.map(() => null));
  const body = [...filled, ...empty];
  return {
    title,
    rows: [fields.map(([, { heading, required }]) => (required ? `${heading}*` : heading)), ...body],
    headingRow: 0,
    merges: [],
    columns: fields.map(([, column]) => columnPlanOf(column)),
    required: fields.flatMap(([, { required }], i) => (required ? [i] : [])),
    validations: fields.flatMap(([field, column], i) => validationOf(column, columnLetter(i), help.ranges?.[field])),
    frozenColumns: Math.min(2, fields.length),
    ...(help.tabColor ? { tabColor: help.tabColor } : {}),
  };
}

function validationOf(
  { heading, type, help }: Column<unknown>,
  letter: string,
  range: string | undefined,
): DataValidation[] {
  const base = {
    range: `${letter}2:${letter}${HELPED_ROWS}`,
    allowBlank: true,
    showInputMessage: true,
    inputTitle: heading,
    inputMessage: help.slice(0, LONGEST_HELP),
  };
  // Other spellings are read as well, so a list warns and lets through; only a wrong date is stopped for good reason: it is none.
  const soft = {
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: heading,
    errorMessage: help.slice(0, LONGEST_HELP),
  } as const;
  const values = [...type.choices];
  if (range !== undefined) return [{ ...base, type: 'list', formula1: range }];
  if (type.kind === 'choice' && values.join(',').length <= LONGEST_LIST)
    return [{ ...base, ...soft, type: 'list', values }];
  if (type.kind === 'date')
    return [{ ...base, ...soft, type: 'date', operator: 'between', formula1: FIRST_DAY, formula2: LAST_DAY }];
  return help === '' ? [] : [{ ...base, type: 'custom', formula1: 'TRUE' }];
}
