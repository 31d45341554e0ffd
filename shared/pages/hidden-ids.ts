import type { College, School } from '../domain/assembled.ts';
import { isGiven } from '../domain/cell.ts';
import type { Hide } from './html.ts';

/** `（41924001）` after a name; any other word of letters and digits. */
const IN_BRACKETS = /[（(]([0-9A-Za-z_-]+)[）)]/g;
const WORD = /[0-9A-Za-z][0-9A-Za-z_-]*/g;
/** As long as a 学号, a telephone number or part of an identity number: no page needs it. */
const LONG_NUMBER = /[0-9]{6,}/g;
const WIDE_NUMBER = /[０-９]{6,}/g;
const HAS_DIGIT = /[0-9０-９]/;
/** The most texts that are remembered, however much a school types. */
const REMEMBERED = 50_000;

/**
 * Removes 学号 and 工号 from a text: every one that occurs anywhere in the school's workbooks, and every long number
 * that does not belong to an organization, a college, an activity or a matter.
 */
export function hiderOf(school: School, instead: string): Hide {
  const { people, others } = idsOf(school);
  let allHaveDigits = true;
  for (const id of people) if (!HAS_DIGIT.test(id)) allHaveDigits = false;
  const maskPart = (part: string): string => (people.has(part) ? instead : part);
  const maskWord = (word: string): string => {
    if (people.has(word)) return instead;
    if (others.has(word)) return word;
    return word
      .split(/([_-])/)
      .map(maskPart)
      .join('')
      .replace(LONG_NUMBER, instead);
  };
  const hidden = (text: string): string =>
    text
      .replace(IN_BRACKETS, (whole, word: string) => (people.has(word) ? '' : whole))
      .replace(WORD, maskWord)
      .replace(WIDE_NUMBER, instead);
  // Names of organizations and items, dates and figures appear on many pages.
  const known = new Map<string, string>();
  return (text) => {
    if (allHaveDigits && !HAS_DIGIT.test(text)) return text;
    const before = known.get(text);
    if (before !== undefined) return before;
    const after = hidden(text);
    if (known.size < REMEMBERED) known.set(text, after);
    return after;
  };
}

function idsOf({ colleges }: School): { readonly people: ReadonlySet<string>; readonly others: ReadonlySet<string> } {
  const people = new Set<string>();
  const others = new Set<string>();
  for (const { id: college, all } of colleges) {
    others.add(college);
    for (const { id } of [...all.organizations, ...all.activities, ...all.decisions]) if (isGiven(id)) others.add(id);
  }
  for (const { all } of colleges) {
    for (const { id } of all.students) {
      if (!isGiven(id)) continue;
      people.add(id);
      // Somebody's 学号 is hidden, whatever else has the same number.
      others.delete(id);
    }
  }
  for (const college of colleges) for (const id of namedIn(college)) if (!others.has(id)) people.add(id);
  return { people, others };
}

/** People named by number outside 花名册, whether or not they are listed there. */
function* namedIn({ all }: College): Generator<string> {
  for (const { holderId } of all.tenures) if (isGiven(holderId)) yield holderId;
  for (const { studentId } of [...all.developments, ...all.pledges, ...all.tallies, ...all.outcomes])
    if (isGiven(studentId)) yield studentId;
  for (const { headId } of all.organizations) if (isGiven(headId)) yield headId;
  for (const { ownerId } of all.planItems) if (isGiven(ownerId)) yield ownerId;
  for (const { authorId } of all.plans) if (isGiven(authorId)) yield authorId;
  for (const { studentIds } of all.decisions) yield* studentIds.items;
}
