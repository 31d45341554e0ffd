import { removePart } from '../package/content-types.ts';
import type { Package } from '../package/package.ts';
import { removeRelationships } from '../package/relationships.ts';
import { escapeAttribute, escapeXml, unescapeXml } from '../package/text.ts';
import {
  append,
  attribute,
  childOf,
  childrenOf,
  prefixFor,
  rootOf,
  scopeOf,
  setAttribute,
  splice,
  wholeNumberIn,
} from '../package/xml.ts';
import { quotedTitle } from '../sheet/address.ts';
import { type Book, markName } from './book.ts';

/** A tab that is put behind the others. */
export interface NewTab {
  readonly title: string;
  readonly sheetId: number;
  readonly relationship: string;
}

/** The workbook's names for one output tab. */
export interface TabNames {
  readonly key: string;
  readonly title: string;
  readonly position: number;
  /** Range of the filter; `null` where the tab has none. */
  readonly filter: string | null;
  /** What is printed, and the rows that stand on every page (`null`: none). */
  readonly print: { readonly area: string; readonly titles: string | null };
  /** Tells later whether the image has changed. */
  readonly fingerprint: string;
}

const FILTER = '_xlnm._FilterDatabase';
const PRINT_AREA = '_xlnm.Print_Area';
const PRINT_TITLES = '_xlnm.Print_Titles';

/** Elements that come before the defined names, last first. */
const BEFORE_NAMES = ['externalReferences', 'functionGroups', 'sheets'];

/** Puts tabs behind the others; `links` is the namespace of the attribute that names a tab's link. */
export function addTabs(xml: string, tabs: readonly NewTab[], links: string): string {
  const root = rootOf(xml);
  const sheets = childOf(xml, root, 'sheets');
  if (sheets === null || tabs.length === 0) return xml;
  // Many programs declare the prefix on each tab, where it ends with that tab.
  const prefix = prefixFor(scopeOf([root, sheets]), [links]);
  const link = prefix === null ? `xmlns:r="${links}" r:id` : `${prefix}:id`;
  const fragments = tabs.map(
    (tab) =>
      `<${sheets.prefix}sheet name="${escapeAttribute(tab.title)}" sheetId="${tab.sheetId}" ${link}="${tab.relationship}"/>`,
  );
  return append(xml, sheets, fragments.join(''));
}

/** Sets mark, filter range and print ranges of each output tab; no other name changes. */
export function setNames(xml: string, tabs: readonly TabNames[]): string {
  let result = ensureNames(xml);
  for (const { key, title, position, filter, print, fingerprint } of tabs) {
    const within = (range: string | null) => (range === null ? null : `${quotedTitle(title)}!${range}`);
    const local = { localTo: position, comment: null };
    const mark = { name: markName(key), localTo: null, comment: fingerprint, hidden: true };
    result = setName(result, mark, within('$A$1'));
    result = setName(
      result,
      { name: FILTER, ...local, hidden: true },
      within(filter === null ? null : absolute(filter)),
    );
    result = setName(result, { name: PRINT_AREA, ...local, hidden: false }, within(print.area));
    result = setName(result, { name: PRINT_TITLES, ...local, hidden: false }, within(print.titles));
  }
  return result;
}

function absolute(range: string): string {
  return range.replace(/(?<![A-Z])([A-Z]+)(\d+)/g, '$$$1$$$2');
}

function ensureNames(xml: string): string {
  const root = rootOf(xml);
  if (childOf(xml, root, 'definedNames') !== null) return xml;
  const children = childrenOf(xml, root);
  const before = BEFORE_NAMES.map((name) => children.find((child) => child.name === name)).find(
    (el) => el !== undefined,
  );
  const at = before?.end ?? root.innerEnd;
  return splice(xml, at, at, `<${root.prefix}definedNames></${root.prefix}definedNames>`);
}

interface Named {
  readonly name: string;
  /** Position of the tab that it is local to. */
  readonly localTo: number | null;
  readonly comment: string | null;
  readonly hidden: boolean;
}

