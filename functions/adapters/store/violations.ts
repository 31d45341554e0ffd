import type { AcademicYear } from '../../../shared/domain/calendar.ts';
import type { ViolationBook, Violations } from '../../../shared/ports.ts';
import { ABSENT, type Condition, type Table } from './items.ts';
import { bookKey, bookPartition } from './keys.ts';
import { type Kind, putText, readAll } from './records.ts';
import { bookSchema } from './schemas.ts';
import { THINGS } from './words.ts';

const BOOK: Kind<ViolationBook> = { schema: bookSchema, what: THINGS.book };

/** Violation books; the stored version is one more than that of the book that was put. */
export function violationsIn(table: Table): Violations {
  return {
    books: (year) => readAll(table, BOOK, bookPartition(year)),
    put: (year, book) => putBook(table, year, book),
  };
}

async function putBook(table: Table, year: AcademicYear, book: ViolationBook): Promise<boolean> {
  const next: ViolationBook = { ...book, version: book.version + 1 };
  const { done } = await putText(table, bookKey(year, book.college), JSON.stringify(next), {
    extra: { version: next.version, reading: next.reading },
    condition: unmoved(book),
  });
  return done;
}

function unmoved({ version, reading }: ViolationBook): Condition {
  return version === 0 ? ABSENT : { equal: { version }, atMost: { reading } };
}
