import { posix } from 'node:path';
import type { TabImage } from '../../../../shared/sheet/image.ts';
import type { OutputGrid } from '../../../../shared/sheet/lay-out.ts';
import { removePart } from '../package/content-types.ts';
import { linkNamespace } from '../package/namespaces.ts';
import type { Package } from '../package/package.ts';
import { addRelationship, linkIdOf, readRelationships, removeRelationships } from '../package/relationships.ts';
import type { Book } from '../parts/book.ts';
import { drawCharts } from '../parts/drawing.ts';
import { buildSheet, type Carried, type SheetSurroundings } from '../sheet/sheet-build.ts';
import { headOf } from '../sheet/sheet-head.ts';
import { tailElement, tailOf } from '../sheet/sheet-tail.ts';

/** Writes an output tab's contents into its part, new or old. */

export interface TabContents {
  readonly image: TabImage;
  readonly grid: OutputGrid;
  readonly title: string;
  readonly part: string;
  /** The workbook opens at it from now on. */
  readonly opens: boolean;
}

/** What users have put on top of an output tab; the rest of its old contents goes. */
const KEPT_ELEMENTS = ['legacyDrawing', 'legacyDrawingHF', 'picture'] as const;
/** Links that no element of the tab names. */
const KEPT_LINKS = new Set(['comments', 'threadedComment', 'pivotTable']);
/** Parts that belong to one tab alone and would be left without an owner. */
const OWN_PARTS = new Set(['table', 'printerSettings', 'queryTable']);

const NOTHING_CARRIED: Carried = { codeName: null, selected: false, zoom: null, tail: '' };

interface TakenOver {
  readonly carried: Carried;
  /** Part of the drawing. */
  readonly drawing: string | null;
}

export function writeTab(
  pack: Package,
  book: Book,
  contents: TabContents,
  around: Omit<SheetSurroundings, 'carried' | 'strict'>,
): void {
  const { image, grid, part, title, opens } = contents;
  const takenOver = pack.has(part) ? takeOver(pack, part) : { carried: NOTHING_CARRIED, drawing: null };
  const drawing = drawCharts(pack, book, takenOver.drawing, image.charts ?? [], {
    title,
    grid,
    firstRow: grid.firstRow,
  });
  const selected = opens || takenOver.carried.selected;
  const carried = {
    ...takenOver.carried,
    selected,
    tail: drawingElement(pack, book, part, drawing) + takenOver.carried.tail,
  };
  pack.put(part, buildSheet(image, grid, { ...around, carried, strict: book.strict }));
}

function drawingElement(pack: Package, book: Book, part: string, drawing: string | null): string {
  const link = readRelationships(pack, part).find((candidate) => candidate.kind === 'drawing');
  if (drawing === null) {
    if (link !== undefined) removeRelationships(pack, part, new Set([link.id]));
    return '';
  }
  const id = link?.id ?? addRelationship(pack, part, `${linkNamespace(book.strict)}/drawing`, drawing);
  return `<drawing r:id="${id}"/>`;
}

/** Reads from the old contents what is carried over, and removes the parts that are not. */
function takeOver(pack: Package, part: string): TakenOver {
  const bytes = pack.bytes(part)!;
  const tail = tailOf(part, bytes);
  const links = readRelationships(pack, part);
  const kept = KEPT_ELEMENTS.flatMap((name) => {
    const element = tailElement(tail, name);
    const id = element === null ? null : linkIdOf(element);
    return id !== null && links.some((link) => link.id === id) ? [{ name, id }] : [];
  });
  const keptIds = new Set(kept.map((element) => element.id));
  const drawn = tailElement(tail, 'drawing');
  const drawingId = drawn === null ? null : linkIdOf(drawn);
  const gone = new Set<string>();
  for (const link of links) {
    if (keptIds.has(link.id) || KEPT_LINKS.has(link.kind) || link.id === drawingId) continue;
    gone.add(link.id);
    if (OWN_PARTS.has(link.kind) && !link.external) removePart(pack, link.target);
  }
  removeRelationships(pack, part, gone);
  const drawing = links.find((link) => link.id === drawingId && pack.has(link.target));
  return {
    carried: {
      ...headOf(bytes),
      tail: kept.map(({ name, id }) => `<${name} r:id="${id}"/>`).join(''),
    },
    drawing: drawing?.target ?? null,
  };
}

/** Folder of the parts of the workbook, with a slash at its end. */
export function folderOf(book: Book): string {
  const folder = posix.dirname(book.part);
  return folder === '.' ? '' : `${folder}/`;
}
