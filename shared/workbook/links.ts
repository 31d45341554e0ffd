import { isGiven, type List, type unreadable } from '../domain/cell.ts';
import { looseId, looseName } from '../domain/id-hints.ts';
import type { ParsedTab, ParsedWorkbook } from '../domain/parsed.ts';
import type { RenamedId } from '../domain/renamed-id.ts';
import type { Row, TabKey } from '../domain/school.ts';
import { HolderKind } from '../domain/vocabulary.ts';
import type { Reference } from './column.ts';
import { TABS } from './tabs/index.ts';

/**
 * The texts by which rows of one college can be looked up from another. Every lookup of the school uses an id or a
 * name: colleges that share none of these texts, directly or through others, can be judged apart with the same
 * result. Texts are stored as consecutive tokens of `TOKEN` characters; if two texts share a token, the only
 * effect is that their colleges are judged together.
 */
export interface Links {
  /** Ids of organizations and people that occur anywhere: rows that name the same one are judged together. */
  readonly mentions: string;
  /** What others may also look for here: activity and decision numbers, ids and names without dashes and spaces. */
  readonly shows: string;
  /** What is looked for elsewhere: names and ids unknown here, numbers of activities and decisions. */
  readonly asks: string;
  /** 姓名 in 花名册, as typed. */
  readonly names: string;
}

type Cells = Readonly<Record<string, unknown>>;
type LinkKind = 'id' | 'like' | 'called' | 'activity' | 'decision' | 'name';

/** @param renamed ids of 组织 and 花名册 that are gone: a row that names one gets its new id as advice */
export function linksOf(parsed: ParsedWorkbook, renamed: readonly RenamedId[]): Links {
  const links = {
    mentions: new Set<number>(),
    shows: new Set<number>(),
    asks: new Set<number>(),
    names: new Set<number>(),
  };
  for (const { from, to } of renamed) for (const id of [from, to]) links.mentions.add(linkToken('id', id));
  addLinks(links, parsed);
  if (parsed.meant !== null) addLinks(links, parsed.meant);
  for (const { name } of parsed.tabs.students.rows) if (isGiven(name)) links.names.add(linkToken('name', name));
  const { mentions, shows, asks, names } = links;
  // `mentions` already finds whoever names an id.
  const others = [...asks].filter((token) => !mentions.has(token));
  return { mentions: packed(mentions), shows: packed(shows), asks: packed(others), names: packed(names) };
}

interface Found {
  readonly mentions: Set<number>;
  readonly shows: Set<number>;
  readonly asks: Set<number>;
}

function addLinks(links: Found, { tabs }: ParsedWorkbook): void {
  const { mentions, shows } = links;
  for (const rows of [tabs.organizations.rows, tabs.students.rows]) {
    for (const { id, name } of rows) {
      if (!isGiven(id)) continue;
      mentions.add(linkToken('id', id));
      if (looseId(id) !== id) shows.add(linkToken('like', looseId(id)));
      // 姓名 are already in `names` as typed.
      if (isGiven(name) && !(rows === tabs.students.rows && looseName(name) === name))
        shows.add(linkToken('called', looseName(name)));
    }
  }
  for (const { id } of tabs.activities.rows) if (isGiven(id)) shows.add(linkToken('activity', id));
  for (const { id } of tabs.decisions.rows) if (isGiven(id)) shows.add(linkToken('decision', id));
  const known = ownIds(tabs);
  for (const key of Object.keys(TABS) as TabKey[]) addTab(links, tabs[key] as unknown as ParsedTab, known);
}

function addTab(links: Found, tab: ParsedTab, known: OwnIds): void {
  const columns = Object.entries(
    TABS[tab.key].columns as Readonly<Record<string, { readonly references?: Reference }>>,
  );
  const referring = columns.flatMap(([field, { references }]) =>
    references === undefined ? [] : [{ field, references }],
  );
  const keys = [...new Set(TABS[tab.key].rowKeys.flat())];
  for (const row of tab.rows) {
    const cells = row as Row as unknown as Cells;
    for (const { field, references } of referring)
      for (const text of textsOf(cells[field])) addReference(links, references, text, known);
    // A key is shown with the name of what it refers to.
    for (const field of keys) for (const text of textsOf(cells[field])) links.asks.add(linkToken('id', text));
  }
  for (const key of tab.oddKeys.values()) for (const text of key) links.asks.add(linkToken('id', text));
}

interface OwnIds {
  readonly organizations: ReadonlySet<string>;
  readonly students: ReadonlySet<string>;
  readonly teachers: ReadonlySet<string>;
  readonly decisions: ReadonlySet<string>;
}

function ownIds({ organizations, students, tenures, decisions }: ParsedWorkbook['tabs']): OwnIds {
  const given = (rows: readonly { readonly id: string | null | typeof unreadable }[]): ReadonlySet<string> =>
    new Set(rows.flatMap(({ id }) => (isGiven(id) ? [id] : [])));
  const teachers = tenures.rows.flatMap(({ holderId, holderKind }) =>
    isGiven(holderId) && holderKind !== HolderKind.student ? [holderId] : [],
  );
  return {
    organizations: given(organizations.rows),
    students: given(students.rows),
    teachers: new Set(teachers),
    decisions: given(decisions.rows),
  };
}

