import { ageOn, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const AGE = 18;

/**
 * “年满十八岁的……可以申请加入中国共产党” (细则§5). Not judged where 出生日期 is blank. Born on 29 February: of age on 1 March
 * of a common year. Event: the application.
 */
export default defineRule({
  id: 'DEV-01',
  title: '未满十八周岁申请入党',
  severity: Severity.error,
  basis: [admission({ 2014: '5', 2026: '5' })],
  needs: ['students.id', 'developments.studentId', 'developments.appliedOn'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, student, person, record } of applicantsOf(developments, school)) {
      const { bornOn } = student;
      const { appliedOn } = record;
      if (!isGiven(appliedOn) || !isGiven(bornOn) || ageOn(bornOn, appliedOn) >= AGE) continue;
      yield {
        at: college.place('developments', record, 'appliedOn'),
        subject: [id],
        on: appliedOn,
        facts: { person, bornOn: formatDay(bornOn), appliedOn: formatDay(appliedOn), age: ageOn(bornOn, appliedOn) },
      };
    }
  },
  message: ({ person, bornOn, appliedOn, age }) =>
    `${person}出生日期为“${bornOn}”，申请入党日期“${appliedOn}”当天只有 ${age} 周岁；应当年满 ${AGE} 周岁。`,
  advice: () =>
    '请核对出生日期和申请入党日期，改正填错的一处；确属未满十八周岁申请的，请年满后重新递交入党申请书并填写新的日期。',
});
