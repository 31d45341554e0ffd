import { MAX_CELL_TEXT, shortened } from '../../../../shared/sheet/cell-text.ts';
import { ownCopy, textOfCell, unescapeCellText, unescapeXml } from '../package/text.ts';
import { endOfTag, XmlProblem } from '../package/xml.ts';

/** The start of a string as nearly every program writes it. */
const OPENINGS = ['<t>', '<t xml:space="preserve">'];

/**
 * Plain text of the runs between `from` and `to` (the inside of `<si>` or `<is>`): `<t>` elements joined, the
 * phonetic ones (`<rPh>`) left out.
 */
export function plainText(xml: string, from: number, to: number): string {
  let text = '';
  let at = xml.indexOf('<', from);
  // Nearly every string is one plain `<t>`.
  const opening = OPENINGS.find((tag) => xml.startsWith(tag, at));
  if (opening !== undefined) {
    const begin = at + opening.length;
    const stop = xml.indexOf('<', begin);
    if (xml.startsWith('</t>', stop) && xml.indexOf('<', stop + 1) >= to) {
      return textOfCell(xml.slice(begin, stop));
    }
  }
  while (at >= 0 && at < to) {
    if (isTag(xml, at, 'rPh')) {
      const close = /<\/(?:[\w.-]+:)?rPh\s*>/g;
      close.lastIndex = at;
      if (close.exec(xml) === null) throw new XmlProblem('rPh');
      at = xml.indexOf('<', close.lastIndex);
      continue;
    }
    const end = endOfTag(xml, at);
    if (end < 0) throw new XmlProblem('tag');
    if (isTag(xml, at, 't') && xml.charCodeAt(end - 2) !== 47) {
      let next = xml.indexOf('<', end);
      if (next < 0) throw new XmlProblem('t');
      text += unescapeXml(xml.slice(end, next));
      // Some writers put the text into CDATA sections.
      while (xml.startsWith('<![CDATA[', next)) {
        const stop = xml.indexOf(']]>', next);
        if (stop < 0) throw new XmlProblem('CDATA');
        text += xml.slice(next + 9, stop);
        const after = xml.indexOf('<', stop);
        if (after < 0) throw new XmlProblem('t');
        text += unescapeXml(xml.slice(stop + 3, after));
        next = after;
      }
      at = next;
    } else at = xml.indexOf('<', end);
  }
  return ownCopy(shortened(unescapeCellText(text), MAX_CELL_TEXT));
}

/** True where an opening tag with this local name stands. Looks no further than a name can reach. */
function isTag(xml: string, at: number, name: string): boolean {
  let start = at + 1;
  if (!xml.startsWith(name, start)) {
    if (xml.charCodeAt(start) === 47) return false;
    const colon = xml.slice(start, start + 24).search(/[^\w.-]/);
    if (colon < 0 || xml[start + colon] !== ':' || !xml.startsWith(name, start + colon + 1)) return false;
    start += colon + 1;
  }
  const after = xml.charCodeAt(start + name.length);
  return after === 62 || after === 47 || after === 32 || after === 9 || after === 10 || after === 13;
}

/** All shared strings, in order. */
export function readSharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let at = xml.indexOf('<');
  while (at >= 0) {
    if (!isTag(xml, at, 'si')) {
      at = xml.indexOf('<', at + 1);
      continue;
    }
    const end = endOfTag(xml, at);
    if (end < 0) throw new XmlProblem('si');
    if (xml.charCodeAt(end - 2) === 47) {
      strings.push('');
      at = xml.indexOf('<', end);
      continue;
    }
    const prefix = xml.slice(at + 1, xml.indexOf('si', at));
    const close = xml.indexOf(`</${prefix}si>`, end);
    if (close < 0) throw new XmlProblem('si');
    strings.push(plainText(xml, end, close));
    at = xml.indexOf('<', close + 1);
  }
  return strings;
}
