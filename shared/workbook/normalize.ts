import { visibleText } from '../domain/visible-text.ts';
import { BRACKETED, TITLE_ORDINAL } from './tabs/marks.ts';

/** ASCII and Chinese characters without white space: nothing to fold, and NFKC leaves them alone. */
const FOLDED = /^[\x21-\x7e\u4e00-\u9fff]*$/;

/** Text as workbooks.md §1 compares it: trimmed, inner runs of white space folded, invisible characters removed. */
export function foldText(text: string): string {
  return FOLDED.test(text) ? text : visibleText(text).replace(/\s+/g, ' ').trim();
}

/** A word of an enumeration or an id: the same, and NFKC. */
export function foldWord(text: string): string {
  return FOLDED.test(text) ? text : foldText(compatible(text));
}

/** NFKC without any white space. */
export function foldTitle(text: string): string {
  return FOLDED.test(text) ? text : visibleText(compatible(text)).replace(/\s+/g, '');
}

/** NFKC with invisible characters removed: they would keep their neighbours from joining. */
function compatible(text: string): string {
  return visibleText(text).normalize('NFKC');
}

/** Title of a tab without its leading ordinal. */
export function bareTitle(text: string): string {
  return foldTitle(text).replace(TITLE_ORDINAL, '');
}

/** A heading: `学号（必填） *` is the same as its bare word. Brackets go with their content, the innermost first. */
export function foldHeading(text: string): string {
  let folded = foldTitle(text);
  for (let before = ''; before !== folded; ) {
    before = folded;
    folded = folded.replace(BRACKETED, '');
  }
  return folded.replaceAll('*', '');
}
