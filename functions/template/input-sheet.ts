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
/** The longest list inside a rule, and the longest help text, that the format allows. */
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
  /** Drop-down of single rows of a column, by field and place among the rows. */
  readonly choices?: (field: string, row: number) => readonly string[];
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
    validations: fields.flatMap(([field, column], i) =>
      withRowLists(
        validationOf(column, columnLetter(i), help.ranges?.[field]),
        columnLetter(i),
        rows.map((_, row) => help.choices?.(field, row) ?? []),
      ),
    ),
    frozenColumns: Math.min(2, fields.length),
    ...(help.tabColor ? { tabColor: help.tabColor } : {}),
  };
}

/**
 * Drop-down and help of one column.
 * @param range drop-down of words that stand in the workbook
 * @param first first row below the headings
 */
export function validationOf(
  { heading, type, help }: Column<unknown>,
  letter: string,
  range: string | undefined,
  first = 2,
): DataValidation[] {
  const base = {
    range: `${letter}${first}:${letter}${HELPED_ROWS}`,
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

/** Drop-downs of single rows; the column's own help is left to the other rows, so that no cell has two rules. */
function withRowLists(own: DataValidation[], letter: string, lists: readonly (readonly string[])[]): DataValidation[] {
  const listed = lists.flatMap((values, row) => (values.length === 0 ? [] : [{ row: row + 2, values }]));
  const [help] = own;
  if (listed.length === 0 || !help) return own;
  const taken = new Set(listed.map(({ row }) => row));
  const ranges: string[] = [];
  let from = 2;
  for (const row of [...taken, HELPED_ROWS + 1]) {
    if (row > from) ranges.push(`${letter}${from}:${letter}${row - 1}`);
    from = row + 1;
  }
  return [
    { ...help, range: ranges.join(' ') },
    ...listed.map(
      ({ row, values }): DataValidation => ({
        ...help,
        range: `${letter}${row}`,
        type: 'list',
        values: [...values],
        showErrorMessage: true,
        errorStyle: 'warning',
        errorMessage: `请从下拉框中选：${values.join('、')}。`,
      }),
    ),
  ];
}
