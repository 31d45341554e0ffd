import stringWidth from 'string-width';

/** How wide a text is, in columns of a plain letter: a Chinese character takes two. */

/** ASCII, quotation marks and dashes; common Chinese characters, their punctuation, full-width letters. */
const COMMON = /^[\x20-\x7e\u2010-\u2027\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;
const FIRST_WIDE = 0x3001;

/**
 * Columns that a text takes; control characters take none. Nearly all texts consist of common characters and are
 * counted here: the table of Unicode's widths takes a hundred times as long, and a night asks for every wrapped cell.
 */
export function textWidth(text: string): number {
  if (!COMMON.test(text)) return stringWidth(text);
  let width = text.length;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= FIRST_WIDE) width++;
  return width;
}

/** Lines that a text takes in a column of `width` characters. */
export function lineCount(text: string, width: number): number {
  // No character takes more than two columns, and most texts are short.
  if (2 * text.length <= width && !text.includes('\n')) return 1;
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(line) / Math.max(width, 1)));
  return lines;
}
