import { DUTIES } from '../../domain/duties.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { guideline } from '../frame/regulations.ts';

/** “定期面向学生党支部党员、团支部和班委会学生干部开展沟通交流” (四(2)): each 党支部 and 团支部 joins a 交流座谈 every term. */
export default periodicDuty({
  id: 'MEC-13',
  title: '学期内没有参加交流座谈',
  severity: Severity.hint,
  basis: [guideline('四(2)', 3)],
  duty: DUTIES.exchangeForum,
});
