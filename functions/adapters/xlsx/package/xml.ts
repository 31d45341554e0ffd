import { escapeAttribute, unescapeXml } from './text.ts';

/**
 * Just enough XML to find an element, read it and put text at an exact place: everything else of a part stays
 * as it was written, byte for byte, which no parse-and-print library can promise.
 */

/** Where an element stands in the text. `attributes` is the raw text between its name and the end of its tag. */
export interface Element {
  readonly prefix: string;
  readonly name: string;
  readonly attributes: string;
  readonly start: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly end: number;
}

/** The XML is not well formed at the place that was read. */
export class XmlProblem extends Error {}

interface Tag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly qualified: string;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

const LT_SKIP: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

const NOTHING: typeof LT_SKIP = [];

/** Index after the `>` that ends the tag at `start`; a `>` inside quotes does not end it. -1: never ends. */
export function endOfTag(xml: string, start: number): number {
  let quote = 0;
  for (let i = start + 1; i < xml.length; i++) {
    const code = xml.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return i + 1;
    else if (code === 34 || code === 39) quote = code;
  }
  return -1;
}

/** The next tag from `from` on, past comments, CDATA and declarations. */
function nextTag(xml: string, from: number): Tag | null {
  let at = xml.indexOf('<', from);
  scan: while (at >= 0) {
    const next = xml.charCodeAt(at + 1);
    for (const [open, close] of next === 33 || next === 63 ? LT_SKIP : NOTHING) {
      if (!xml.startsWith(open, at)) continue;
      const stop = xml.indexOf(close, at + open.length);
      if (stop < 0) throw new XmlProblem(`no end of ${open}`);
      at = xml.indexOf('<', stop + close.length);
      continue scan;
    }
    const end = endOfTag(xml, at);
    if (end < 0) throw new XmlProblem('a tag without end');
    const closing = xml.charCodeAt(at + 1) === 47;
    const empty = !closing && xml.charCodeAt(end - 2) === 47;
    const text = xml.slice(at + (closing ? 2 : 1), end - (empty ? 2 : 1));
    const space = text.search(/\s/);
    return {
      kind: closing ? 'close' : empty ? 'empty' : 'open',
      qualified: space < 0 ? text : text.slice(0, space),
      attributes: space < 0 ? '' : text.slice(space),
      start: at,
      end,
    };
  }
  return null;
}

function elementOf(tag: Tag, innerEnd: number, end: number): Element {
  const colon = tag.qualified.indexOf(':');
  return {
    prefix: colon < 0 ? '' : tag.qualified.slice(0, colon + 1),
    name: tag.qualified.slice(colon + 1),
    attributes: tag.attributes,
    start: tag.start,
    innerStart: tag.end,
    innerEnd,
    end,
  };
}

/** Elements directly between `from` and `to`. */
export function elementsBetween(xml: string, from: number, to: number): Element[] {
  const found: Element[] = [];
  let at = from;
  for (;;) {
    const tag = nextTag(xml, at);
    if (tag === null || tag.start >= to) return found;
    if (tag.kind === 'close') return found;
    if (tag.kind === 'empty') {
      found.push(elementOf(tag, tag.end, tag.end));
      at = tag.end;
      continue;
    }
    let depth = 1;
    let inner: Tag | null = tag;
    while (depth > 0) {
      inner = nextTag(xml, inner.end);
      if (inner === null) throw new XmlProblem(`no end of ${tag.qualified}`);
      depth += inner.kind === 'open' ? 1 : inner.kind === 'close' ? -1 : 0;
    }
    found.push(elementOf(tag, inner.start, inner.end));
    at = inner.end;
  }
}

export function rootOf(xml: string): Element {
  const root = elementsBetween(xml, 0, xml.length)[0];
  if (root === undefined) throw new XmlProblem('no element');
  return root;
}

export function childrenOf(xml: string, element: Element): Element[] {
  return elementsBetween(xml, element.innerStart, element.innerEnd);
}

export function childOf(xml: string, element: Element, name: string): Element | null {
  return childrenOf(xml, element).find((child) => child.name === name) ?? null;
}

/** Whole text of an element, tags included. */
export function outer(xml: string, element: Element): string {
  return xml.slice(element.start, element.end);
}

