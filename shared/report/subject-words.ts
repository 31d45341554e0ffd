import type { College, School } from '../domain/assembled.ts';
import { isGiven } from '../domain/cell.ts';
import { orgLabelOf, orgNameOf, personOf } from '../domain/roster.ts';
import { type RowFound, rowAt } from '../domain/row-at.ts';
import type { Finding } from '../rules/frame/rule.ts';
import { periodWords } from './day-words.ts';
import { joined, rowContents, rowOwner } from './row-words.ts';

/** A violation, or a future one (即将到期). */
type Matter = Pick<Finding, 'rule' | 'college' | 'at' | 'subject'>;

/** What a violation is about, as a clerk would say it, and its owner. The keys of its subject are never shown. */
export interface SubjectWords {
  /** 对象: `赵敏琳（22403004），2025-2026 学年`. */
  readonly about: string;
  /** 组织/班级: the organization, or the student's class; the college or the school if nobody else owns it. */
  readonly owner: string;
}

const WHOLE_COLLEGE = '全院';
const WHOLE_SCHOOL = '全校';
/** Rules of cells, whose subject begins with the tab: which part of it is the heading, counted from the end. */
const HEADING_AT: Readonly<Record<string, number>> = {
  'DAT-01': -1,
  'DAT-03': -1,
  'DAT-04': -1,
  'DAT-05': -1,
  'DAT-07': -2,
  'DAT-09': -1,
  'DAT-11': -1,
  'DAT-12': -1,
  'DAT-13': -1,
  'DAT-18': -1,
};
const CELL_RULES = 'DAT-';

export function subjectWords(violation: Matter, school: School, college: College | undefined): SubjectWords {
  const found = college ? rowAt(college, violation.at) : null;
  if (violation.rule.startsWith(CELL_RULES)) return wordsOfCell(violation, school, found);
  const [first = '', ...rest] = violation.subject;
  const named = nameOfPart(first, school);
  if (named === null) {
    // An activity or a decision is named by its row; other parts (a step, a person) follow.
    const others = found?.tab === 'decisions' ? rest.map((part) => partWords(part, school)) : [];
    const about = found ? joined([rowContents(found, school), ...others]) : placeWords(violation);
    return { about, owner: ownerName(found ? rowOwner(found, school) : null, school) ?? wholeOf(violation) };
  }
  return {
    about: joined([named, ...rest.map((part) => partWords(part, school))]),
    owner: ownerName(first, school) ?? wholeOf(violation),
  };
}

function wordsOfCell(violation: Matter, school: School, found: RowFound | null): SubjectWords {
  const { rule, subject } = violation;
  const at = HEADING_AT[rule];
  const heading = at === undefined ? '' : (subject.at(at) ?? '');
  const about = found ? rowContents(found, school) : '';
  return {
    about: about === '' ? placeWords(violation, heading) : joined([about, heading]),
    owner: ownerName(found ? rowOwner(found, school) : null, school) ?? wholeOf(violation),
  };
}

/** A whole tab, or a row of which nothing is readable. */
function placeWords({ at, subject, college }: Matter, heading = ''): string {
  if (college === null) return subject.map((part) => `“${part}”`).join('');
  const tab = `“${at.tab}”表`;
  const row = at.row === null ? tab : `${tab}第 ${at.row} 行`;
  return heading === '' ? row : `${row}的“${heading}”`;
}

function partWords(part: string, school: School): string {
  return nameOfPart(part, school) ?? periodWords(part) ?? (/^\d{1,2}$/.test(part) ? `第 ${part} 次` : part);
}

/** A person, an organization or a college by name. */
function nameOfPart(part: string, { roster, colleges }: School): string | null {
  const student = roster.student(part);
  if (student) return personOf(student, part);
  const org = roster.organization(part);
  return org ? orgLabelOf(org, part) : (colleges.find(({ id }) => id === part)?.name ?? null);
}

/** The organization itself; for a student the class or, without one, the 党支部. */
function ownerName(id: string | null, { roster }: School): string | null {
  if (id === null) return null;
  const org = roster.organization(id);
  if (org) return orgNameOf(org, id);
  const student = roster.student(id);
  if (!student) return null;
  const home = isGiven(student.classId) ? student.classId : student.branchId;
  return isGiven(home) ? orgNameOf(roster.organization(home), home) : null;
}

function wholeOf({ college }: Matter): string {
  return college === null ? WHOLE_SCHOOL : WHOLE_COLLEGE;
}
