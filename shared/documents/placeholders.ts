import { nearestWord } from '../workbook/nearest.ts';
import type { PaperFields, Rows, Values } from './kind.ts';

/** A placeholder in a template, in the order of the text. */
export interface Placeholder {
  readonly name: string;
  /** `{名称}`, `{#名称}` and `{/名称}`. */
  readonly role: 'text' | 'open' | 'close';
}

/** What is wrong with a placeholder. */
export type PlaceholderFault =
  | { readonly kind: 'unknown'; readonly name: string; readonly nearest: string | null }
  | { readonly kind: 'needsRows'; readonly name: string }
  | { readonly kind: 'outside'; readonly name: string; readonly within: string }
  | { readonly kind: 'notOpened' | 'notClosed'; readonly name: string }
  | { readonly kind: 'crossed'; readonly name: string; readonly open: string };

const isRows = (field: string | Rows): field is Rows => typeof field !== 'string';

/** Checks the placeholders of a template against those of its kind; reports each fault once. */
export function placeholderFaults(
  placeholders: readonly Placeholder[],
  fields: PaperFields,
): readonly PlaceholderFault[] {
  const faults = new Map<string, PlaceholderFault>();
  const tell = (fault: PlaceholderFault): void => void faults.set(JSON.stringify(fault), fault);
  const open: { readonly name: string; readonly fields: PaperFields | null }[] = [];
  const known = namesWithin(fields);
  for (const { name, role } of placeholders) {
    if (role === 'close') {
      const last = open.pop();
      if (last === undefined) tell({ kind: 'notOpened', name });
      // `{/}` closes whatever is open.
      else if (name !== '' && name !== last.name) tell({ kind: 'crossed', name, open: last.name });
      continue;
    }
    const scopes = [fields, ...open.flatMap((one) => (one.fields === null ? [] : [one.fields]))].toReversed();
    const field = scopes.find((scope) => Object.hasOwn(scope, name))?.[name];
    if (field === undefined) {
      const within = known.get(name);
      if (within !== undefined && within !== '') tell({ kind: 'outside', name, within });
      else
        tell({
          kind: 'unknown',
          name,
          nearest: nearestWord(
            name,
            [...known.keys()].map((word) => [word, word]),
          ),
        });
    } else if (role === 'text' && isRows(field)) tell({ kind: 'needsRows', name });
    // A section named after a text appears only if that text does: {#备注}备注：{备注}{/备注}.
    if (role === 'open') open.push({ name, fields: field !== undefined && isRows(field) ? field.rows : null });
  }
  for (const { name } of open) tell({ kind: 'notClosed', name });
  return [...faults.values()];
}

/** Every name, with the rows that it belongs to (`''`: none). */
function namesWithin(fields: PaperFields, within = ''): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, field] of Object.entries(fields)) {
    if (!names.has(name)) names.set(name, within);
    if (isRows(field))
      for (const [inner, where] of namesWithin(field.rows, name)) if (!names.has(inner)) names.set(inner, where);
  }
  return names;
}

/** Placeholders outside rows that a template uses but a document has no value for. */
export function blanksOf(values: Values, placeholders: readonly Placeholder[]): readonly string[] {
  const names = new Set(placeholders.filter(({ role }) => role === 'text').map(({ name }) => name));
  return [...names].filter((name) => Object.hasOwn(values, name) && values[name] === null);
}
