import type { College } from '../domain/assembled.ts';
import { fingerprint, violationId } from '../domain/identity.ts';
import type { TabKey } from '../domain/school.ts';
import type { ImageRow } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';

/**
 * Which violation a new one continues. Typed content is part of a violation's identity: correcting a wrong day to
 * another wrong one, a name in a row or an id gives a new 问题编号. What users typed beside the old number belongs to
 * them, and is carried over to the new one.
 * @returns what a row of 问题清单 says of it
 */
export function continuations(college: College): (violation: Violation) => Pick<ImageRow, 'formerKeys' | 'inherits'> {
  const keys = new Map<string, ReadonlyMap<number, readonly string[]>>();
  const keyAt = (title: string, row: number): readonly string[] => {
    const known = keys.get(title) ?? keysOf(college, title);
    keys.set(title, known);
    return known.get(row) ?? [];
  };
  const formerIds = Map.groupBy(college.renamed, ({ to }) => to);
  return (violation) => {
    const { rule, subject, at } = violation;
    const from = [...new Set(subject)].flatMap((part) => formerIds.get(part) ?? []);
    const formerKeys = from.map((renamed) => {
      const former = subject.map((part) => (part === renamed.to ? renamed.from : part));
      return violationId(rule, fingerprint(rule, college.id, former));
    });
    const isOfPlace = at.row !== null && (rule.startsWith(OF_CELLS) || isEqual(subject, keyAt(at.tab, at.row)));
    return { ...(formerKeys.length > 0 && { formerKeys }), ...(isOfPlace && { inherits: true }) };
  };
}

/** Rules about cells and rows as typed; other rules use a place to report what is missing there in some month. */
const OF_CELLS = 'DAT-';

function isEqual(subject: readonly string[], key: readonly string[]): boolean {
  return subject.length === key.length && subject.every((part, at) => part === key[at]);
}

function keysOf(college: College, title: string): ReadonlyMap<number, readonly string[]> {
  const tab = Object.values(college.tabs).find(({ key }) => college.tabPlace(key).tab === title);
  return tab === undefined ? new Map() : rowKeys(college, tab.key);
}

function rowKeys<Tab extends TabKey>(college: College, tab: Tab): ReadonlyMap<number, readonly string[]> {
  return new Map(college.tabs[tab].rows.map((row) => [row.row, college.keyOf(tab, row)]));
}
