import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { branchRegulation, serving } from '../frame/regulations.ts';

/** 支委会 is held every month (支部条例 §12) by branches with a committee, that is, with seven 正式党员 or more. */
export default periodicDuty({
  id: 'EDU-11',
  title: '当月没有支委会',
  basis: [serving(branchRegulation('12'), '四(3)3')],
  duty: DUTIES.partyCommitteeMeeting,
});
