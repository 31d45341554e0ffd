import { formatDay } from '../../domain/calendar.ts';
import { givenSteps } from '../../domain/stages.ts';
import { DevelopmentStep, Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “凡是未经政治审查或者政治审查不合格的，不能发展入党” (细则§16). Event: 预审, else 接收. */
export default defineRule({
  id: 'DEV-09',
  title: '预审或接收前没有政审日期',
  severity: Severity.error,
  basis: [admission({ 2026: '16' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const [later] = givenSteps(record, ['preliminaryReviewOn', 'admittedOn']);
      if (record.politicalReviewOn !== null || !later) continue;
      yield {
        at: college.place('developments', record, 'politicalReviewOn'),
        subject: [id],
        on: later.on,
        facts: { person, later: DevelopmentStep[later.step], laterOn: formatDay(later.on) },
      };
    }
  },
  message: ({ person, later, laterOn }) => `${person}的${later}为“${laterOn}”，政审日期没有填；应当先完成政治审查。`,
  advice: () => '请按政审材料补填政审日期；还没有政审的，请完成政治审查后填写。',
});
