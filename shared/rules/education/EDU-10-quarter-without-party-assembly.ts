import { DUTIES } from '../../domain/duties.ts';
import { periodicDuty } from '../families/periodic-duty.ts';
import { branchRegulation, serving } from '../frame/regulations.ts';

/** 党员大会 is held every quarter (支部条例 §11). */
export default periodicDuty({
  id: 'EDU-10',
  title: '当季没有党员大会',
  basis: [serving(branchRegulation('11'), '四(3)3')],
  duty: DUTIES.partyAssembly,
});
