import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { personOf } from '../../domain/roster.ts';
import type { Development, Student } from '../../domain/school.ts';

/** A record of 发展台账 with the 在读 student whom it is about. */
export interface Applicant {
  readonly id: string;
  readonly student: Student;
  readonly record: Development;
  /** For messages: `张三（41924001）`. */
  readonly person: string;
}

/**
 * The records whose student is known. The judged rows contain only records of 在读 students (rules.md §4: EDU and DEV
 * judge no others). A student in the 花名册 of a college that could not be read may have left, so nothing is reported.
 */
export function* applicantsOf(developments: readonly Development[], { roster }: School): Iterable<Applicant> {
  for (const record of developments) {
    const student = isGiven(record.studentId) ? roster.student(record.studentId) : undefined;
    if (!isGiven(record.studentId) || !student) continue;
    yield { id: record.studentId, student, record, person: personOf(student, record.studentId) };
  }
}
