import { type Element, elementsBetween, splice } from '../package/xml.ts';
import { damaged } from '../problem.ts';

/**
 * What follows the cells of a worksheet part. The cells of a large tab are tens of megabytes that nothing here
 * needs to decode: the tail is found from the end, changed as text and put back behind the same bytes.
 */

export interface SheetTail {
  /** Bytes up to and including the end of the cells. */
  readonly head: Buffer;
  readonly xml: string;
  readonly prefix: string;
  readonly elements: readonly Element[];
}

/** Order in which the format wants what can follow a drawing of comments. */
const AFTER_LEGACY_DRAWING = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'AlternateContent',
  'webPublishItems',
  'tableParts',
  'extLst',
]);

const AFTER_DRAWING = new Set(['legacyDrawing', ...AFTER_LEGACY_DRAWING]);

export function tailOf(part: string, bytes: Buffer): SheetTail {
  let close = bytes.lastIndexOf('sheetData');
  let open = -1;
  let tag = '';
  // The word can also stand in a page header: only a tag counts.
  for (; close >= 0; close = close === 0 ? -1 : bytes.lastIndexOf('sheetData', close - 1)) {
    open = bytes.lastIndexOf('<', close);
    tag = open < 0 || close - open > 80 ? '>' : bytes.toString('utf8', open + 1, close);
    if (/^\/?([\w.-]+:)?$/.test(tag)) break;
  }
  if (close < 0) throw damaged(part);
  const after = bytes.indexOf('>', close) + 1;
  if (after === 0) throw damaged(part);
  const xml = bytes.toString('utf8', after);
  return {
    head: bytes.subarray(0, after),
    xml,
    prefix: tag.replace('/', ''),
    elements: elementsBetween(xml, 0, xml.length),
  };
}

export function tailElement(tail: SheetTail, name: string): Element | null {
  return tail.elements.find((element) => element.name === name) ?? null;
}

/** The part with its tail replaced. */
export function withTail(tail: SheetTail, xml: string): Buffer {
  return Buffer.concat([tail.head, Buffer.from(xml, 'utf8')]);
}

/** The tail with a `<legacyDrawing>` or `<drawing>` at the place that the format wants. */
export function addToTail(
  tail: SheetTail,
  name: 'drawing' | 'legacyDrawing',
  relationship: string,
  namespace: string,
): string {
  const later = name === 'drawing' ? AFTER_DRAWING : AFTER_LEGACY_DRAWING;
  const next = tail.elements.find((element) => later.has(element.name));
  const at = next?.start ?? tail.xml.lastIndexOf(`</${tail.prefix}worksheet`);
  // The prefix is declared here again: where the tab had no links so far, its root need not know it.
  const fragment = `<${tail.prefix}${name} xmlns:r="${namespace}" r:id="${relationship}"/>`;
  return splice(tail.xml, at, at, fragment);
}

export function removeFromTail(tail: SheetTail, element: Element): string {
  return splice(tail.xml, element.start, element.end, '');
}
