import * as z from 'zod';
import type { AcademicYear } from '../../../shared/domain/calendar.ts';
import type { StoredText, StoredTexts } from '../../../shared/ports.ts';
import { entriesOf, type WholeItem } from './archive.ts';
import { discard } from './body.ts';
import type { Attributes, Condition, Table } from './items.ts';
import { LEFT, REWRITTEN } from './keys.ts';
import { forgetSnapshot, listLeft, notReadSince } from './listed-snapshots.ts';
import { putText } from './records.ts';
import type { SecondsNow } from './runs.ts';

const KINDS: readonly (readonly [prefix: string, kind: StoredText['kind']])[] = [
  ['SNAPSHOT#', 'snapshot'],
  ['HEAD', 'head'],
  ['VIOLATIONS#', 'book'],
  ['SEAL#', 'seal'],
  ['LEDGER#', 'ledger'],
  ['MANIFEST#', 'ledger'],
  ['BALANCE#', 'balance'],
  ['IMAGE#', 'image'],
  ['NOTE', 'note'],
  [LEFT, 'left'],
];
/** Partitions of a year. */
const OF_YEAR = /^(?:VIOLATIONS|SEAL|LEDGER|MANIFEST|BALANCE)#(\d+)(?:#|$)/u;
const marked = z.object({ rewritten: z.exactOptional(z.int()) });
/** What goes up whenever another run writes an item. */
const COUNTERS = ['version', 'changes'];

/** All texts of a table. @param now by which the table forgets */
export function textsIn(table: Table, now: SecondsNow): StoredTexts {
  const entries = new WeakMap<StoredText, WholeItem>();
  return {
    async all() {
      return entriesOf(await table.all(), table.where).map((entry) => {
        const stored = toText(entry);
        entries.set(stored, entry);
        return stored;
      });
    },
    leave: (hashes, day) => listLeft(table, hashes, day),
    wipe: async () => table.wipe?.(),
    async replace(stored, text) {
      const entry = entries.get(stored);
      if (entry === undefined) return false;
      const { pk, sk, attributes } = entry;
      const extra = extraOf(stored, attributes, text);
      const condition = unmoved(stored, attributes);
      return (await putText(table, { pk, sk }, text, { extra, ...(condition && { condition }) })).done;
    },
    async remove(stored) {
      const entry = entries.get(stored);
      if (entry === undefined) return false;
      const { pk, sk, attributes } = entry;
      if (stored.kind === 'snapshot') return forgetSnapshot(table, { ...attributes, pk, sk }, now());
      await discard(table, await table.remove({ pk, sk }));
      return true;
    },
  };
}

/** A run that has read a book before it was changed here does not write over it. */
function extraOf({ kind }: StoredText, attributes: Attributes, text: string): Attributes {
  if (kind === 'snapshot') return { ...attributes, [REWRITTEN]: 1 };
  if (kind === 'balance') {
    const { rewritten } = marked.parse(JSON.parse(text));
    return rewritten === undefined ? attributes : { ...attributes, [REWRITTEN]: rewritten };
  }
  const { version } = attributes;
  return kind === 'book' && typeof version === 'number' ? { ...attributes, version: version + 1 } : attributes;
}

/** Nobody else has written it since. */
function unmoved({ kind }: StoredText, attributes: Attributes): Condition | undefined {
  if (kind === 'snapshot') return notReadSince(attributes);
  const counter = COUNTERS.find((name) => typeof attributes[name] === 'number');
  const value = counter === undefined ? undefined : attributes[counter];
  return counter !== undefined && typeof value === 'number' ? { equal: { [counter]: value } } : undefined;
}

function toText({ pk, sk, text }: WholeItem): StoredText {
  const [prefix = '', kind = 'other'] = KINDS.find(([begin]) => pk.startsWith(begin)) ?? [];
  const [, digits] = OF_YEAR.exec(pk) ?? [];
  const year: AcademicYear | null = digits === undefined ? null : Number(digits);
  const name = kind === 'snapshot' ? pk.slice(prefix.length) : kind === 'left' ? sk.slice(sk.lastIndexOf('#') + 1) : sk;
  return { kind, name, year, text };
}