function addReference({ mentions, asks }: Found, references: Reference, text: string, known: OwnIds): void {
  switch (references) {
    case 'activity':
      asks.add(linkToken('activity', text));
      return;
    case 'decision':
      if (!known.decisions.has(text)) asks.add(linkToken('decision', text));
      return;
    case 'student':
    case 'author':
      mentions.add(linkToken('id', text));
      if (!known.students.has(text) && !(references === 'author' && known.teachers.has(text))) addMeant(asks, text);
      return;
    default:
      mentions.add(linkToken('id', text));
      if (!known.organizations.has(text)) addMeant(asks, text);
  }
}

/** Adds what an id that is unknown here may mean. */
function addMeant(asks: Set<number>, text: string): void {
  asks.add(linkToken('id', looseId(text)));
  asks.add(linkToken('like', looseId(text)));
  asks.add(linkToken('name', looseName(text)));
  asks.add(linkToken('called', looseName(text)));
}

function textsOf(cell: unknown): readonly string[] {
  if (typeof cell === 'string') return [cell];
  if (cell === null || typeof cell !== 'object' || !('items' in cell)) return [];
  return (cell as List<unknown>).items.filter((item) => typeof item === 'string');
}

const SEEDS: Readonly<Record<LinkKind, number>> = { id: 1, like: 2, called: 3, activity: 4, decision: 5, name: 6 };

/** A number of 42 bits for a text of a kind (two multiplicative hashes of 32 bits, mixed). */
export function linkToken(kind: LinkKind, text: string): number {
  let high = 0xdeadbeef ^ SEEDS[kind];
  let low = 0x41c6ce57 ^ SEEDS[kind];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (1023 & low) + (high >>> 0);
}

/** Characters of a packed token, six bits each. */
const TOKEN = 7;
const FIRST = 0x30;

function packed(tokens: Iterable<number>): string {
  let text = '';
  for (const token of tokens) {
    let rest = token;
    for (let i = 0; i < TOKEN; i++) {
      text += String.fromCharCode(FIRST + (rest % 64));
      rest = Math.floor(rest / 64);
    }
  }
  return text;
}

/** How many tokens a packed text holds. */
function lengthOf(text: string): number {
  return Math.floor(text.length / TOKEN);
}

function tokensIn(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + lengthOf(text), 0);
}

function tokenAt(text: string, place: number): number {
  let token = 0;
  for (let i = TOKEN - 1; i >= 0; i--) token = token * 64 + (text.charCodeAt(place * TOKEN + i) - FIRST);
  return token;
}

/** The tokens of packed texts, in a tenth of the memory of a set. */
export class TokenSet {
  readonly #tokens: Float64Array;

  constructor(texts: readonly string[]) {
    this.#tokens = new Float64Array(tokensIn(texts));
    let at = 0;
    for (const text of texts)
      for (let place = 0; place < lengthOf(text); place++) this.#tokens[at++] = tokenAt(text, place);
    this.#tokens.sort();
  }

  has(token: number): boolean {
    let [low, high] = [0, this.#tokens.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle] as number) < token) low = middle + 1;
      else high = middle;
    }
    return this.#tokens[low] === token;
  }
}

/** A token of 42 bits and the college that has it in one number. */
const MOST_COLLEGES = 2 ** 11;

/**
 * Colleges that must be judged together: sets of positions in the list, each in order. More than 2,048 colleges are
 * judged together in any case.
 */
export function linkedGroups(colleges: readonly Links[]): readonly (readonly number[])[] {
  if (colleges.length > MOST_COLLEGES) return [[...colleges.keys()]];
  const parents = colleges.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] as number;
    return root;
  };
  const join = (a: number, b: number): void => {
    parents[Math.max(rootOf(a), rootOf(b))] = Math.min(rootOf(a), rootOf(b));
  };
  const mentions = owned(colleges, ({ mentions }) => [mentions]);
  joinCommon(mentions, mentions, join);
  const asks = owned(colleges, ({ asks }) => [asks]);
  joinCommon(mentions, asks, join);
  joinCommon(
    owned(colleges, ({ shows, names }) => [shows, names]),
    asks,
    join,
  );
  return [...Map.groupBy(parents.keys(), rootOf).values()];
}

/** Every token with its college, in order: in numbers they take a tenth of the memory of maps. */
function owned(colleges: readonly Links[], textsOf: (links: Links) => readonly string[]): Float64Array {
  const texts = colleges.map(textsOf);
  const all = new Float64Array(tokensIn(texts.flat()));
  let at = 0;
  for (const [college, own] of texts.entries())
    for (const text of own)
      for (let place = 0; place < lengthOf(text); place++) all[at++] = tokenAt(text, place) * MOST_COLLEGES + college;
  return all.sort();
}

const tokenOf = (pair: number): number => Math.floor(pair / MOST_COLLEGES);
const ownerOf = (pair: number): number => pair % MOST_COLLEGES;

/** Joins all colleges that have a token which is in both lists. */
function joinCommon(left: Float64Array, right: Float64Array, join: (a: number, b: number) => void): void {
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] as number, right[j] as number];
    const token = tokenOf(a);
    if (token < tokenOf(b)) i++;
    else if (token > tokenOf(b)) j++;
    else {
      const home = ownerOf(a);
      for (; i < left.length && tokenOf(left[i] as number) === token; i++) join(home, ownerOf(left[i] as number));
      for (; j < right.length && tokenOf(right[j] as number) === token; j++) join(home, ownerOf(right[j] as number));
    }
  }
}
