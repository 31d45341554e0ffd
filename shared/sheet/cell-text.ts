import { foldTitle, foldWord } from '../workbook/normalize.ts';
import type { RawCell } from './raw.ts';

/** What the cells and titles of a spreadsheet can hold. */

/** The limit of a file's cell, for every place: all show the same words. */
export const MAX_CELL_TEXT = 32_767;

/**
 * The text that a cell can hold: line breaks as LF, no control characters, no half characters, at most `limit` units.
 * The comparison with the workbook uses it too: a text that cannot be written makes no difference.
 */
export function cleanCellText(text: string, limit: number = MAX_CELL_TEXT): string {
  const legal = text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 forbids.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed();
  return shortened(legal, limit);
}

/** At most `limit` units, with an ellipsis for the part that is cut, never half a character. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const lead = text.charCodeAt(end - 1);
  return `${text.slice(0, lead >= 0xd800 && lead <= 0xdbff ? end - 1 : end)}…`;
}

/** A title of at most `limit` units that is valid for a tab in any place; `suffix` is kept whole. */
export function legalTitle(title: string, limit: number, suffix = ''): string {
  const legal = cleanCellText(title)
    .replace(/[[\]:*?/\\\n\t]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  return (legal === '' ? 'Sheet' : legal).slice(0, limit - suffix.length).toWellFormed() + suffix;
}

/** A heading in the form used for searching; empty if the cell holds no text. */
export function headingText(value: RawCell | undefined): string {
  return typeof value === 'string' ? foldTitle(value) : '';
}

/** A key in the form used for comparing; `null` if there is none. */
export function keyText(value: RawCell | undefined): string | null {
  if (value === null || value === undefined || typeof value === 'object') return null;
  const text = foldWord(String(value));
  return text === '' ? null : text;
}
