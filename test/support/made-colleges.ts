import { makeCollege } from '../../functions/sample/college.ts';
import { draftsOf } from '../../functions/sample/college-drafts.ts';
import { layCollege } from '../../functions/sample/college-workbook.ts';
import { createRandom } from '../../functions/sample/random.ts';
import { COLLEGES, type CollegeProfile } from '../../functions/sample/university.ts';
import { toRawTab } from '../../functions/template/sheet-plan.ts';
import { type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';

/** Colleges of the sample as they are read from workbooks, made without files. */
export interface MadeCollege {
  readonly id: string;
  readonly name: string;
  readonly raw: RawWorkbook;
}

/** The day on which they are faultless. */
export const MADE_ON = parseIsoDay('2026-07-15') as CalendarDay;

/** The requested number of colleges; numbered ones where the sample university has fewer. */
export function* madeColleges(colleges: number, students: number): Generator<MadeCollege> {
  const random = createRandom('bench/2025');
  for (let index = 0; index < colleges; index++) {
    const profile = profileOf(index);
    const made = makeCollege(random.fork(profile.id), profile, index, students, { asOf: MADE_ON, year: 2025 });
    const { plan } = layCollege(made, draftsOf(made));
    yield { id: profile.id, name: profile.name, raw: { version: '', tabs: plan.sheets.map(toRawTab) } };
  }
}

function profileOf(index: number): CollegeProfile {
  const profile = COLLEGES[index % COLLEGES.length] as CollegeProfile;
  const round = Math.floor(index / COLLEGES.length);
  return round === 0 ? profile : { ...profile, id: `${profile.id}${round}`, name: `${profile.name}${round}` };
}
