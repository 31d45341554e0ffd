import type { School } from '../domain/assembled.ts';
import { formatAcademicYear } from '../domain/calendar.ts';
import { type Cell, isGiven } from '../domain/cell.ts';
import { orgLabelOf, orgNameOf, personOf } from '../domain/roster.ts';
import type { RowFound } from '../domain/row-at.ts';
import type { RowIn, TabKey } from '../domain/school.ts';
import { dayWords } from './day-words.ts';

/** What a row of an input tab is about, in words, and the id of the organization or student whose matter it is. */
interface RowKind<Tab extends TabKey> {
  about(row: RowIn<Tab>, school: School): string;
  ownerId(row: RowIn<Tab>): Cell<string>;
}

const ROW_KINDS: { readonly [Tab in TabKey]: RowKind<Tab> } = {
  organizations: { about: ({ id }, school) => orgWords(id, school), ownerId: ({ id }) => id },
  students: { about: ({ id, name }, school) => personWords(id, name, school), ownerId: ({ classId }) => classId },
  tenures: {
    about: ({ holderId, name, posts, orgId }, school) =>
      joined(personWords(holderId, name, school), `${orgName(orgId, school)}${posts.items.join('、')}`),
    ownerId: ({ orgId }) => orgId,
  },
  developments: {
    about: ({ studentId, name }, school) => personWords(studentId, name, school),
    ownerId: ({ studentId }) => studentId,
  },
  activities: {
    about: ({ heldOn, hostId, type, topic }, school) =>
      [
        isGiven(heldOn) ? dayWords(heldOn) : '',
        orgName(hostId, school),
        `${given(type)}${isGiven(topic) ? `“${topic}”` : ''}`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    ownerId: ({ hostId }) => hostId,
  },
  plans: {
    about: ({ orgId, academicYear }, school) =>
      `${orgWords(orgId, school)}${isGiven(academicYear) ? ` ${formatAcademicYear(academicYear)} 学年` : ''}工作计划`,
    ownerId: ({ orgId }) => orgId,
  },
  decisions: {
    about: ({ id, kind, name }) => `${given(kind)}“${given(name)}”${isGiven(id) ? `（${id}）` : ''}`,
    ownerId: ({ orgId }) => orgId,
  },
  pledges: {
    about: ({ studentId, name, academicYear, role, appraisalKind }, school) =>
      joined(
        personWords(studentId, name, school),
        isGiven(academicYear) ? `${formatAcademicYear(academicYear)} 学年` : '',
        given(role),
        given(appraisalKind),
      ),
    ownerId: ({ studentId }) => studentId,
  },
  honors: {
    about: ({ orgId, level, name }, school) => `${orgName(orgId, school)}${given(level)}荣誉“${given(name)}”`,
    ownerId: ({ orgId }) => orgId,
  },
};

/** `赵敏琳（22403004），2025-2026 学年，正式党员`; empty where nothing of the row can be read. */
export function rowWords(found: RowFound, school: School): string {
  return kindOf(found).about(found.row, school);
}

/** 组织编号 or 学号 of whom the row belongs to. */
export function rowOwner(found: RowFound): string | null {
  const id = kindOf(found).ownerId(found.row);
  return isGiven(id) ? id : null;
}

function kindOf(found: RowFound): RowKind<TabKey> {
  return ROW_KINDS[found.tab] as RowKind<TabKey>;
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

/** Joins what there is by a comma. */
export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('，');
}
