import { expect, test } from 'vitest';
import { accountDigest } from '../../../shared/ledger/settle.ts';
import type { Judgement } from '../../../shared/run/judge-school.ts';
import { keptInMemory } from '../../../shared/run/kept/kept-college.ts';
import { type EditedSchool, editedSchool } from '../../support/edited-school.ts';

/** Steps of one sequence, and sequences; `KEPT_SEQUENCES=200 npx vitest run test/run/kept` is the long run. */
const STEPS = 30;
const SEQUENCES = Number(process.env.KEPT_SEQUENCES ?? 1);
const COLLEGES = 4;
const STUDENTS = 20;

/** All that is shown, booked or counted of a judgement, as a text. */
function shownOf(judgement: Judgement): string {
  const { violations, due, changedBooks, settingIssues, notChecked, open, found } = judgement;
  const { unjudged } = found;
  return JSON.stringify(
    [violations, due, changedBooks, settingIssues, notChecked, open, [...unjudged].sort()],
    (_, part) => (part instanceof Map ? [...part] : part),
    1,
  );
}

async function compare(school: EditedSchool, store: ReturnType<typeof keptInMemory>, said: string): Promise<number> {
  const whole = school.judgeWhole();
  // As in a run for one college: the workbook of the first one is drawn.
  const drawn = whole.school.colleges.slice(0, 1).map(({ id }) => id);
  const kept = await school.judgeKept(store, drawn);
  expect(kept.judgement.school.colleges[0]?.apart ?? false).toBe(false);
  expect(
    kept.judgement.defects.map(({ rule }) => rule),
    said,
  ).toEqual(whole.defects.map(({ rule }) => rule));
  if (shownOf(kept.judgement) !== shownOf(whole)) expect(shownOf(kept.judgement), said).toBe(shownOf(whole));
  const accounts = school.accounts();
  const wanted = new Map(whole.targets.map((target) => [target.facts.organization, accountDigest(target)]));
  const judged = new Map(kept.judgement.targets.map((target) => [target.facts.organization, accountDigest(target)]));
  for (const organization of kept.standing) judged.set(organization, accounts.get(organization) ?? '');
  expect([...judged].sort(), said).toEqual([...wanted].sort());
  await school.settle(whole, kept, store);
  return kept.judgement.school.colleges.filter(({ apart }) => apart).length;
}

test('judging what has changed gives what judging the whole school gives, whatever is typed', {
  timeout: 0,
}, async () => {
  let apart = 0;
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const school = editedSchool(`kept/${sequence}`, COLLEGES, STUDENTS);
    const store = keptInMemory();
    const said: string[] = ['the beginning'];
    for (let step = 0; step < STEPS; step++) {
      apart += await compare(school, store, `${sequence}: ${said.slice(-6).join(' · ')}`);
      said.push(school.edit());
    }
  }
  // The law would hold for who judges everything each time, too.
  expect(apart).toBeGreaterThan((SEQUENCES * STEPS) / 4);
  process.stdout.write(`${SEQUENCES * STEPS} judgements compared, colleges not judged anew: ${apart}\n`);
});
