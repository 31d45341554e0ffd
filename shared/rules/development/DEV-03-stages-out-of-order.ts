import { formatDay } from '../../domain/calendar.ts';
import type { Development } from '../../domain/school.ts';
import { type GivenStep, givenSteps, STEP_CHAINS } from '../../domain/stages.ts';
import { DevelopmentStep, Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * The steps of 细则 follow one another. Each date is compared with the nearest earlier one given in its chain; blank and
 * unreadable dates are skipped, equal dates are in order. Event: the later step.
 */
export default defineRule({
  id: 'DEV-03',
  title: '发展党员各环节日期顺序颠倒',
  severity: Severity.error,
  basis: [admission({})],
  needs: ['students.id', 'developments.studentId', 'developments.appliedOn'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      for (const { earlier, later } of neighboursOf(record)) {
        if (later.on >= earlier.on) continue;
        yield {
          at: college.place('developments', record, later.step),
          subject: [id, DevelopmentStep[later.step]],
          on: later.on,
          facts: {
            person,
            later: DevelopmentStep[later.step],
            laterOn: formatDay(later.on),
            earlier: DevelopmentStep[earlier.step],
            earlierOn: formatDay(earlier.on),
          },
        };
      }
    }
  },
  message: ({ person, later, laterOn, earlier, earlierOn }) =>
    `${person}的${later}“${laterOn}”早于${earlier}“${earlierOn}”；应当不早于${earlier}。`,
  advice: ({ later, earlier }) => `请核对${earlier}和${later}，改正填错的一处。`,
});

/** Pairs of given dates that are neighbours in a chain. */
function neighboursOf(record: Development): { earlier: GivenStep; later: GivenStep }[] {
  return STEP_CHAINS.flatMap((chain) => {
    const given = givenSteps(record, chain);
    return given.slice(1).map((later, i) => ({ earlier: given[i] as GivenStep, later }));
  });
}
