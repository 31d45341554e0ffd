import type { CalendarDay } from '../../domain/calendar.ts';
import type { Ports } from '../../ports.ts';
import type { NightInput } from '../night.ts';
import { wasLived } from './lived.ts';
import { type ClosingOptions, type Sealed, unfinishedSeal } from './record.ts';
import { sealYear } from './seal.ts';

/** The outcome of a day's check of the year that has ended. */
export type DueYear =
  /** It is sealed now. */
  | { readonly kind: 'sealed'; readonly sealed: Sealed }
  /** It was sealed earlier, by anybody. */
  | { readonly kind: 'stands' }
  /** Nothing was ever recorded in it: the school joined later. It can only be sealed by hand. */
  | { readonly kind: 'empty'; readonly since: CalendarDay };

const emptyNote = (year: number): string => `year-end/empty/${year}`;

/**
 * Seals the year that has ended, unless that is done, and completes an incomplete sealing. Called every day, it catches
 * up after any obstacle: the machine was off, a workbook could not be read.
 * @throws Refused or TryLater, which say what is missing
 */
export async function sealDueYear(
  ports: Ports,
  input: NightInput,
  options: Omit<ClosingOptions, 'force' | 'reason'>,
): Promise<DueYear> {
  const { store } = ports;
  const { year } = input.night;
  const seals = await store.seals.seals(year);
  if (seals.length > 0) {
    const unfinished = await unfinishedSeal(ports, seals);
    if (unfinished?.kind !== 'sealed') return { kind: 'stands' };
  } else if ((await store.ledger.balances(year)).length === 0) {
    const known = await store.runs.note(emptyNote(year));
    if (known !== null) return { kind: 'empty', since: Number(known) };
    if (!(await wasLived(ports, input))) {
      await store.runs.putNote(emptyNote(year), String(options.today));
      return { kind: 'empty', since: options.today };
    }
  }
  return { kind: 'sealed', sealed: await sealYear(ports, input, { ...options, force: false, reason: null }) };
}
