import type { StoredText, StoredTexts } from '../../../shared/ports.ts';
import { entriesOf, type WholeItem } from './archive.ts';
import type { Condition, Table } from './items.ts';
import { REWRITTEN } from './keys.ts';
import { putText } from './records.ts';

const KINDS: readonly (readonly [prefix: string, kind: StoredText['kind']])[] = [
  ['SNAPSHOT#', 'snapshot'],
  ['HEAD', 'head'],
  ['VIOLATIONS#', 'book'],
  ['SEAL#', 'seal'],
  ['LEDGER#', 'ledger'],
  ['MANIFEST#', 'ledger'],
  ['BALANCE#', 'ledger'],
  ['IMAGE#', 'image'],
  ['NOTE', 'note'],
];
/** What goes up whenever another run writes an item. */
const COUNTERS = ['version', 'changes'];

/** All texts of a table. */
export function textsIn(table: Table): StoredTexts {
  const entries = new WeakMap<StoredText, WholeItem>();
  return {
    async all() {
      return entriesOf(await table.all(), table.where).map((entry) => {
        const stored = toText(entry);
        entries.set(stored, entry);
        return stored;
      });
    },
    wipe: async () => table.wipe?.(),
    async replace(stored, text) {
      const entry = entries.get(stored);
      if (entry === undefined) return false;
      const { pk, sk, attributes } = entry;
      const extra = stored.kind === 'snapshot' ? { ...attributes, [REWRITTEN]: 1 } : attributes;
      const counter = COUNTERS.find((name) => typeof attributes[name] === 'number');
      const value = counter === undefined ? undefined : attributes[counter];
      const condition: Condition | undefined =
        counter !== undefined && typeof value === 'number' ? { equal: { [counter]: value } } : undefined;
      return (await putText(table, { pk, sk }, text, { extra, ...(condition && { condition }) })).done;
    },
  };
}

function toText({ pk, sk, text }: WholeItem): StoredText {
  const [prefix = '', kind = 'other'] = KINDS.find(([begin]) => pk.startsWith(begin)) ?? [];
  return { kind, name: kind === 'snapshot' ? pk.slice(prefix.length) : sk, text };
}
