/** Chinese characters that the readers of cells look for, apart from the words of the vocabulary. */

/** `2025年9月1日`, without white space. */
export const CHINESE_DAY = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
/** `2025年9月`, without white space. */
export const CHINESE_MONTH = /^(\d{4})年(\d{1,2})月$/;
/** `10月31日`, without white space. */
export const CHINESE_MONTH_DAY = /^(\d{1,2})月(\d{1,2})日$/;
/** `2023级`, a year of entry as people say it; after NFKC. */
export const YEAR_OF_ENTRY = /^(\d{4})\s?级$/;

/** What stands between the items of a list. */
export const LIST_SEPARATOR = /[、,，;；\r\n\u2028\u2029]/;
/** Joins the items of a list. */
export const LIST_JOINER = '、';
/** What many people type instead. */
export const WIDE_COMMA = '，';

/** A leading ordinal of a title: `1.`, `1、` or `一、`; after NFKC, without white space. */
export const TITLE_ORDINAL = /^(?:\d+|[一二三四五六七八九十]+)[.、]/;

/** Bracket pairs with nothing but plain text in them; after NFKC. */
export const BRACKETED = /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|【[^【】]*】|〔[^〔〕]*〕|《[^《》]*》/g;

/** Quotation marks of any kind; after NFKC. */
export const QUOTATION_MARKS = /["'`´“”‘’„‟‚‛«»‹›「」『』〝〞〟]/g;

/** `班长(兼团支部副书记)` or `班长兼团支部副书记`: one cell, two posts; after NFKC, without white space. */
export const COMPOSITE_POST = /^(.+?)(?:\(兼任?(.+)\)|兼任?(.+))$/;

/** The canonical spelling of posts in one cell. */
export function compositePost(posts: readonly string[]): string {
  const [first = '', ...others] = posts;
  return others.length === 0 ? first : `${first}(兼${others.join(LIST_JOINER)})`;
}
