import * as z from 'zod';
import { SCHOOL_HEAD } from '../../shared/ports.ts';
import { HELD_BACK } from '../../shared/run/hold-back.ts';
import { readCollege } from '../../shared/run/read-school.ts';
import { storedTerms } from '../../shared/run/reopen.ts';
import { type CollegeResult, collegeId, nightOf, nightState } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';

const event = z.object({ night: nightState, item: z.object({ college: collegeId, workbook: z.string().min(1) }) });

/** Step 2, one item of the map: reads one college's workbook and keeps its snapshot. */
export const handler = step('read-college', event, async (wired, { night, item }) => {
  const registration = { id: item.college, name: item.college, workbook: item.workbook, enabled: true };
  const { store } = wired.ports;
  const [stored, heldBack] = await Promise.all([store.snapshots.heads(), store.runs.note(HELD_BACK + item.college)]);
  const heads = new Map(stored.map((head) => [head.college, head]));
  const { error } = await readCollege(
    wired.ports,
    nightOf(night, wired),
    { ...registration, email: null, channels: [], addresses: [], row: 0 },
    {
      head: heads.get(item.college) ?? null,
      heldBack,
      terms: () => storedTerms(wired.ports, heads.get(SCHOOL_HEAD)),
    },
  );
  const { busy, ...seen } = wired.seen();
  // The state machine has the patience for what is busy; when that has come to its end, it reports the college.
  if (busy !== null) throw busy;
  const answer: CollegeResult = { college: item.college, error };
  const ids = { run: night.runId, college: item.college };
  return { answer, ids, numbers: { rowsRead: seen.rowsRead, throttled: seen.throttled } };
});
