import { MAX_CELL_TEXT, shortened } from '../../../../shared/sheet/cell-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of XML character data or of an attribute. No other entities are known, so nothing can be made to grow. */
export function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-z]+);/g, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

/** For character data and for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&quot;'));
}

/** For attributes: a line break would otherwise come back as a space. */
export function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Undoes the format's own escape `_xHHHH_` for characters that XML cannot hold. */
export function unescapeCellText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Text that looks like the escape `_xHHHH_` must itself be escaped, or a reader would decode it. */
export function escapeCellText(text: string): string {
  return escapeXml(text.includes('_x') ? text.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_') : text);
}

/** A copy that keeps nothing else alive: a slice would hold the whole XML of its part in memory. */
export function ownCopy(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf8').toString('utf8');
}

/** Text of a cell from its character data, entities and the format's own escapes undone, at most as long as a cell can be. */
export function textOfCell(data: string): string {
  return ownCopy(shortened(unescapeCellText(unescapeXml(data)), MAX_CELL_TEXT));
}
