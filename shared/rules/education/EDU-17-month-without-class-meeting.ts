import { DUTIES } from '../../domain/duties.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { guideline } from '../frame/regulations.ts';

/** “班级是大学生自我教育、自我管理、自我服务的主要组织载体” (三(1)): a 班会 every month except 假期月份. */
export default periodicDuty({
  id: 'EDU-17',
  title: '当月没有班会',
  severity: Severity.hint,
  basis: [guideline('三(1)', 3)],
  duty: DUTIES.classMeeting,
});
