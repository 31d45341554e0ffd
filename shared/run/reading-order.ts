import { type Ports, SCHOOL_HEAD, StaleReading } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';

/**
 * Identifies the reading of the school from which something was made. Readings are ordered by the number of changes to
 * workbooks.
 */
export interface ReadingOrder {
  /** 学院编号 of the colleges whose workbooks count; the school workbook always does. */
  readonly colleges: readonly string[];
  /** How often the content of these workbooks had changed by then. */
  readonly reading: number;
}

/** The order of a reading of the whole school. */
export function orderOf(school: SchoolReading, readings: readonly CollegeReading[]): ReadingOrder {
  return {
    colleges: readings.map(({ registration }) => registration.id),
    reading: readings.reduce((sum, { head }) => sum + (head?.changes ?? 0), school.head.changes),
  };
}

/**
 * A run with a newer reading may have found nothing to write where this one has just written: then this one reads
 * again. A run that begins after this check sees what was written, and corrects it.
 * @throws StaleReading
 */
export async function refuseOvertaken(
  { store }: Pick<Ports, 'store'>,
  { colleges, reading }: ReadingOrder,
): Promise<void> {
  const heads = new Map((await store.snapshots.heads()).map((head) => [head.college, head]));
  const now = [SCHOOL_HEAD, ...colleges].reduce((sum, id) => sum + (heads.get(id)?.changes ?? 0), 0);
  if (now > reading) throw new StaleReading(runMessages.overtaken());
}

const ATTEMPTS = 3;

/** If another run has settled a newer reading meanwhile, the work starts over: it too ends with the newest state. */
export async function untilCurrent<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StaleReading) || attempt === ATTEMPTS) throw error;
    }
  }
}
