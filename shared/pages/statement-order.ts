import type { Entry } from '../domain/position.ts';
import { SECTIONS, Severity } from '../domain/vocabulary.ts';
import type { Violation } from '../violations/lifecycle.ts';

const SECTION_PLACES = new Map(SECTIONS.map((section, at) => [section, at]));
const SEVERITIES = Object.values(Severity);

/** Entries as a statement lists them: by 板块, item, day. */
export function inSectionOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(
    (a, b) =>
      (SECTION_PLACES.get(a.section) ?? 0) - (SECTION_PLACES.get(b.section) ?? 0) ||
      (a.item < b.item ? -1 : a.item > b.item ? 1 : 0) ||
      (a.on ?? 0) - (b.on ?? 0),
  );
}

/** Violations as a statement lists them: by severity, the oldest first. */
export function bySeverity(open: readonly Violation[]): readonly Violation[] {
  return open.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.firstSeenOn - b.firstSeenOn,
  );
}
