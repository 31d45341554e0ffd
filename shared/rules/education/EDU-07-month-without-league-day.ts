import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { guideline, leagueRegulation } from '../frame/regulations.ts';

/** “团支部开展主题团日活动” (四(3)), every month (团支部条例) except 假期月份. */
export default periodicDuty({
  id: 'EDU-07',
  title: '当月没有主题团日',
  basis: [guideline('四(3)', 2), leagueRegulation()],
  duty: DUTIES.leagueDay,
});
