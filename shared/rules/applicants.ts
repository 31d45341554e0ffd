import type { School } from '../domain/assembled.ts';
import { isGiven } from '../domain/cell.ts';
import { personOf } from '../domain/roster.ts';
import type { Development, Student } from '../domain/school.ts';

/** A record of 发展台账 together with the 在读 student whom it is about. */
export interface Applicant {
  readonly id: string;
  readonly student: Student;
  readonly record: Development;
  /** For messages: `张三（41924001）`. */
  readonly person: string;
}

/** The records whose student stands in 花名册 as 在读 (rules.md §4: EDU and DEV judge no others). */
export function* applicantsOf(developments: readonly Development[], { roster }: School): Iterable<Applicant> {
  for (const record of developments) {
    if (!isGiven(record.studentId)) continue;
    const student = roster.student(record.studentId);
    if (!student || !roster.isEnrolled(student)) continue;
    yield { id: record.studentId, student, record, person: personOf(student, record.studentId) };
  }
}
