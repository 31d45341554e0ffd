import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { leagueRegulation, serving } from '../frame/regulations.ts';

/** 团支委会 is held every month (团支部条例) by branches with a committee, that is, with seven League members or more. */
export default periodicDuty({
  id: 'EDU-14',
  title: '当月没有团支委会',
  basis: [serving(leagueRegulation(), '四(3)3')],
  duty: DUTIES.leagueCommitteeMeeting,
});