/** @param reference `null` takes the name away */
function setName(xml: string, { name, localTo, comment, hidden }: Named, reference: string | null): string {
  const list = childOf(xml, rootOf(xml), 'definedNames')!;
  const standing = childrenOf(xml, list).find((element) => {
    return (
      attribute(element, 'name')?.toLowerCase() === name.toLowerCase() &&
      wholeNumberIn(element, 'localSheetId') === localTo
    );
  });
  const attributes = [
    `name="${escapeAttribute(name)}"`,
    ...(comment === null ? [] : [`comment="${comment}"`]),
    ...(localTo === null ? [] : [`localSheetId="${localTo}"`]),
    ...(hidden ? ['hidden="1"'] : []),
  ];
  const element =
    reference === null
      ? ''
      : `<${list.prefix}definedName ${attributes.join(' ')}>${escapeXml(reference)}</${list.prefix}definedName>`;
  if (standing !== undefined) return splice(xml, standing.start, standing.end, element);
  return append(xml, list, element);
}

/** The workbook opens at this tab the next time. */
export function openAt(xml: string, position: number): string {
  const root = rootOf(xml);
  const views = childOf(xml, root, 'bookViews');
  const view = views === null ? undefined : childrenOf(xml, views)[0];
  if (view !== undefined) return setAttribute(xml, view, 'activeTab', String(position));
  const p = root.prefix;
  const whole = `<${p}bookViews><${p}workbookView activeTab="${position}"/></${p}bookViews>`;
  const sheets = childOf(xml, root, 'sheets')!;
  if (views !== null) return splice(xml, views.start, views.end, whole);
  return splice(xml, sheets.start, sheets.start, whole);
}

/** Removes the list of names if it is empty, which the format forbids. */
export function dropEmptyNames(xml: string): string {
  const list = childOf(xml, rootOf(xml), 'definedNames');
  return list !== null && childrenOf(xml, list).length === 0 ? splice(xml, list.start, list.end, '') : xml;
}

/**
 * The order of computing names cells that hold formulas. Where it names cells of a tab whose contents are
 * replaced, Excel would call the file damaged; without the part it makes a new one.
 */
export function dropStaleCalcChain(pack: Package, book: Book, replaced: ReadonlySet<number>): void {
  const link = book.links.find((candidate) => candidate.kind === 'calcChain');
  if (link === undefined) return;
  const xml = pack.text(link.target);
  if (xml === null) return;
  let sheet = '';
  for (const match of xml.matchAll(/<(?:[\w.-]+:)?c\s[^>]*>/g)) {
    sheet = /\si\s*=\s*["'](\d+)["']/.exec(match[0])?.[1] ?? sheet;
    if (!replaced.has(Number(sheet))) continue;
    removePart(pack, link.target);
    removeRelationships(pack, book.part, new Set([link.id]));
    return;
  }
}

/** Asks the program that opens the file next to compute all formulas: some of the user's read our tabs. */
export function askForComputing(xml: string): string {
  const root = rootOf(xml);
  const standing = childOf(xml, root, 'calcPr');
  if (standing !== null) return setAttribute(xml, standing, 'fullCalcOnLoad', '1');
  const names = childOf(xml, root, 'definedNames');
  const children = childrenOf(xml, root);
  const before =
    names ?? BEFORE_NAMES.map((name) => children.find((child) => child.name === name)).find((el) => el !== undefined);
  const at = before?.end ?? root.innerEnd;
  return splice(xml, at, at, `<${root.prefix}calcPr fullCalcOnLoad="1"/>`);
}

/** True when a formula of a user's tab, or a name, reads one of the output tabs. */
export function formulasRead(
  pack: Package,
  book: Book,
  titles: readonly string[],
  outputs: ReadonlySet<number>,
): boolean {
  const needles = titles.flatMap((title) => [`${escapeXml(title)}!`, `${escapeXml(title.replaceAll("'", "''"))}'!`]);
  const names = book.names.some(
    (name) =>
      !name.name.toLowerCase().startsWith('_x') && titles.some((title) => unescapeXml(name.reference).includes(title)),
  );
  if (names) return true;
  return book.tabs.some((tab, position) => {
    if (!tab.grid || tab.part === null || outputs.has(position)) return false;
    // Bytes are searched as they are: decoding a tab of 50,000 rows for this would cost more than the rest.
    const bytes = pack.bytes(tab.part);
    if (
      bytes === null ||
      !(bytes.includes('<f>') || bytes.includes('<f ') || bytes.includes(':f>') || bytes.includes(':f '))
    )
      return false;
    return needles.some((needle) => bytes.includes(needle));
  });
}
