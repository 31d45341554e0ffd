/** Chinese characters that the readers of cells look for, apart from the words of the vocabulary. */

/** `2025年9月1日`, without white space. */
export const CHINESE_DAY = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/;
/** `2025年9月`, without white space. */
export const CHINESE_MONTH = /^(\d{4})年(\d{1,2})月$/;
/** `10月31日`, without white space. */
export const CHINESE_MONTH_DAY = /^(\d{1,2})月(\d{1,2})日$/;
/** `2023级`, a year of entry as people say it; after NFKC. */
export const YEAR_OF_ENTRY = /^(\d{4})\s?级$/;

/** Separators of the items of a list. */
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

/** `2025-2026`, with a dash of any kind between the two years of 学年; after NFKC, without white space. */
export const ACADEMIC_YEAR = /^(\d{4})[-‐‑‒–—―−~至](\d{4})$/;
/** A year of two or four digits in a text with few other characters, `2025学年`, `25-26`. */
export const YEARS = /\d{4}|\d{2}/g;

/** `2025年9月1日`, `2025.9.1号`, `2025-09-01` anywhere in a text. */
export const DAY_WITHIN = /(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/g;

/** Digits and numbers in words: `三十`, `一百二十`. */
export const CHINESE_DIGITS = '零一二三四五六七八九';
export const CHINESE_NUMBER = /[零一二两三四五六七八九十百]+/g;
/**
 * Words around a number that do not change it: measure words, “about”, “in all”, a currency sign. No word here is
 * composed of others, so a text can be read in one way only (linear time).
 */
export const AROUND_NUMBER =
  /^(?:约|大约|共|共计|合计|人|名|个|位|次|天|日|学时|课时|小时|时|元|块|分|左右|余|多|整|[¥￥$\s。.,;:()])*$/;
export const CHINESE_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100 };
/** Another word for the digit 2. */
export const CHINESE_TWO = '两';

/** What people add to a word of a list without changing it: `主题党日活动`, `召开党员大会`. */
export const HARMLESS =
  /^(?:活动|大会|会|议|召开|开展|举行|组织|专题|学习|教育|同志|学生|生|级|类|型|奖|称号|等|第|次|[\s\d\p{P}\p{S}])*$/u;
/** Characters that negate the word after them. */
export const TURNED = /[非不未无没]/;
/** Characters that distinguish 党, 团 and 班 or levels of study: confusing them is not a typing slip. */
export const SIDES = '党团班青学本硕博正副预';

/** Further spellings of 是 and 否, signs and words; after NFKC, in capitals. */
export const YES_SPELLINGS: readonly string[] = ['√', '✓', '✔', '☑', 'Y', 'YES', 'TRUE', '1', '启用'];
export const NO_SPELLINGS: readonly string[] = ['×', '✗', '✘', 'X', 'N', 'NO', 'FALSE', '0', '停用'];
