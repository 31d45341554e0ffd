import type { College } from '../domain/assembled.ts';
import { NOTE_PREFIX, Severity, ViolationState } from '../domain/vocabulary.ts';
import type { CellNote } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { MOST_IN_COLLEGE, mostSevere } from './listed-violations.ts';
import { linkTo } from './violation-rows.ts';

/** Each listed open error or warning as a note on its input cell; several on one cell share a note. */
export function cellNotes(college: College | undefined, violations: readonly Violation[]): readonly CellNote[] {
  const notes = new Map<string, CellNote>();
  for (const violation of mostSevere(violations, MOST_IN_COLLEGE).shown) {
    const place = linkTo(violation.at, college);
    if (
      place === null ||
      place.row === null ||
      place.column === null ||
      violation.severity === Severity.hint ||
      violation.state === ViolationState.waived
    )
      continue;
    const { tab, row, column } = place;
    const key = `${tab}|${row}|${column}`;
    const text = `${violation.severity} ${violation.id}：${violation.message}${violation.advice}`;
    const known = notes.get(key);
    notes.set(key, { tab, row, column, text: known ? `${known.text}\n${text}` : `${NOTE_PREFIX}${text}` });
  }
  return [...notes.values()];
}
