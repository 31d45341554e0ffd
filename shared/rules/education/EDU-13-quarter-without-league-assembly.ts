import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { leagueRegulation, serving } from '../frame/regulations.ts';

/** 团员大会 is held every quarter (团支部条例). */
export default periodicDuty({
  id: 'EDU-13',
  title: '当季没有团员大会',
  basis: [serving(leagueRegulation(), '四(3)3')],
  duty: DUTIES.leagueAssembly,
});
