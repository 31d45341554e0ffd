import type { CollegeFacts } from '../../shared/digest/facts.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { Severity } from '../../shared/domain/vocabulary.ts';

/** A day by its date. */
export function day(text: string): number {
  const parsed = parseIsoDay(text);
  if (parsed === null) throw new Error(`${text} is no date`);
  return parsed;
}

/** Facts of a college with one error open and nothing else. */
export function someFacts(given: Partial<CollegeFacts> = {}): CollegeFacts {
  return {
    college: 'JSJ',
    name: '计算机学院',
    workbook: '计算机学院.xlsx',
    link: null,
    asOf: day('2026-07-15'),
    status: 'done',
    reason: null,
    open: { [Severity.error]: 1, [Severity.warning]: 0, [Severity.hint]: 0 },
    fresh: 0,
    fixed: 0,
    overdue: 0,
    sentences: [],
    due: [],
    ...given,
  };
}
