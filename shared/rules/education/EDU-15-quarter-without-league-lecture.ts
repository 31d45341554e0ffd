import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { leagueRegulation, serving } from '../frame/regulations.ts';

/** 团课 is held every quarter (团支部条例). */
export default periodicDuty({
  id: 'EDU-15',
  title: '当季没有团课',
  basis: [serving(leagueRegulation(), '四(3)3')],
  duty: DUTIES.leagueLecture,
});
