import * as z from 'zod';
import { sha256 } from '../../../shared/domain/identity.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { isPart, itemText, partKeys, toBody } from './body.ts';
import type { Attributes, Item, Key, Table } from './items.ts';
import { balancesOf, GONE, ledgerOf, manifestKey } from './keys.ts';
import { balanceSchema, decoded, settlementSchema } from './schemas.ts';
import { THINGS, WORDS } from './words.ts';

/**
 * A whole store as lines of JSON, to move it from one database to another or to keep it: first what it is, then every
 * item with its text in plain words, then the hash of each account, last how many there were.
 */

const SCHEMA = 'xietong/store/1';

const line = z.union([
  z.strictObject({ schema: z.string() }),
  z.strictObject({
    pk: z.string().min(1),
    sk: z.string().min(1),
    attributes: z.record(z.string(), z.union([z.string(), z.number()])),
    text: z.string(),
  }),
  z.strictObject({ account: z.strictObject({ year: z.int(), organization: z.string() }), hash: z.string() }),
  z.strictObject({ end: z.strictObject({ items: z.int(), accounts: z.int() }) }),
]);

/** An item with the text that it owns, whole. */
export interface WholeItem extends Key {
  /** What conditions and expiry need. */
  readonly attributes: Attributes;
  readonly text: string;
}

/** Attributes that say how a text is stored, or by whom it was put. */
const OF_STORAGE = new Set(['pk', 'sk', 'text', 'body', 'generation', 'parts', 'writer']);

/** How much was moved. */
export interface Moved {
  readonly items: number;
  readonly accounts: number;
}

/**
 * The lines of a store. Nothing may be writing to it meanwhile.
 * @param items everything that is stored
 * @param where the store, for messages
 * @throws {TryLater} when an account is just being written
 */
export function* archiveLines(items: readonly Item[], where: string): Generator<string, Moved> {
  const entries = entriesOf(items, where);
  yield JSON.stringify({ schema: SCHEMA });
  for (const entry of entries) yield JSON.stringify(entry);
  const hashes = accountHashes(entries, where);
  for (const [account, hash] of hashes) yield JSON.stringify({ account: JSON.parse(account) as object, hash });
  const moved = { items: entries.length, accounts: hashes.size };
  yield JSON.stringify({ end: moved });
  return moved;
}

/**
 * Puts what an archive holds into a store that holds nothing else; doing so twice is as good as once.
 * @throws {Refused} when the archive is not whole, an account is not what its hash says, or the store holds other things
 */
export async function restore(table: Table, lines: readonly string[]): Promise<Moved> {
  const { entries, hashes } = readArchive(lines);
  expectAccounts(entries, hashes, WORDS.archive);
  const wanted = new Map(entries.map((entry) => [keyOf(entry), entry.text]));
  const standing = entriesOf(await table.all(), table.where);
  if (standing.some((entry) => wanted.get(keyOf(entry)) !== entry.text)) throw new Refused(WORDS.notEmpty(table.where));
  const done = new Set(standing.map(keyOf));
  await table.putAll(entries.filter((entry) => !done.has(keyOf(entry))).flatMap(itemsOf));
  expectAccounts(entriesOf(await table.all(), table.where), hashes, table.where);
  return { items: entries.length, accounts: hashes.size };
}

function keyOf({ pk, sk }: Key): string {
  return `${pk}\n${sk}`;
}

function itemsOf({ pk, sk, attributes, text }: WholeItem): readonly Item[] {
  const body = toBody({ pk, sk }, text);
  return [...body.parts, { ...attributes, ...body.attributes, pk, sk }];
}

/** Everything that is stored, each with its text. Throws `TryLater` where a text is just being written. */
export function entriesOf(items: readonly Item[], where: string): readonly WholeItem[] {
  const parts = new Map(items.filter(isPart).map((item) => [keyOf(item), item]));
  return items
    .filter((item) => !isPart(item) && item[GONE] === undefined)
    .map((item) => {
      const own = partKeys(item).flatMap((key) => parts.get(keyOf(key)) ?? []);
      const text = itemText(item, own);
      if (text === null) throw new TryLater(WORDS.torn(item.pk, where), 5);
      const attributes = Object.fromEntries(Object.entries(item).filter(([name]) => !OF_STORAGE.has(name)));
      return { pk: item.pk, sk: item.sk, attributes, text };
    });
}

/** Hash of each account's balance, manifest and ledger, by year and organization as JSON. */
function accountHashes(entries: readonly WholeItem[], where: string): ReadonlyMap<string, string> {
  const byPartition = Map.groupBy(entries, ({ pk }) => pk);
  const hashes = new Map<string, string>();
  for (const { pk, text } of entries) {
    if (!pk.startsWith(balancesOf(0).slice(0, -1))) continue;
    const { year, organization, version } = decoded(balanceSchema, text, { what: THINGS.balance, where });
    const ledger = [...(byPartition.get(ledgerOf(year, organization)) ?? [])].sort((a, b) => (a.sk < b.sk ? -1 : 1));
    const last = ledger.at(-1);
    const sequence = last && decoded(settlementSchema, last.text, { what: THINGS.settlement, where }).sequence;
    if (sequence !== undefined && sequence !== version) throw new TryLater(WORDS.torn(THINGS.balance, where), 5);
    const [manifest] = byPartition.get(manifestKey(year, organization).pk) ?? [];
    const texts = [text, manifest?.text ?? null, ...ledger.map((entry) => entry.text)];
    hashes.set(JSON.stringify({ year, organization }), sha256(JSON.stringify(texts)));
  }
  return hashes;
}

function expectAccounts(entries: readonly WholeItem[], hashes: ReadonlyMap<string, string>, where: string): void {
  const found = accountHashes(entries, where);
  const wrong = [...hashes].find(([account, hash]) => found.get(account) !== hash);
  if (wrong !== undefined) {
    const { organization } = JSON.parse(wrong[0]) as { readonly organization: string };
    throw new Refused(WORDS.wrongAccount(organization, where));
  }
  if (found.size !== hashes.size) throw new Refused(WORDS.notWhole);
}

function readArchive(lines: readonly string[]): {
  readonly entries: readonly WholeItem[];
  readonly hashes: ReadonlyMap<string, string>;
} {
  const entries: WholeItem[] = [];
  const hashes = new Map<string, string>();
  let isWhole = false;
  for (const [at, text] of lines.entries()) {
    const one = lineOf(text, at + 1);
    if (at === 0 && (!('schema' in one) || one.schema !== SCHEMA)) throw new Refused(WORDS.notAnArchive);
    if ('text' in one) entries.push(one);
    else if ('hash' in one) hashes.set(JSON.stringify(one.account), one.hash);
    else if ('end' in one) isWhole = one.end.items === entries.length && one.end.accounts === hashes.size;
  }
  if (!isWhole) throw new Refused(WORDS.notWhole);
  return { entries, hashes };
}

function lineOf(text: string, number: number): z.output<typeof line> {
  try {
    return line.parse(JSON.parse(text));
  } catch (error) {
    throw new Refused(number === 1 ? WORDS.notAnArchive : WORDS.badLine(number), { cause: error });
  }
}
