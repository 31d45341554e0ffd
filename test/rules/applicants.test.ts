import { describe, expect, it } from 'vitest';
import { type Cell, unreadable } from '../../shared/domain/cell.ts';
import type { Development } from '../../shared/domain/school.ts';
import { applicantsOf } from '../../shared/rules/families/applicants.ts';
import { lookups, student } from '../support/rows.ts';

const record = (studentId: Cell<string>): Development => ({ row: 2, college: 0, studentId }) as Development;
const named = (name: Cell<string>) => [...applicantsOf([record('1')], school(name))].map(({ person }) => person);
const school = (name: Cell<string> = '周八') => lookups('2026-03-15', { students: [student('1', { name })] });

describe('a record of 发展台账', () => {
  it('comes with its student and the words for him or her', () => {
    const row = record('1');
    const [applicant, ...others] = applicantsOf([row], school());
    expect(others).toEqual([]);
    expect(applicant).toMatchObject({ id: '1', person: '周八（1）', student: { id: '1' } });
    expect(applicant?.record).toBe(row);
  });

  it('is called by 学号 alone where the name is blank or unreadable', () => {
    expect(named(null)).toEqual(['1']);
    expect(named(unreadable)).toEqual(['1']);
  });

  it('is left out where 学号 is blank, unreadable, or of nobody who is known', () => {
    expect([...applicantsOf([record(null), record(unreadable), record('2')], school())]).toEqual([]);
  });
});
