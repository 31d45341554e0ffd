import { formatDay } from '../../domain/calendar.ts';
import { givenSteps, STAGES } from '../../domain/stages.ts';
import { DevelopmentStep, Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const STEPS = STAGES.map(({ step }) => step);

/**
 * 积极分子、发展对象、预备党员、正式党员 are reached one after another (细则): a later stage has a date while an earlier one
 * is blank. An unreadable date is not blank, but does not prove a stage. Event: the first later stage that is given.
 */
export default defineRule({
  id: 'DEV-04',
  title: '发展党员跳过阶段',
  severity: Severity.error,
  basis: [admission({})],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      for (const [i, step] of STEPS.entries()) {
        if (record[step] !== null) continue;
        const [later] = givenSteps(record, STEPS.slice(i + 1));
        if (!later) continue;
        yield {
          at: college.place('developments', record, step),
          subject: [id, DevelopmentStep[step]],
          on: later.on,
          facts: {
            person,
            missing: DevelopmentStep[step],
            later: DevelopmentStep[later.step],
            laterOn: formatDay(later.on),
          },
        };
      }
    }
  },
  message: ({ person, missing, later, laterOn }) =>
    `${person}的${missing}没有填，${later}却填了“${laterOn}”；应当先有${missing}。`,
  advice: ({ missing, later }) => `请补填${missing}；如果${later}填错了行，请删去。`,
});
