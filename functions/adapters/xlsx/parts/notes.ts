import { posix } from 'node:path';
import { largest } from '../../../../shared/domain/extremes.ts';
import type { CellNote } from '../../../../shared/sheet/image.ts';
import { planNotes, type WantedNote } from '../../../../shared/sheet/note-plan.ts';
import { MAX_COLUMNS, MAX_ROWS } from '../limits.ts';
import { CONTENT_TYPES, declareExtension, declarePart, removePart } from '../package/content-types.ts';
import { linkNamespace } from '../package/namespaces.ts';
import { freePartName, type Package } from '../package/package.ts';
import {
  addRelationship,
  linkIdOf,
  type Relationship,
  readRelationships,
  removeRelationships,
} from '../package/relationships.ts';
import { XmlProblem } from '../package/xml.ts';
import { damaged } from '../problem.ts';
import { cellAddress } from '../sheet/address.ts';
import { addToTail, removeFromTail, tailElement, tailOf, withTail } from '../sheet/sheet-tail.ts';
import type { Book, BookTab } from './book.ts';
import { type CommentsChange, changeComments, emptyComments } from './comments.ts';
import { blocksOf, emptyVml, hasShapes, withoutShapes, withShapes } from './vml.ts';

/**
 * Our notes on the cells of input tabs: wanted notes are written, notes that are no longer wanted go, users' notes
 * stay.
 */

/** A tab whose notes differ from what is wanted. */
export interface NotesChange {
  readonly tab: BookTab;
  readonly links: readonly Relationship[];
  readonly part: string | null;
  readonly comments: CommentsChange;
  readonly wanted: ReadonlyMap<string, string>;
}

const isComments = ({ kind, external }: Relationship): boolean => kind === 'comments' && !external;

/** Our texts by address; places that no file has are passed over. */
function byAddress(notes: readonly WantedNote[]): Map<string, string> {
  return new Map(
    notes
      .filter(({ row, column }) => row < MAX_ROWS && column < MAX_COLUMNS)
      .map(({ row, column, text }) => [cellAddress(row, column), text]),
  );
}

/** What would have to change; nothing is changed yet. Output tabs (`outputs`) have no notes of ours. */
export function notesToChange(
  pack: Package,
  book: Book,
  notes: readonly CellNote[],
  outputs: ReadonlySet<number>,
): NotesChange[] {
  const changes: NotesChange[] = [];
  const planned = planNotes(notes);
  for (const [position, tab] of book.tabs.entries()) {
    if (!tab.grid || tab.part === null || outputs.has(position)) continue;
    const wanted = byAddress(planned.get(tab.title) ?? []);
    const links = readRelationships(pack, tab.part);
    const part = links.find((link) => isComments(link) && pack.has(link.target))?.target ?? null;
    if (part === null && wanted.size === 0) continue;
    const source = part === null ? emptyComments(book.strict) : pack.need(part);
    try {
      const comments = changeComments(source, wanted);
      if (comments.xml !== source) changes.push({ tab, links, part, comments, wanted });
    } catch (error) {
      if (error instanceof XmlProblem) throw damaged(part ?? tab.part, error);
      throw error;
    }
  }
  return changes;
}

/** Makes one change: the comments, the shapes that show them, and the links between the parts. */
export function applyNotes(pack: Package, book: Book, change: NotesChange): void {
  const sheet = change.tab.part!;
  if (change.comments.all.length === 0) {
    removeAll(pack, sheet, change);
    return;
  }
  if (change.part === null) {
    const part = freePartName(pack, `${xlFolder(book)}comments`, '.xml');
    // Links to comments that are not there would hide those that now are.
    const dangling = change.links.filter(isComments).map(({ id }) => id);
    if (dangling.length > 0) removeRelationships(pack, sheet, new Set(dangling));
    pack.put(part, change.comments.xml);
    declarePart(pack, part, CONTENT_TYPES.comments);
    addRelationship(pack, sheet, `${linkNamespace(book.strict)}/comments`, part);
  } else pack.put(change.part, change.comments.xml);
  changeShapes(pack, book, sheet, change);
}

/** The drawing of comments that a tab refers to: its element, its link and its part. */
function legacyDrawing(pack: Package, sheet: string, links: readonly Relationship[]) {
  const tail = tailOf(sheet, pack.bytes(sheet)!);
  const element = tailElement(tail, 'legacyDrawing');
  const id = element === null ? null : linkIdOf(element);
  const link = links.find((candidate) => candidate.id === id);
  return { tail, element, link: link !== undefined && pack.has(link.target) ? link : null };
}

function changeShapes(pack: Package, book: Book, sheet: string, change: NotesChange): void {
  if (change.comments.added.length === 0 && change.comments.removed.length === 0) return;
  const { tail, element, link } = legacyDrawing(pack, sheet, change.links);
  if (link !== null) {
    const standing = withoutShapes(pack.need(link.target), change.comments.removed);
    pack.put(link.target, withShapes(standing, change.comments.added, change.wanted));
    return;
  }
  const part = freePartName(pack, `${xlFolder(book)}drawings/vmlDrawing`, '.vml');
  pack.put(part, withShapes(emptyVml(freeBlock(pack)), change.comments.all, change.wanted));
  declareExtension(pack, 'vml', CONTENT_TYPES.vml);
  const id = addRelationship(pack, sheet, `${linkNamespace(book.strict)}/vmlDrawing`, part);
  const clean = element === null ? tail : tailOf(sheet, withTail(tail, removeFromTail(tail, element)));
  pack.put(sheet, withTail(clean, addToTail(clean, 'legacyDrawing', id, linkNamespace(book.strict))));
}

/** The last comment has gone: the tab is as it was before the first. */
function removeAll(pack: Package, sheet: string, change: NotesChange): void {
  const gone = new Set<string>();
  const comments = change.links.find((link) => link.kind === 'comments');
  if (comments !== undefined) gone.add(comments.id);
  if (change.part !== null) removePart(pack, change.part);
  const { tail, element, link } = legacyDrawing(pack, sheet, change.links);
  if (link !== null && element !== null) {
    const vml = withoutShapes(pack.need(link.target), change.comments.removed);
    if (hasShapes(vml)) pack.put(link.target, vml);
    else {
      removePart(pack, link.target);
      gone.add(link.id);
      pack.put(sheet, withTail(tail, removeFromTail(tail, element)));
    }
  }
  removeRelationships(pack, sheet, gone);
}

function xlFolder(book: Book): string {
  const folder = posix.dirname(book.part);
  return folder === '.' ? '' : `${folder}/`;
}

/** A block of shape ids that no other drawing of the workbook uses. */
function freeBlock(pack: Package): number {
  const used = pack
    .names()
    .filter((name) => name.toLowerCase().endsWith('.vml'))
    .flatMap((name) => blocksOf(pack.text(name) ?? ''));
  return (
    largest(
      0,
      used.filter((block) => block < 60_000),
    ) + 1
  );
}
