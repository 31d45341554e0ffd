import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { personOf } from '../../domain/roster.ts';
import { isDeveloping, stageReached } from '../../domain/stages.ts';
import { DevelopmentStep, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “规范党支部发展党员的流程” (四(3)): 花名册 and 发展台账 agree. The last stage with a date counts. Nothing is judged without
 * a record or a stage, where 培养 has ended, or for a blank 政治面貌 (reported by DAT-03).
 */
export default defineRule({
  id: 'DEV-18',
  title: '政治面貌与发展台账不一致',
  severity: Severity.error,
  basis: [guideline('四(3)', 1)],
  needs: ['students.id', 'students.politicalStatus', 'developments.studentId'],
  reads: [],
  *check({ students, college, school }, _, asOf) {
    for (const student of students) {
      const { id, politicalStatus } = student;
      const record = isGiven(id) ? school.records.developmentOf(id) : undefined;
      if (!isGiven(id) || !record || !isGiven(politicalStatus) || !isDeveloping(record, asOf)) continue;
      const stage = stageReached(record);
      if (!stage || stage.status === politicalStatus) continue;
      yield {
        at: college.place('students', student, 'politicalStatus'),
        subject: [id],
        facts: {
          person: personOf(student, id),
          politicalStatus,
          expected: stage.status,
          step: DevelopmentStep[stage.step],
          on: formatDay(stage.on),
        },
      };
    }
  },
  message: ({ person, politicalStatus, expected, step, on }) =>
    `${person}在花名册中的政治面貌为“${politicalStatus}”，而发展台账的${step}为“${on}”；应当是“${expected}”。`,
  advice: ({ expected }) => `请把花名册中的政治面貌改为“${expected}”；如果发展台账的日期填错了，请改正日期。`,
});
