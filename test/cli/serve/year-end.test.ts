import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openYearEnd } from '../../../functions/cli/serve/year-end.ts';
import type { SchoolPlace } from '../../../functions/school-place.ts';
import { aNight, aPlace, contentsOf, SCHOOL_ID } from '../../support/a-place.ts';
import { aSchool } from '../../support/a-school.ts';
import { embeddedStore } from '../../support/embedded-store.ts';
import { type ShiftedClock, shiftedClock } from '../../support/shifted-clock.ts';

/** The year-end of `serve`, night by night, by a clock that stands in September 2026. */
let folder = '';
const own = Date.now();
let shifted: ShiftedClock;
beforeAll(() => {
  shifted = shiftedClock();
  folder = mkdtempSync(join(tmpdir(), 'serve-year-'));
});
afterAll(() => {
  shifted.undo();
  rmSync(folder, { recursive: true, force: true });
});

const clock = { now: () => new Date().toISOString(), runId: () => `run-${Date.now()}` };

it('tries every night until the year is sealed, says each time what is missing, and then nothing', async () => {
  const store = await embeddedStore();
  const contents = contentsOf(aSchool('2026-09-01', 2025).college('JX'));
  const workbooks = aPlace(contents);
  await aNight(workbooks, store, '2026-08-31', { year: 2025 });
  const place: SchoolPlace = {
    kind: 'folder',
    folder,
    schoolWorkbook: SCHOOL_ID,
    stateFolder: join(folder, '.xietong'),
  };
  const said: string[] = [];
  const yearEnd = openYearEnd({
    ports: { workbooks, store, clock },
    place,
    nextRun: '每天 02:00',
    nextTry: '明天 03:00 ',
    idle: async () => {},
    say: (line) => void said.push(line),
  });
  const night = async (day: string): Promise<readonly string[]> => {
    shifted.shift(Date.parse(`${day}T03:00:00+08:00`) - own);
    said.length = 0;
    yearEnd.try();
    await yearEnd.idle();
    return [...said];
  };
  workbooks.type({ ...contents, JX: [] });
  for (const day of ['2026-09-01', '2026-09-02'])
    expect(await night(day)).toEqual([
      expect.stringMatching(
        /^2025-2026 学年还没有封存：有台账没有读到，不能封存：JX学院（.*）明天 03:00 再试；也可以处理后手工运行 year-end --seal。$/,
      ),
    ]);
  workbooks.type(contents);
  writeFileSync(join(folder, '封存-2025-2026-1.json'), '{}');
  expect(await night('2026-09-03')).toEqual([expect.stringContaining('而存储里没有这次封存的记录')]);
  rmSync(join(folder, '封存-2025-2026-1.json'));
  expect(await night('2026-09-04')).toEqual([expect.stringMatching(/^2025-2026 学年已封存，校验码 [0-9a-f]{64}$/)]);
  expect(readdirSync(folder)).toEqual(['封存-2025-2026-1.json']);
  expect(await night('2026-09-05')).toEqual([]);
});
