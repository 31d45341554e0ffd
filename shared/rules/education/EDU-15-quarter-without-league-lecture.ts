import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../periodic-duty.ts';
import { leagueRegulation } from '../regulations.ts';

/** 团课 is held every quarter (团支部条例). */
export default periodicDuty({
  id: 'EDU-15',
  title: '当季没有团课',
  basis: [leagueRegulation()],
  duty: DUTIES.leagueLecture,
});
