import type { RawCell } from '../../../shared/sheet/raw.ts';

/** The same limit as a file's cell, so that both backends show the same words; Google itself takes 50,000. */
const MAX_CELL_TEXT = 32_767;
const MAX_TITLE = 100;

/** What a cell can hold: line breaks as LF, no control characters, no half characters, cut with an ellipsis. */
export function cleanCellText(text: string): string {
  const legal = text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that go.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed();
  if (legal.length <= MAX_CELL_TEXT) return legal;
  const end = MAX_CELL_TEXT - 1;
  const lead = legal.charCodeAt(end - 1);
  return `${legal.slice(0, lead >= 0xd800 && lead <= 0xdbff ? end - 1 : end)}…`;
}

/** A title that a tab may have, with `suffix` kept whole; the characters that a file's tab cannot have go here, too. */
export function legalTitle(title: string, suffix = ''): string {
  const legal = cleanCellText(title)
    .replace(/[[\]:*?/\\\n\t]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim();
  return (legal === '' ? 'Sheet' : legal).slice(0, MAX_TITLE - suffix.length).toWellFormed() + suffix;
}

export function normalHeading(value: RawCell): string {
  return typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, '') : '';
}

/** A key as it is compared: the text of the cell, trimmed. `null` where there is none. */
export function keyText(value: RawCell): string | null {
  if (value === null || typeof value === 'object') return null;
  const text = String(value).normalize('NFKC').trim();
  return text === '' ? null : text;
}

export function isFilled(value: RawCell | undefined): value is Exclude<RawCell, null> {
  return value !== null && value !== undefined && value !== '';
}
