import { BRACKETED, TITLE_ORDINAL } from './tabs/marks.ts';

const WHITE_SPACE = /[\s\u200b\u2060]+/g;
/** ASCII and Chinese characters without white space: nothing to fold, and NFKC leaves them alone. */
const FOLDED = /^[\x21-\x7e\u4e00-\u9fff]*$/;
const INVISIBLE = /[\u200b\u2060\ufeff]/g;

/** Text as workbooks.md §1 compares it: trimmed, inner runs of white space folded, characters as typed. */
export function foldText(text: string): string {
  return FOLDED.test(text) ? text : text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** A word of an enumeration or an id: NFKC besides. */
export function foldWord(text: string): string {
  return FOLDED.test(text) ? text : foldText(text.replace(INVISIBLE, '').normalize('NFKC'));
}

/** NFKC without any white space. */
export function foldTitle(text: string): string {
  return text.normalize('NFKC').replace(WHITE_SPACE, '');
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
