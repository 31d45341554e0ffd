import { describe, expect, it } from 'vitest';
import { Refused } from '../../shared/ports.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { aPlace, contentsOf, nightInput } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const DAY = '2025-12-15';
const clock = { now: () => new Date().toISOString(), runId: () => 'unused' };

/** A night of the school of the tests where no larger one fits; `writes` counts what it wrote into workbooks. */
async function aNightOf(most?: { readonly colleges: number; readonly students: number }) {
  const store = await embeddedStore();
  const place = aPlace(contentsOf(aSchool(DAY)));
  const input = nightInput(DAY);
  const night = { ...input.night, ...(most && { most }) };
  const run = nightly({ workbooks: place, store, clock }, { ...input, night });
  return { run, writes: () => place.writes(), balances: () => store.ledger.balances(2025) };
}

describe('a school that is larger than what was deployed', async () => {
  const { assessment } = await (await aNightOf()).run;
  const { colleges: all } = assessment.judgement.school;
  const colleges = all.length;
  const students = all.reduce((sum, { tabs }) => sum + tabs.students.rows.length, 0);

  it('is judged up to the last college and student', async () => {
    const { run } = await aNightOf({ colleges, students });
    expect((await run).outcomes.map(({ status }) => status)).toEqual(all.map(() => 'done'));
  });

  it('is refused with the numbers when it has a college more, before a workbook of one is opened', async () => {
    const { run, writes } = await aNightOf({ colleges: colleges - 1, students });
    await expect(run).rejects.toThrow(
      new Refused(
        `学院登记里启用了 ${colleges} 个学院，这里最多能检查 ${colleges - 1} 个。请在学院登记里停用不再检查的学院，或由运维人员按 infra/README.md 的说明分成两所学校部署。本次没有检查。`,
      ),
    );
    expect(writes()).toBe(0);
  });

  it('is refused with the numbers when it has a student more, and nothing is booked or written', async () => {
    const { run, writes, balances } = await aNightOf({ colleges, students: students - 1 });
    await expect(run).rejects.toThrow(
      new Refused(
        `各学院花名册已读到 ${students} 名学生，这里最多能检查 ${students - 1} 名。请由运维人员按 infra/README.md 的说明改 cdk.json 里的 students 后重新部署，或者分成两所学校。本次没有检查。`,
      ),
    );
    expect(writes()).toBe(0);
    expect(await balances()).toEqual([]);
  });
});
