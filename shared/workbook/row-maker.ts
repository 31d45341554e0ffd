import type { Fields } from './table-plan.ts';

/** Makes a row of a tab from its values in the order of the columns. */
export type RowMaker = (row: number, college: number, values: readonly unknown[]) => Fields;

const IDENTIFIER = /^[a-z][A-Za-z]*$/;

/**
 * Rows of one shape with all fields inside the object, in every tab: 14 MB for 100,000 rows of 花名册, where setting
 * field after field on `{}` takes 21 MB and three times as long. If code may be generated from text, this is the
 * constructor that a person would write, `{ row, college, id: values[0], … }`: parsing those rows then takes 190 ms,
 * against 225 ms with copies of an empty row (Node 24, medians of alternating processes).
 * @param fields English names of the columns of our own tabs, never user input
 */
export function rowMaker(fields: readonly string[]): RowMaker {
  const odd = fields.find((field) => !IDENTIFIER.test(field));
  if (odd !== undefined) throw new TypeError(`A field of a tab must be a plain identifier: ${odd}`);
  try {
    const values = fields.map((field, index) => `${field}: values[${index}]`);
    return new Function('row', 'college', 'values', `return { row, college, ${values.join(', ')} };`) as RowMaker;
  } catch (error) {
    // `--disallow-code-generation-from-strings`, or a host's own policy.
    if (error instanceof EvalError) return copyingRowMaker(fields);
    throw error;
  }
}

/** The same without generated code. An object read from JSON has its fields inside, and so have its copies. */
export function copyingRowMaker(fields: readonly string[]): RowMaker {
  const names = ['row', 'college', ...fields];
  const empty = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(',')}}`) as Fields;
  return (row, college, values) => {
    const made = { ...empty };
    made.row = row;
    made.college = college;
    for (let i = 0; i < fields.length; i++) made[fields[i] as string] = values[i];
    return made;
  };
}
