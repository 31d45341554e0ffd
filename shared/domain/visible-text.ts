/**
 * Invisible characters: joiners, soft hyphens, variation selectors, marks that change the direction of the text after
 * them. Text copied from pages and chats contains them.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]+/gu;
/** ASCII and common Chinese characters: nothing to look for. */
const PLAIN = /^[ -~\u4e00-\u9fff]*$/;

/** The text without invisible characters; white space stays. */
export function visibleText(text: string): string {
  return PLAIN.test(text) ? text : text.replace(INVISIBLE, '');
}