/** An attribute in the text of its tag, with the white space before it. */
interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The attributes in the text of a tag, one after another: what looks like one inside a value is none. */
function* attributesIn(text: string): Generator<Attribute> {
  const next = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  for (let start = 0, match = next.exec(text); match !== null; start = next.lastIndex, match = next.exec(text)) {
    yield { name: match[1]!, value: match[2] ?? match[3] ?? '', start, end: next.lastIndex };
  }
}

/** Value of an attribute by its name as written. */
export function attribute(element: Pick<Element, 'attributes'>, name: string): string | null {
  for (const found of attributesIn(element.attributes)) if (found.name === name) return unescapeXml(found.value);
  return null;
}

/** Whole number in an attribute; `null` where it is missing, empty or none. */
export function wholeNumberIn(element: Pick<Element, 'attributes'>, name: string): number | null {
  const text = attribute(element, name)?.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Namespaces by prefix where an element stands; `''` is the one of names without a prefix. */
export type Namespaces = ReadonlyMap<string, string>;

/** What the elements on the way from the root declare, the innermost last. */
export function scopeOf(path: readonly Pick<Element, 'attributes'>[]): Namespaces {
  const scope = new Map<string, string>();
  for (const { attributes } of path) {
    for (const { name, value } of attributesIn(attributes)) {
      if (name === 'xmlns') scope.set('', unescapeXml(value));
      else if (name.startsWith('xmlns:')) scope.set(name.slice(6), unescapeXml(value));
    }
  }
  return scope;
}

/** A prefix that stands for one of the namespaces; `null` where none does. */
export function prefixFor(scope: Namespaces, namespaces: readonly string[]): string | null {
  for (const [prefix, namespace] of scope) if (prefix !== '' && namespaces.includes(namespace)) return prefix;
  return null;
}

/** Value of an attribute with a prefix, by its local name: that of one of the namespaces, else the first with any prefix. */
export function attributeWithin(
  element: Pick<Element, 'attributes'>,
  scope: Namespaces,
  namespaces: readonly string[],
  name: string,
): string | null {
  let other: string | null = null;
  for (const found of attributesIn(element.attributes)) {
    const colon = found.name.indexOf(':');
    if (colon < 0 || found.name.slice(colon + 1) !== name) continue;
    if (namespaces.includes(scope.get(found.name.slice(0, colon)) ?? '')) return unescapeXml(found.value);
    other ??= unescapeXml(found.value);
  }
  return other;
}

/** True for the spellings of a true attribute. */
export function isTrue(value: string | null): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

/** Text with the range from `start` to `end` replaced. */
export function splice(xml: string, start: number, end: number, text: string): string {
  return xml.slice(0, start) + text + xml.slice(end);
}

/** A range of a text and what is to stand there. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Text with every edit made, in one pass. The edits stand in order and do not overlap. */
export function spliceAll(xml: string, edits: readonly Splice[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text } of edits) {
    pieces.push(xml.slice(at, start), text);
    at = end;
  }
  pieces.push(xml.slice(at));
  return pieces.join('');
}

/** Text with `fragment` put in as the last child of `element`, which may have been written without an end tag. */
export function append(xml: string, element: Element, fragment: string): string {
  if (element.innerEnd < element.end) return splice(xml, element.innerEnd, element.innerEnd, fragment);
  const tag = `${xml.slice(element.start, element.end - 2).trimEnd()}>`;
  return splice(xml, element.start, element.end, `${tag}${fragment}</${element.prefix}${element.name}>`);
}

/** Text with `fragment` put in before the child `next` of `parent`; as its last child where there is no such child. */
export function insertBefore(xml: string, parent: Element, next: Element | undefined, fragment: string): string {
  return next === undefined ? append(xml, parent, fragment) : splice(xml, next.start, next.start, fragment);
}

/** The edit that sets one attribute of an element's tag; `null` takes it away. */
export function attributeEdit(element: Element, name: string, value: string | null): Splice {
  const from = element.start + 1 + element.prefix.length + element.name.length;
  const text = value === null ? '' : ` ${name}="${escapeAttribute(value)}"`;
  for (const found of attributesIn(element.attributes)) {
    if (found.name === name) return { start: from + found.start, end: from + found.end, text };
  }
  const end = from + element.attributes.trimEnd().length;
  return { start: end, end, text };
}

/** Text with one attribute of an element's tag set; `null` takes it away. */
export function setAttribute(xml: string, element: Element, name: string, value: string | null): string {
  return spliceAll(xml, [attributeEdit(element, name, value)]);
}
