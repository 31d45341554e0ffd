import type { KeptColleges } from '../../shared/run/kept/kept-college.ts';
import { keptInStore } from '../../shared/run/kept/stored-kept.ts';
import { moments } from '../clock.ts';
import type { Wired } from './wiring.ts';

/** What is kept is of one day; milliseconds. */
const KEPT_FOR = 2 * 86_400_000;

/**
 * Results of judgements, for the edits of the same day. A night judges everything and leaves its own: the first edit of a
 * day would have to write as much.
 */
export function keptIn({ store }: Pick<Wired['ports'], 'store'>): KeptColleges {
  return keptInStore(store.images, () => moments.after(KEPT_FOR));
}
