import type { School } from '../../domain/assembled.ts';
import { formatAcademicYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { personOf } from '../../domain/roster.ts';
import type { Tally } from '../../domain/school.ts';

/** A row of 述责测评 with a readable key: the subject of its findings, and its name in messages. */
export interface NamedTally {
  readonly subject: readonly [studentId: string, year: string, scope: string];
  /** `张三（41922001）2025-2026 学年党内述责测评` */
  readonly words: string;
}

/** `null` if a part of the key is blank or unreadable: DAT rules report that. */
export function namedTally({ academicYear, studentId, scope }: Tally, { roster }: School): NamedTally | null {
  if (!isGiven(academicYear) || !isGiven(studentId) || !isGiven(scope)) return null;
  const year = formatAcademicYear(academicYear);
  return {
    subject: [studentId, year, scope],
    words: `${personOf(roster.student(studentId), studentId)} ${year} 学年${scope}述责测评`,
  };
}
