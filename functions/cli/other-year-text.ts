import type { School } from '../../shared/domain/assembled.ts';
import { type AcademicYear, academicYearOf, formatAcademicYear } from '../../shared/domain/calendar.ts';
import { isGiven } from '../../shared/domain/cell.ts';

/** One sentence if everything in the workbooks belongs to another academic year than the one being judged. */
export function otherYearText({ colleges, year }: Pick<School, 'colleges' | 'year'>): readonly string[] {
  const years = new Set<AcademicYear>();
  for (const { all } of colleges) {
    for (const { heldOn } of all.activities) if (isGiven(heldOn)) years.add(academicYearOf(heldOn));
    for (const { academicYear } of [...all.plans, ...all.pledges]) if (isGiven(academicYear)) years.add(academicYear);
  }
  if (years.size === 0 || years.has(year)) return [];
  const last = [...years].reduce((latest, one) => Math.max(latest, one));
  return [
    `注意：现在按 ${formatAcademicYear(year)} 学年检查，台账里却没有这个学年的活动、计划和考评，最近的是 ${formatAcademicYear(last)} 学年。要检查那个学年，请用 --as-of 写那个学年里的一天。`,
    '',
  ];
}
