import { posix } from 'node:path';
import { largest } from '../../../../shared/domain/extremes.ts';
import type { ImageChart } from '../../../../shared/sheet/image.ts';
import { OUR_NAME } from '../../../../shared/sheet/words.ts';
import { CONTENT_TYPES, declarePart, removePart } from '../package/content-types.ts';
import { linkNamespace } from '../package/namespaces.ts';
import { freePartName, type Package } from '../package/package.ts';
import {
  addRelationship,
  readRelationships,
  relationshipsPart,
  removeRelationships,
} from '../package/relationships.ts';
import { append, childrenOf, rootOf, type Splice, spliceAll } from '../package/xml.ts';
import type { Book } from './book.ts';
import { type ChartPlace, chartXml } from './charts.ts';

/** Our charts in the drawing of an output tab; what users have drawn there stays. */

const SHEET_DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';

const ROWS_A_CHART = 16;
const COLUMNS_A_CHART = 7;

/** The drawing's name for our shapes: found again also after another program has written the drawing anew. */
const shapeName = (number: number): string => `${OUR_NAME} ${number}`;
const OURS = new RegExp(`\\bname\\s*=\\s*["']${OUR_NAME} \\d+["']`);

/** Puts the charts into the drawing `part` (`null` = none yet); gives the drawing's part, `null` where it is empty. */
export function drawCharts(
  pack: Package,
  book: Book,
  part: string | null,
  wanted: readonly ImageChart[],
  place: ChartPlace,
): string | null {
  // A chart over no rows at all has nothing to show.
  const charts = wanted.filter((chart) => chart.toRow >= chart.fromRow);
  const folder = posix.dirname(book.part) === '.' ? '' : `${posix.dirname(book.part)}/`;
  let xml = part === null ? null : removeOurs(pack, part);
  if (charts.length === 0) {
    if (xml === null || part === null) return null;
    if (childrenOf(xml, rootOf(xml)).length > 0) {
      pack.put(part, xml);
      return part;
    }
    removePart(pack, part);
    return null;
  }
  const target = part ?? freePartName(pack, `${folder}drawings/drawing`, '.xml');
  xml ??= `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${MAIN}"></xdr:wsDr>`;
  const ids = [...xml.matchAll(/<[\w.:-]*cNvPr\s[^<>]*\bid\s*=\s*["'](\d+)["']/g)].map((match) => Number(match[1]));
  let nextId = largest(1, ids) + 1;
  for (const [at, chart] of charts.entries()) {
    const chartPart = freePartName(pack, `${folder}charts/chart`, '.xml');
    pack.put(chartPart, chartXml(place, chart));
    declarePart(pack, chartPart, CONTENT_TYPES.chart);
    const link = addRelationship(pack, target, `${linkNamespace(book.strict)}/chart`, chartPart);
    xml = append(
      xml,
      rootOf(xml),
      anchorXml(place.grid.columns + 1, 1 + at * ROWS_A_CHART, nextId++, at + 1, link, book.strict),
    );
  }
  pack.put(target, xml);
  declarePart(pack, target, CONTENT_TYPES.drawing);
  return target;
}

/** The drawing without our shapes; their charts leave the package. */
function removeOurs(pack: Package, part: string): string {
  const xml = pack.need(part);
  const links = readRelationships(pack, part);
  const gone = new Set<string>();
  const edits: Splice[] = [];
  for (const { start, end } of childrenOf(xml, rootOf(xml))) {
    const text = xml.slice(start, end);
    if (!OURS.test(text)) continue;
    for (const match of text.matchAll(/(?<![\w.-])[\w.-]+:id\s*=\s*["']([^"']+)["']/g)) gone.add(match[1]!);
    edits.push({ start, end, text: '' });
  }
  for (const link of links) {
    if (!gone.has(link.id) || link.kind !== 'chart') continue;
    for (const look of readRelationships(pack, link.target)) {
      if (look.kind === 'chartStyle' || look.kind === 'chartColorStyle') removePart(pack, look.target);
    }
    pack.remove(relationshipsPart(link.target));
    removePart(pack, link.target);
  }
  removeRelationships(pack, part, gone);
  return spliceAll(xml, edits);
}

function anchorXml(column: number, row: number, id: number, number: number, link: string, strict: boolean): string {
  const corner = (name: string, x: number, y: number) =>
    `<xdr:${name}><xdr:col>${x}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${y}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  return (
    // The prefixes are declared here: a drawing that another program wrote may use others.
    `<xdr:twoCellAnchor xmlns:xdr="${SHEET_DRAWING}" xmlns:a="${MAIN}">${corner('from', column, row)}${corner('to', column + COLUMNS_A_CHART, row + ROWS_A_CHART - 1)}` +
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${id}" name="${shapeName(number)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>' +
    `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${linkNamespace(strict)}" r:id="${link}"/></a:graphicData></a:graphic>` +
    '</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
  );
}
