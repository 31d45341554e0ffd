import { ASSESSMENTS, askActivists } from '../../domain/assessments.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { ASSESSMENT_NEEDS, missingOf } from '../families/member-assessment.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

const PARTS = [
  { which: '承诺', assessment: ASSESSMENTS.pledge },
  { which: '述诺', assessment: ASSESSMENTS.pledgeReport },
] as const;

/**
 * “探索开展入党积极分子承诺践诺述诺活动” (四(5)): 入党积极分子 and 发展对象 who had that status at the deadline. 承诺 and
 * 述诺 are two findings.
 */
export default defineDuty({
  id: 'EVA-04',
  title: '入党积极分子没有承诺或述诺',
  severity: Severity.warning,
  basis: [guideline('四(5)', 2)],
  needs: ASSESSMENT_NEEDS,
  reads: ['pledgeDeadline', 'reportDeadline'],
  touches: 'branchOrClass',
  *check({ students, college, school }, parameters, _, until) {
    for (const { which, assessment } of PARTS) {
      for (const { at, remedy, id, dueOn, year, facts } of missingOf(
        { students, college, school },
        assessment,
        parameters,
        askActivists,
        until,
      )) {
        yield { at, remedy, dueOn, subject: [id, year, which], facts: { ...facts, which } };
      }
    }
  },
  task: ({ year, which }) => `入党积极分子${which}，在“承诺考评”填写 ${year} 学年的${which}日期`,
  message: ({ person, status, year, which, deadline }) =>
    `${person}是${status}，${year} 学年没有${which}日期；应当不晚于 ${deadline} ${which}。`,
  advice: ({ person, year, which }) => `请在“承诺考评”中为${person}填写 ${year} 学年的${which}日期。`,
});
