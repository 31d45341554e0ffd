import { formatDay } from '../../domain/calendar.ts';
import { isGiven, unreadable } from '../../domain/cell.ts';
import { givenSteps } from '../../domain/stages.ts';
import { DevelopmentStep, Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const DAYS = 3;
const HOURS = 24;

/**
 * “培训时间一般不少于三天或者不少于二十四个学时” (细则§17); either is enough. The catalogue ranks this as an error.
 * If one of the two is unreadable, nothing is judged. Event: 预审, else 接收.
 */
export default defineRule({
  id: 'DEV-08',
  title: '发展对象集中培训不足',
  severity: Severity.error,
  basis: [admission({ 2014: '17', 2026: '17' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { trainingDays: days, trainingHours: hours } = record;
      const [later] = givenSteps(record, ['preliminaryReviewOn', 'admittedOn']);
      if (!later || (isGiven(days) && days >= DAYS) || (isGiven(hours) && hours >= HOURS)) continue;
      if (days === unreadable || hours === unreadable) continue;
      yield {
        at: college.place('developments', record, 'trainingDays'),
        subject: [id],
        on: later.on,
        facts: { person, later: DevelopmentStep[later.step], laterOn: formatDay(later.on), days, hours },
      };
    }
  },
  message: ({ person, later, laterOn, days, hours }) =>
    `${person}的${later}为“${laterOn}”，培训天数${written(days)}，培训学时${written(hours)}；应当不少于 ${DAYS} 天或者不少于 ${HOURS} 学时。`,
  advice: () => '请按培训记录补填或改正培训天数或培训学时；培训不足的，请补足培训后填写。',
});

function written(amount: number | null): string {
  return amount === null ? '没有填' : `为“${amount}”`;
}
