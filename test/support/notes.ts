import type { Runs } from '../../shared/ports.ts';

export type Notes = Pick<Runs, 'note' | 'putNote' | 'claimNote'>;

/** Notes of a store in memory, for tests that need no other part of the store. */
export function notesInMemory(): Notes & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    note: async (name) => kept.get(name) ?? null,
    async putNote(name, value) {
      kept.set(name, value);
    },
    async claimNote(name, value) {
      if (kept.has(name)) return false;
      kept.set(name, value);
      return true;
    },
  };
}
