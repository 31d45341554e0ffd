import { MAX_TABS } from '../limits.ts';
import { isStrict } from '../package/namespaces.ts';
import type { Package } from '../package/package.ts';
import { linkIdOf, type Relationship, readRelationships } from '../package/relationships.ts';
import { unescapeXml } from '../package/text.ts';
import { attribute, childOf, childrenOf, isTrue, rootOf, scopeOf, wholeNumberIn, XmlProblem } from '../package/xml.ts';
import { damaged, refused } from '../problem.ts';
import { titleInReference } from '../sheet/address.ts';
import { REASONS } from '../words.ts';

/** A tab as the workbook lists it. */
export interface BookTab {
  readonly title: string;
  readonly sheetId: number;
  readonly relationship: string;
  /** Its part; `null` where the package has none. */
  readonly part: string | null;
  /** A grid of cells; charts and macro sheets are tabs too, but hold none. */
  readonly grid: boolean;
}

/** A name that the workbook defines. */
export interface DefinedName {
  readonly name: string;
  readonly reference: string;
  /** Position of the tab that the name is local to. */
  readonly localTo: number | null;
  readonly comment: string | null;
}

/** What the main part of the package says. */
export interface Book {
  readonly part: string;
  readonly tabs: readonly BookTab[];
  readonly names: readonly DefinedName[];
  readonly date1904: boolean;
  readonly links: readonly Relationship[];
  /** The stricter dialect of the format has other namespaces. */
  readonly strict: boolean;
}

/** Name that marks an output tab; hidden, for the whole workbook, refers to the tab's first cell. */
const MARK = '_xietong_';

/** Name of the mark for the output tab `key`; characters that a name cannot have are written as `_HHHH`. */
export function markName(key: string): string {
  return MARK + key.replace(/[^\p{L}\p{N}]/gu, (c) => `_${c.codePointAt(0)!.toString(16).padStart(4, '0')}`);
}

function findBookPart(pack: Package): string {
  const main = readRelationships(pack, '').find((link) => link.kind === 'officeDocument' && !link.external);
  if (main !== undefined && pack.has(main.target)) {
    if (main.target.endsWith('.bin')) throw refused(REASONS.binaryXlsb);
    if (!/word|ppt/.test(main.target)) return main.target;
    throw refused(REASONS.notXlsx);
  }
  if (pack.has('xl/workbook.xml')) return 'xl/workbook.xml';
  if (pack.has('xl/workbook.bin')) throw refused(REASONS.binaryXlsb);
  if (pack.has('content.xml') && pack.has('mimetype')) throw refused(REASONS.openDocument);
  throw refused(pack.has('[Content_Types].xml') ? REASONS.noWorkbook : REASONS.notXlsx);
}

export function readBook(pack: Package): Book {
  let part = '_rels/.rels';
  try {
    part = findBookPart(pack);
    return parseBook(pack, part);
  } catch (error) {
    if (error instanceof XmlProblem) throw damaged(part, error);
    throw error;
  }
}

function parseBook(pack: Package, part: string): Book {
  const xml = pack.need(part);
  const root = rootOf(xml);
  const links = readRelationships(pack, part);
  const sheets = childOf(xml, root, 'sheets');
  const listed = sheets === null ? [] : childrenOf(xml, sheets).filter((element) => element.name === 'sheet');
  if (sheets === null || listed.length === 0) throw refused(REASONS.noTabs);
  if (listed.length > MAX_TABS) throw refused(REASONS.tooManyTabs);
  const linkById = new Map(links.toReversed().map((link) => [link.id, link]));
  const tabs = listed.map((element): BookTab => {
    const relationship = linkIdOf(element, [root, sheets]) ?? '';
    const link = linkById.get(relationship);
    return {
      title: attribute(element, 'name') ?? '',
      sheetId: wholeNumberIn(element, 'sheetId') ?? 0,
      relationship,
      part: link === undefined || link.external || !pack.has(link.target) ? null : link.target,
      grid: link === undefined || link.kind === 'worksheet',
    };
  });
  const properties = childOf(xml, root, 'workbookPr');
  const list = childOf(xml, root, 'definedNames');
  const names = (list === null ? [] : childrenOf(xml, list)).map((element): DefinedName => {
    return {
      name: attribute(element, 'name') ?? '',
      reference: unescapeXml(xml.slice(element.innerStart, element.innerEnd)),
      localTo: wholeNumberIn(element, 'localSheetId'),
      comment: attribute(element, 'comment'),
    };
  });
  return {
    part,
    tabs,
    names,
    links,
    date1904: properties !== null && isTrue(attribute(properties, 'date1904')),
    strict: isStrict(scopeOf([root]).get(root.prefix.slice(0, -1))),
  };
}

/** Position of the tab that a mark points to; `null` where there is no such mark or its tab is gone. */
export function markedTab(book: Book, key: string): number | null {
  const mark = markName(key).toLowerCase();
  const name = book.names.find((candidate) => candidate.localTo === null && candidate.name.toLowerCase() === mark);
  return name === undefined ? null : tabOfReference(book, name.reference);
}

function tabOfReference(book: Book, reference: string): number | null {
  const title = titleInReference(reference)?.toLowerCase();
  const at = book.tabs.findIndex((tab) => tab.title.toLowerCase() === title);
  return at < 0 || !book.tabs[at]!.grid ? null : at;
}

/** Key of the output tab at each position that carries a mark. */
export function markedKeys(book: Book): Map<number, string> {
  const keys = new Map<number, string>();
  for (const { name, reference, localTo } of book.names) {
    if (localTo !== null || !name.toLowerCase().startsWith(MARK)) continue;
    const at = tabOfReference(book, reference);
    const key = name.slice(MARK.length).replace(/_([0-9a-f]{4,6})/g, (_, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
    if (at !== null && !keys.has(at)) keys.set(at, key);
  }
  return keys;
}

/** Part that the workbook links to by kind (`styles`, `sharedStrings`, …). */
export function linkedPart(book: Book, pack: Package, kind: string): string | null {
  const link = book.links.find((candidate) => candidate.kind === kind && !candidate.external);
  return link !== undefined && pack.has(link.target) ? link.target : null;
}
