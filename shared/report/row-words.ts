import type { School } from '../domain/assembled.ts';
import { formatAcademicYear } from '../domain/calendar.ts';
import { type Cell, isGiven } from '../domain/cell.ts';
import { quoted } from '../domain/quoted.ts';
import { orgLabelOf, orgNameOf, personOf } from '../domain/roster.ts';
import type { RowFound } from '../domain/row-at.ts';
import type { RowIn, TabKey } from '../domain/school.ts';
import { dayWords } from './day-words.ts';

/** Subject of an input row, if host, person and name of the row do not give it; empty if nothing is readable. */
const ABOUT: { readonly [Tab in TabKey]?: (row: RowIn<Tab>, school: School) => string } = {
  organizations: ({ id }, school) => orgWords(id, school),
  students: ({ id, name }, school) => personWords(id, name, school),
  tenures: ({ holderId, name, posts, orgId }, school) =>
    joined([personWords(holderId, name, school), `${orgName(orgId, school)}${posts.items.join('、')}`]),
  developments: ({ studentId, name }, school) => personWords(studentId, name, school),
  activities: ({ heldOn, hostId, type, topic }, school) =>
    [
      isGiven(heldOn) ? dayWords(heldOn) : '',
      orgName(hostId, school),
      `${given(type)}${isGiven(topic) ? quoted(topic) : ''}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  plans: ({ orgId, academicYear }, school) =>
    `${orgWords(orgId, school)}${isGiven(academicYear) ? ` ${formatAcademicYear(academicYear)} 学年` : ''}工作计划`,
  decisions: ({ id, kind, name }) => `${given(kind)}${quoted(given(name))}${isGiven(id) ? `（${id}）` : ''}`,
  pledges: ({ studentId, name, academicYear, role, appraisalKind }, school) =>
    joined([
      personWords(studentId, name, school),
      isGiven(academicYear) ? `${formatAcademicYear(academicYear)} 学年` : '',
      given(role),
      given(appraisalKind),
    ]),
  honors: ({ orgId, level, name }, school) => `${orgName(orgId, school)}${given(level)}荣誉${quoted(given(name))}`,
};

/** `赵敏琳（22403004），2025-2026 学年，正式党员`; empty if nothing in the row is readable. */
export function rowContents(found: RowFound, school: School): string {
  const { tab, row } = found;
  const own = ABOUT[tab] as ((row: RowFound['row'], school: School) => string) | undefined;
  return own ? own(row, school) : plainWords(found, school);
}

/** `电信2301团支部，十月主题团日`: the owner of the row, and the cell that represents it. */
function plainWords({ tab, row }: RowFound, school: School): string {
  const { host, person, personName, rowPlace } = school.tabs[tab];
  const cells = row as unknown as Readonly<Record<string, Cell<string>>>;
  const name = personName === null ? null : (cells[personName[0]] ?? null);
  const owner =
    person === null ? orgName(cells[host ?? ''] ?? null, school) : personWords(cells[person[0]] ?? null, name, school);
  const isNamed = rowPlace !== person?.[0] && typeof cells[rowPlace] === 'string';
  return joined([owner, isNamed ? given(cells[rowPlace] ?? null) : '']);
}

/** 组织编号 or 学号 of the row's owner. */
export function rowOwner({ tab, row }: RowFound, { tabs }: School): string | null {
  const { host, person } = tabs[tab];
  const cells = row as unknown as Readonly<Record<string, unknown>>;
  const id = cells[host ?? person?.[0] ?? ''];
  return typeof id === 'string' ? id : null;
}

function personWords(id: Cell<string>, name: Cell<string>, { roster }: School): string {
  if (!isGiven(id)) return given(name);
  const student = roster.student(id);
  if (student) return personOf(student, id);
  return isGiven(name) ? `${name}（${id}）` : id;
}

function orgWords(id: Cell<string>, { roster }: School): string {
  return isGiven(id) ? orgLabelOf(roster.organization(id), id) : '';
}

function orgName(id: Cell<string>, { roster }: School): string {
  return isGiven(id) ? orgNameOf(roster.organization(id), id) : '';
}

function given(cell: Cell<string>): string {
  return isGiven(cell) ? cell : '';
}

/** Joins the non-empty parts with commas. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('，');
}
