import { largest } from '../../../../shared/domain/extremes.ts';
import type { OrphanNotes } from '../../../../shared/ports.ts';
import { showsSame } from '../../../../shared/sheet/compare.ts';
import { type CurrentTab, findTargets } from '../../../../shared/sheet/find-target.ts';
import { fingerprintOf } from '../../../../shared/sheet/fingerprint.ts';
import type { TabImage, WorkbookImage } from '../../../../shared/sheet/image.ts';
import { layOut, type OutputGrid } from '../../../../shared/sheet/lay-out.ts';
import type { RawTab } from '../../../../shared/sheet/raw.ts';
import { readUserTexts } from '../../../../shared/sheet/user-texts.ts';
import { MAX_TITLE } from '../limits.ts';
import { CONTENT_TYPES, declarePart } from '../package/content-types.ts';
import { linkNamespace } from '../package/namespaces.ts';
import { freePartName, openPackage, type Package } from '../package/package.ts';
import { addRelationship } from '../package/relationships.ts';
import { writePackage } from '../package/write-package.ts';
import { XmlProblem } from '../package/xml.ts';
import { type Book, linkedPart, markedKeys, markedTab, markName, readBook } from '../parts/book.ts';
import * as patch from '../parts/book-patch.ts';
import { applyNotes, notesToChange } from '../parts/notes.ts';
import { emptyStyles, openStyles } from '../parts/styles.ts';
import { damaged } from '../problem.ts';
import { filterRange } from '../sheet/sheet-build.ts';
import { printRanges } from '../sheet/sheet-page.ts';
import { type CurrentTabs, currentTabs } from './current-tabs.ts';
import { hasBeenOpened } from './opening.ts';
import { folderOf, writeTab } from './replace-tab.ts';

/** The result of planning an image into the bytes of a file. */
export interface PublishPlan {
  /** The file's new contents; `null` if it already shows everything. */
  readonly chunks: readonly Buffer[] | null;
  readonly orphanNotes: readonly OrphanNotes[];
  /** The tabs of the image as reading the new contents gives them. */
  outputs(): readonly RawTab[];
}

interface PlannedTab {
  readonly image: TabImage;
  readonly position: number;
  readonly title: string;
  /** `null`: a new tab. */
  readonly part: string | null;
  readonly grid: OutputGrid;
  readonly orphans: readonly OrphanNotes[];
}

export async function planPublish(file: Buffer, image: WorkbookImage): Promise<PublishPlan> {
  const pack = openPackage(file);
  const book = readBook(pack);
  try {
    return await plan(pack, book, image);
  } catch (error) {
    if (error instanceof XmlProblem) throw damaged(book.part, error);
    throw error;
  }
}

async function plan(pack: Package, book: Book, image: WorkbookImage): Promise<PublishPlan> {
  const current = currentTabs(pack, book);
  const tabs = planTabs(book, image.tabs, current);
  const currentTitle = titleFinder(book, tabs);
  const prints = tabs.map((tab) => fingerprintOf(tab.image, tab.grid, currentTitle));
  const outputs = new Set(tabs.map((tab) => tab.position));
  const notes = image.notes === 'asTheyStand' ? [] : notesToChange(pack, book, image.notes ?? [], outputs);
  const orphanNotes = tabs.flatMap((tab) => tab.orphans);
  const asItStands = notes.length === 0 && tabs.every((tab, at) => isAsItStands(book, tab, prints[at]!, current));
  const readBack = (): RawTab[] => tabs.map(asRead);
  if (asItStands) return { chunks: null, orphanNotes, outputs: readBack };

  for (const change of notes) applyNotes(pack, book, change);
  if (tabs.length > 0) writeTabs(pack, book, tabs, prints, currentTitle);
  return { chunks: await writePackage(pack), orphanNotes, outputs: readBack };
}

function asRead({ image, title, grid }: PlannedTab): RawTab {
  return { title, output: image.key, merges: [], rows: grid.rows.map((row) => row.map(({ value }) => value)) };
}

