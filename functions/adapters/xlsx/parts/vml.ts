import { lineCount } from '../package/text.ts';
import { placeOf } from '../sheet/address.ts';

/**
 * The shapes that show comments, in a dialect that predates the format. Programs write it with little care for
 * XML (unclosed `<br>`), so shapes are found by their text and everything else is left as it is.
 */

const SHAPE = /<v:shape\s[\s\S]*?<\/v:shape>/g;
const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
  '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A drawing without shapes; `block` numbers its ids, 1,024 a block. */
export function emptyVml(block: number): string {
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
    'xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    `<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${block}"/></o:shapelayout>${SHAPE_TYPE}</xml>`
  );
}

/** Blocks of ids that a drawing uses. */
export function blocksOf(vml: string): number[] {
  return [...vml.matchAll(/<o:idmap\b[^<>]*\bdata\s*=\s*["']([\d,\s]+)["']/g)].flatMap((match) =>
    match[1]!.split(',').map(Number),
  );
}

/** Place of the comment that a shape shows, as `row,column`; `null` for a button and the like. */
function placeOfShape(shape: string): string | null {
  if (!/ObjectType\s*=\s*["']Note["']/.test(shape)) return null;
  const row = /<x:Row>\s*(\d+)\s*<\/x:Row>/.exec(shape)?.[1];
  const column = /<x:Column>\s*(\d+)\s*<\/x:Column>/.exec(shape)?.[1];
  return row === undefined || column === undefined ? null : `${Number(row)},${Number(column)}`;
}

function key(address: string): string | null {
  const place = placeOf(address);
  return place === null ? null : `${place.row},${place.column}`;
}

/** The drawing with the shapes of these addresses taken out. */
export function withoutShapes(vml: string, addresses: readonly string[]): string {
  const gone = new Set(addresses.map(key));
  return vml.replace(SHAPE, (shape) => {
    const place = placeOfShape(shape);
    return place !== null && gone.has(place) ? '' : shape;
  });
}

/** True while there is any shape. */
export function hasShapes(vml: string): boolean {
  return /<v:(shape|rect|oval|line|group|roundrect|image)\s/.test(vml);
}

/** The drawing with a shape for each address that has none. `texts` decides about the size. */
export function withShapes(vml: string, addresses: readonly string[], texts: ReadonlyMap<string, string>): string {
  const there = new Set([...vml.matchAll(SHAPE)].map((match) => placeOfShape(match[0])));
  const missing = addresses.filter((address) => key(address) !== null && !there.has(key(address)));
  if (missing.length === 0) return vml;
  let result = vml;
  const ids = [...vml.matchAll(/\bid\s*=\s*["']_x0000_s(\d+)["']/g)].map((match) => Number(match[1]));
  const blocks = blocksOf(vml);
  let next = Math.max((blocks[0] ?? 1) * 1024, ...ids) + 1;
  const shapes = missing.map((address) => shapeXml(next++, address, texts.get(address) ?? ''));
  const typeId = '_x0000_t202';
  if (!result.includes(`"${typeId}"`)) shapes.unshift(SHAPE_TYPE);
  const end = result.lastIndexOf('</xml>');
  if (end < 0) return vml;
  result = result.slice(0, end) + shapes.join('') + result.slice(end);
  return withBlocks(result, blocks, next - 1);
}

/** Says that the drawing's ids reach into further blocks. */
function withBlocks(vml: string, blocks: readonly number[], lastId: number): string {
  const first = blocks[0];
  if (first === undefined) return vml;
  const all = new Set(blocks);
  for (let block = first; block <= Math.floor(lastId / 1024); block++) all.add(block);
  if (all.size === blocks.length) return vml;
  return vml.replace(
    /(<o:idmap\b[^<>]*\bdata\s*=\s*)["'][\d,\s]+["']/,
    `$1"${[...all].sort((a, b) => a - b).join(',')}"`,
  );
}

function shapeXml(id: number, address: string, text: string): string {
  const { row, column } = placeOf(address)!;
  const height = Math.min(Math.max(lineCount(text, 40) + 1, 4), 20);
  const left = Math.min(column + 1, 16_380);
  const top = Math.min(Math.max(row - 1, 0), 1_048_550);
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style='position:absolute;margin-left:80pt;margin-top:5pt;width:240pt;height:${
      height * 15
    }pt;z-index:1;visibility:hidden' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>` +
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    `<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>` +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${left}, 15, ${top}, 2, ${
      left + 4
    }, 15, ${top + height}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
