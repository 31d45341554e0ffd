import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { branchRegulation, guideline } from '../frame/regulations.ts';

/** “党支部定期组织开展主题党日活动” (四(3)), every month (支部条例 §16) except 假期月份. */
export default periodicDuty({
  id: 'EDU-06',
  title: '当月没有主题党日',
  basis: [guideline('四(3)', 2), branchRegulation('16')],
  duty: DUTIES.partyDay,
});
