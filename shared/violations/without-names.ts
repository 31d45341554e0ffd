import type { People } from '../domain/people.ts';
import type { ViolationBook } from '../ports.ts';

/** Stands for a name that somebody has typed where a 学号 belongs. */
const NAME = '#';

/** A book as it is stored: violations are recognised by their fingerprints, and no name is kept (trust.md §5). */
export function withoutNames(book: ViolationBook, { isName }: Pick<People, 'isName'>): ViolationBook {
  const records = book.records.map((record) =>
    record.subject.some(isName)
      ? { ...record, subject: record.subject.map((part) => (isName(part) ? NAME : part)) }
      : record,
  );
  return { ...book, records };
}