/** Finds or chooses the tab of each image and lays out its cells. */
function planTabs(book: Book, images: readonly TabImage[], current: CurrentTabs): PlannedTab[] {
  let next = book.tabs.length;
  return findTargets(tabsOf(book, images, current), images, MAX_TITLE).map(({ position, title }, at): PlannedTab => {
    const image = images[at]!;
    const texts = readUserTexts(image, position === null ? null : current.texts(position));
    return {
      image,
      position: position ?? next++,
      title,
      part: position === null ? null : book.tabs[position]!.part,
      grid: layOut(image, texts),
      orphans: texts.orphans,
    };
  });
}

function tabsOf(book: Book, images: readonly TabImage[], current: CurrentTabs): CurrentTab[] {
  const marks = markedKeys(book);
  for (const { key } of images) {
    const position = markedTab(book, key);
    if (position !== null) marks.set(position, key);
  }
  return book.tabs.map(({ title, grid }, position) => ({
    title,
    isGrid: grid,
    mark: marks.get(position) ?? null,
    rows: () => current.grid(position).rows,
  }));
}

function titleFinder(book: Book, tabs: readonly PlannedTab[]): (title: string) => string | null {
  const titles = new Map<string, string>(book.tabs.map((tab) => [tab.title, tab.title]));
  for (const tab of tabs) titles.set(tab.image.title, tab.title);
  return (title) => titles.get(title) ?? null;
}

function isAsItStands(book: Book, tab: PlannedTab, print: string, current: CurrentTabs): boolean {
  if (tab.part === null) return false;
  const mark = markName(tab.image.key).toLowerCase();
  const name = book.names.find((candidate) => candidate.localTo === null && candidate.name.toLowerCase() === mark);
  return name?.comment === print && showsSame(tab.grid, current.grid(tab.position).rows);
}

function writeTabs(
  pack: Package,
  book: Book,
  tabs: readonly PlannedTab[],
  prints: readonly string[],
  currentTitle: (title: string) => string | null,
): void {
  const stylesPart = linkedPart(book, pack, 'styles');
  const before = stylesPart === null ? emptyStyles(book.strict) : pack.need(stylesPart);
  const styles = openStyles(before);
  const added: patch.NewTab[] = [];
  let sheetId = largest(
    0,
    book.tabs.map((tab) => tab.sheetId),
  );
  const names: patch.TabNames[] = [];
  const opening = tabs.find(({ image }) => image.opening === true && !hasBeenOpened(pack, book));
  for (const [at, tab] of tabs.entries()) {
    const part = tab.part ?? freePartName(pack, `${folderOf(book)}worksheets/sheet`, '.xml');
    const { image, grid, title } = tab;
    writeTab(pack, book, { image, grid, title, part, opens: tab === opening }, { styles, currentTitle });
    if (tab.part === null) {
      declarePart(pack, part, CONTENT_TYPES.worksheet);
      const relationship = addRelationship(pack, book.part, `${linkNamespace(book.strict)}/worksheet`, part);
      sheetId += 1;
      added.push({ title: tab.title, sheetId, relationship });
    }
    const filter = grid.headingRow === null ? null : filterRange(grid, image);
    const print = printRanges(grid);
    names.push({ key: image.key, title, position: tab.position, filter, print, fingerprint: prints[at]! });
  }
  putStyles(pack, book, stylesPart, before, styles.xml());

  const current = tabs.filter((tab) => tab.part !== null);
  const ids = new Set(current.map((tab) => book.tabs[tab.position]!.sheetId));
  patch.dropStaleCalcChain(pack, book, ids);
  let xml = patch.addTabs(pack.need(book.part), added, linkNamespace(book.strict));
  xml = patch.dropEmptyNames(patch.setNames(xml, names));
  if (opening !== undefined) xml = patch.openAt(xml, opening.position);
  const titles = current.map((tab) => tab.title);
  const positions = new Set(current.map((tab) => tab.position));
  if (patch.formulasRead(pack, book, titles, positions)) xml = patch.askForComputing(xml);
  pack.put(book.part, xml);
}

function putStyles(pack: Package, book: Book, part: string | null, before: string, after: string): void {
  if (part !== null) {
    if (after !== before) pack.put(part, after);
    return;
  }
  const created = `${folderOf(book)}styles.xml`;
  pack.put(created, after);
  declarePart(pack, created, CONTENT_TYPES.styles);
  addRelationship(pack, book.part, `${linkNamespace(book.strict)}/styles`, created);
}
