import type { Entry, Settlement } from '../domain/position.ts';
import { ADJUSTMENT_ITEM, entryKey } from './settle.ts';

/** The entries in force after a history: those that no reversal has taken back, from the ledger alone. */
export function inForceOf(settlements: readonly Settlement[]): readonly Entry[] {
  const inForce = new Map<string, Entry>();
  for (const { entries } of settlements) {
    for (const entry of entries) {
      if (entry.kind === 'reversal')
        inForce.delete(entryKey({ ...entry, kind: entry.item === ADJUSTMENT_ITEM ? 'adjustment' : 'award' }));
      else inForce.set(entryKey(entry), entry);
    }
  }
  return [...inForce.values()];
}
