import type { AcademicYear } from './calendar.ts';
import { isGiven } from './cell.ts';
import type { Organization } from './school.ts';
import { StudyLevel } from './vocabulary.ts';

/** 1 in the academic year of entry. */
export function studyingYear(entryYear: number, year: AcademicYear): number {
  return year - entryYear + 1;
}

/**
 * 低年级: a class of 本科生 in its first 低年级年数 years. Graduate classes never are; `null` if 培养层次, or the 年级 of
 * 本科生, is blank or unreadable.
 */
export function isLowGrade(
  { studyLevel, entryYear }: Organization,
  year: AcademicYear,
  lowGradeYears: number,
): boolean | null {
  if (!isGiven(studyLevel)) return null;
  if (studyLevel !== StudyLevel.undergraduate) return false;
  return isGiven(entryYear) ? studyingYear(entryYear, year) <= lowGradeYears : null;
}
