import { attribute, childOf, childrenOf, rootOf, wholeNumberIn } from '../package/xml.ts';

/** Which cell styles show a calendar date; asked for only where the file counts its days from 1904. */

const BUILT_IN = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** True for a format code with a year or a day in it, outside quotes and brackets. A mere time of day is no date. */
function showsDate(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[yde]/i.test(bare.replace(/general/gi, '').replace(/[0#?.]e[+-]/gi, ''));
}

/** Number format of each cell style. */
export function formatIds(stylesXml: string): number[] {
  const root = rootOf(stylesXml);
  const styles = childOf(stylesXml, root, 'cellXfs');
  if (styles === null) return [];
  return childrenOf(stylesXml, styles).map((style) => wholeNumberIn(style, 'numFmtId') ?? 0);
}

/** Tells for a number format whether it shows a date. */
export function dateFormats(stylesXml: string): (formatId: number) => boolean {
  const custom = childOf(stylesXml, rootOf(stylesXml), 'numFmts');
  const dates = new Map<number, boolean>();
  for (const format of custom === null ? [] : childrenOf(stylesXml, custom)) {
    dates.set(wholeNumberIn(format, 'numFmtId') ?? -1, showsDate(attribute(format, 'formatCode') ?? ''));
  }
  return (id) => dates.get(id) ?? BUILT_IN.has(id);
}
