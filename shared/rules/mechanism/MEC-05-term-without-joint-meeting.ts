import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { guideline } from '../frame/regulations.ts';

/** “建立班、团事务共同议事规则” (四(2)): the class or its 团支部 hosted or joined a 班团联席会 in every term. */
export default periodicDuty({
  id: 'MEC-05',
  title: '学期内没有班团联席会',
  basis: [guideline('四(2)', 2)],
  duty: DUTIES.jointMeeting,
});
