/**
 * Characters that nobody sees: joiners, soft hyphens, variation selectors, marks that turn the order of what follows.
 * Pages and chats put them into what is copied from there.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]+/gu;
/** ASCII and common Chinese characters: nothing to look for. */
const PLAIN = /^[ -~\u4e00-\u9fff]*$/;

/** The text without the characters that nobody sees; white space stays. */
export function visibleText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(INVISIBLE, '');
}
