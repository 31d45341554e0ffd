import * as z from 'zod';
import { SCHOOL_HEAD } from '../../shared/ports.ts';
import { type CollegeResult, collegeId } from '../../shared/run/handed-on.ts';
import { HELD_BACK } from '../../shared/run/hold-back.ts';
import { readCollege } from '../../shared/run/read-school.ts';
import { storedTerms } from '../../shared/run/reopen.ts';
import { handedOnIn, type NightState, nightOf, nightState } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';
import type { Wired } from '../lambda/wiring.ts';

/** `at`: place of the college in the list of the night. */
const event = z.object({ night: nightState, college: collegeId, at: z.int().min(0) });

/** Step 2, one item of the map: reads one college's workbook and keeps its snapshot. */
export const handler = step('read-college', event, async (wired, { night, college, at }) => {
  const handed = handedOnIn(wired, night);
  const { error, ...numbers } = await handed.telling('read', college, async () =>
    readListed(wired, night, { college, workbook: await handed.listed(college, at) }),
  );
  const answer: CollegeResult = error === null ? null : await handed.fail('read', college, error);
  return { answer, ids: { run: night.runId, college }, numbers };
});

interface Reading {
  readonly error: string | null;
  readonly rowsRead: number;
  readonly throttled: number;
}

async function readListed(
  wired: Wired,
  night: NightState,
  { college, workbook }: { readonly college: string; readonly workbook: string },
): Promise<Reading> {
  const { store } = wired.ports;
  const [stored, heldBack] = await Promise.all([store.snapshots.heads(), store.runs.note(HELD_BACK + college)]);
  const heads = new Map(stored.map((head) => [head.college, head]));
  const { error } = await readCollege(
    wired.ports,
    nightOf(night, wired),
    { id: college, name: college, workbook, enabled: true, email: null, channels: [], addresses: [], row: 0 },
    {
      head: heads.get(college) ?? null,
      heldBack,
      terms: () => storedTerms(wired.ports, heads.get(SCHOOL_HEAD)),
    },
  );
  const { busy, rowsRead, throttled } = wired.seen();
  // The state machine tries again while something is busy; when its tries are used up, it reports the college.
  if (busy !== null) throw busy;
  return { error, rowsRead, throttled };
}
