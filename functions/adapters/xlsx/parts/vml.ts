import { largest } from '../../../../shared/domain/extremes.ts';
import { lineCount } from '../../../../shared/sheet/text-width.ts';

import { endOfTag, type Splice, scopeOf, spliceAll } from '../package/xml.ts';
import { cellPosition } from '../sheet/address.ts';

/**
 * The shapes that show comments, in a dialect that predates the format. Programs write it with little care for
 * XML (unclosed `<br>`), so shapes are found by their text and everything else is left as it is. Every program names or
 * places the prefixes in its own way; what is put in here declares its own.
 */

const PREFIXES = {
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  x: 'urn:schemas-microsoft-com:office:excel',
};
const SPACES = Object.entries(PREFIXES)
  .map(([prefix, namespace]) => `xmlns:${prefix}="${namespace}"`)
  .join(' ');
const TYPE_ID = '_x0000_t202';
const SHAPE_TYPE =
  `<v:shapetype id="${TYPE_ID}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A drawing without shapes; `block` numbers its ids, 1,024 a block. */
export function emptyVml(block: number): string {
  return `<xml ${SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${block}"/></o:shapelayout></xml>`;
}

/** Blocks of ids that a drawing uses. */
export function blocksOf(vml: string): number[] {
  return [...vml.matchAll(/<(?:[\w.-]+:)?idmap\b[^<>]*\bdata\s*=\s*["']([\d,\s]+)["']/g)].flatMap((match) =>
    match[1]!
      .split(',')
      .filter((block) => block.trim() !== '')
      .map(Number),
  );
}

/** A shape in the text of a drawing. */
interface Shape {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The shapes of a drawing, in order. */
function* shapesOf(vml: string): Generator<Shape> {
  const opening = /<((?:[\w.-]+:)?shape)(?=[\s/>])/g;
  for (let match = opening.exec(vml); match !== null; match = opening.exec(vml)) {
    const tagEnd = endOfTag(vml, match.index);
    if (tagEnd < 0) return;
    const closing = `</${match[1]}`;
    const close = vml.charCodeAt(tagEnd - 2) === 47 ? tagEnd - 1 : vml.indexOf(closing, tagEnd);
    const end = close < 0 ? 0 : vml.indexOf('>', close) + 1;
    if (end === 0) return;
    yield { start: match.index, end, text: vml.slice(match.index, end) };
    opening.lastIndex = end;
  }
}

/** Place of the comment that a shape shows, as `row,column`; `null` for a button and the like. */
function placeOfShape({ text }: Shape): string | null {
  if (!/ObjectType\s*=\s*["']Note["']/.test(text)) return null;
  const row = /<(?:[\w.-]+:)?Row>\s*(\d+)\s*</.exec(text)?.[1];
  const column = /<(?:[\w.-]+:)?Column>\s*(\d+)\s*</.exec(text)?.[1];
  return row === undefined || column === undefined ? null : `${Number(row)},${Number(column)}`;
}

function key(address: string): string | null {
  const place = cellPosition(address);
  return place === null ? null : `${place.row},${place.column}`;
}

/** The drawing with the shapes of these addresses taken out, and with them the type of ours that no other shape has. */
export function withoutShapes(vml: string, addresses: readonly string[]): string {
  if (addresses.length === 0) return vml;
  const gone = new Set(addresses.map(key));
  const edits: Splice[] = [];
  for (const shape of shapesOf(vml)) {
    const place = placeOfShape(shape);
    if (place !== null && gone.has(place)) edits.push({ start: shape.start, end: shape.end, text: '' });
  }
  const left = spliceAll(vml, edits);
  return left.includes(`"#${TYPE_ID}"`) || left.includes(`'#${TYPE_ID}'`) ? left : withoutOurType(left);
}

function withoutOurType(vml: string): string {
  for (const type of [declared(SHAPE_TYPE), SHAPE_TYPE]) {
    const at = vml.indexOf(type);
    if (at >= 0) return vml.slice(0, at) + vml.slice(at + type.length);
  }
  return vml;
}

/** True while there is any shape. */
export function hasShapes(vml: string): boolean {
  return /<(?:[\w.-]+:)?(shape|rect|oval|line|group|roundrect|image|polyline|curve|arc)[\s/>]/.test(vml);
}

/** A fragment with its prefixes declared on it: the root of a drawing that others wrote may not know them. */
function declared(fragment: string): string {
  return fragment.replace(/^<[\w:]+/, (name) => `${name} ${SPACES}`);
}

/** The drawing with a shape for each address that has none. `texts` decides about the size. */
export function withShapes(vml: string, addresses: readonly string[], texts: ReadonlyMap<string, string>): string {
  const there = new Set<string | null>();
  for (const shape of shapesOf(vml)) there.add(placeOfShape(shape));
  const missing = addresses.filter((address) => key(address) !== null && !there.has(key(address)));
  if (missing.length === 0) return vml;
  const close = /<\/(?:[\w.-]+:)?xml\s*>\s*$/.exec(vml);
  const bare = vml.trimEnd();
  const opened = close === null && bare.endsWith('/>') ? `${bare.slice(0, -2)}></xml>` : vml;
  const end = close?.index ?? opened.lastIndexOf('</xml>');
  if (end < 0) return vml;
  const ids = [...vml.matchAll(/\b(?:id|spid)\s*=\s*["']_x0000_s(\d+)["']/g)].map((match) => Number(match[1]));
  const blocks = blocksOf(vml);
  let next = largest((blocks[0] ?? 1) * 1024, ids) + 1;
  const knows = knowsPrefixes(vml);
  const shapes = missing.map((address) => shapeXml(next++, address, texts.get(address) ?? ''));
  if (!vml.includes(`"${TYPE_ID}"`) && !vml.includes(`'${TYPE_ID}'`)) shapes.unshift(SHAPE_TYPE);
  const fragment = (knows ? shapes : shapes.map(declared)).join('');
  return withBlocks(opened.slice(0, end) + fragment + opened.slice(end), blocks, next - 1);
}

/** True where the root declares our prefixes as we use them. */
function knowsPrefixes(vml: string): boolean {
  const at = vml.search(/<(?![?!])/);
  const end = at < 0 ? -1 : endOfTag(vml, at);
  if (end < 0) return false;
  const scope = scopeOf([{ attributes: vml.slice(at, end).replace(/^<[^\s/>]+/, '') }]);
  return Object.entries(PREFIXES).every(([prefix, namespace]) => scope.get(prefix) === namespace);
}

/** Says that the drawing's ids reach into further blocks. */
function withBlocks(vml: string, blocks: readonly number[], lastId: number): string {
  const first = blocks[0];
  if (first === undefined) return vml;
  const all = new Set(blocks);
  for (let block = first; block <= Math.floor(lastId / 1024); block++) all.add(block);
  if (all.size === blocks.length) return vml;
  return vml.replace(
    /(<(?:[\w.-]+:)?idmap\b[^<>]*\bdata\s*=\s*)["'][\d,\s]+["']/,
    `$1"${[...all].sort((a, b) => a - b).join(',')}"`,
  );
}

function shapeXml(id: number, address: string, text: string): string {
  const { row, column } = cellPosition(address)!;
  const height = Math.min(Math.max(lineCount(text, 40) + 1, 4), 20);
  const left = Math.min(column + 1, 16_380);
  const top = Math.min(Math.max(row - 1, 0), 1_048_550);
  return (
    `<v:shape id="_x0000_s${id}" type="#${TYPE_ID}" style='position:absolute;margin-left:80pt;margin-top:5pt;width:240pt;height:${
      height * 15
    }pt;z-index:1;visibility:hidden' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>` +
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    `<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>` +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${left}, 15, ${top}, 2, ${
      left + 4
    }, 15, ${top + height}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
