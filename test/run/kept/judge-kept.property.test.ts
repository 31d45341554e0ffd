import { expect, test } from 'vitest';
import type { KeptColleges } from '../../../shared/run/kept/kept-college.ts';
import { keptInStore } from '../../../shared/run/kept/stored-kept.ts';
import { type EditedSchool, editedSchool } from '../../support/edited-school.ts';
import { expectSame } from '../../support/kept-judgement.ts';

/** Steps of one sequence, and sequences; `KEPT_SEQUENCES=200 npx vitest run test/run/kept` is the long run. */
const STEPS = 25;
const SEQUENCES = Number(process.env.KEPT_SEQUENCES ?? 1);
const COLLEGES = 4;
const STUDENTS = 20;

/** By way of texts, as the cloud keeps it. */
function keptAsTexts(): KeptColleges {
  const texts = new Map<string, string>();
  const images = {
    keep: async (_: string, college: string, text: string) => void texts.set(college, text),
    image: async (_: string, college: string) => texts.get(college) ?? null,
  };
  return keptInStore(images, () => '');
}

/** How many colleges were not judged anew. */
async function compare(school: EditedSchool, store: KeptColleges, said: string): Promise<number> {
  const whole = school.judgeWhole();
  // As in a run for one college: the workbook of the first one is drawn.
  const drawn = whole.school.colleges.slice(0, 1).map(({ id }) => id);
  const kept = await school.judgeKept(store, drawn);
  expect(kept.judgement.school.colleges[0]?.apart ?? false).toBe(false);
  expectSame(kept, whole, school.accounts(), said);
  await school.settle(whole, kept, store);
  return kept.judgement.school.colleges.filter(({ apart }) => apart).length;
}

test('judging what has changed gives what judging the whole school gives, whatever is typed', {
  timeout: 0,
}, async () => {
  let apart = 0;
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const school = editedSchool(`kept/${sequence}`, COLLEGES, STUDENTS);
    const store = keptAsTexts();
    const said: string[] = ['the beginning'];
    for (let step = 0; step < STEPS; step++) {
      apart += await compare(school, store, `${sequence}: ${said.slice(-6).join(' · ')}`);
      said.push(school.edit());
    }
  }
  // The law would hold for who judges everything each time, too.
  expect(apart).toBeGreaterThan((SEQUENCES * STEPS) / 2);
  process.stdout.write(`${SEQUENCES * STEPS} judgements compared, colleges not judged anew: ${apart}\n`);
});
