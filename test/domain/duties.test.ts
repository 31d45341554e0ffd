import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../shared/domain/calendar.ts';
import { unreadable } from '../../shared/domain/cell.ts';
import {
  boundPeriods,
  DUTIES,
  type Duty,
  dutyPeriods,
  elapsedPeriods,
  hasSevenMembers,
  isBoundForYear,
  PERIODIC_DUTIES,
} from '../../shared/domain/duties.ts';
import type { Activity, Organization, Tables } from '../../shared/domain/school.ts';
import {
  ActivityType,
  Indicator,
  OrgKind,
  PeriodKind,
  PoliticalStatus,
  StudentStatus,
} from '../../shared/domain/vocabulary.ts';
import { activity, day, leagueBranch, lookups, partyBranch, schoolClass, student } from '../support/rows.ts';

const HOLIDAYS = [2, 7, 8];
const partyDay = (heldOn: string, more: Partial<Activity> = {}) =>
  activity('P1', ActivityType.partyDay, { heldOn: day(heldOn), evidence: '照片', ...more });

function judged(duty: Duty, org: Organization, asOf: string, rows: Partial<Tables> = {}, holidayMonths = HOLIDAYS) {
  const school = lookups(asOf, { ...rows, organizations: [org, ...(rows.organizations ?? [])] });
  return dutyPeriods(school, org, duty, { holidayMonths });
}

/** Names of the elapsed periods: all, those met, those met with 佐证材料. */
function names(...args: Parameters<typeof judged>) {
  const periods = judged(...args) ?? [];
  return {
    due: periods.map(({ period }) => period.name),
    met: periods.filter(({ met }) => met).map(({ period }) => period.name),
    proved: periods.filter(({ proved }) => proved).map(({ period }) => period.name),
  };
}

describe('the periods that bind', () => {
  const P1 = partyBranch('P1');

  it('have ended before the as-of day', () => {
    expect(names(DUTIES.partyDay, P1, '2025-09-30').due).toEqual([]);
    expect(names(DUTIES.partyDay, P1, '2025-10-01').due).toEqual(['2025-09']);
    expect(names(DUTIES.partyAssembly, P1, '2026-02-28').due).toEqual(['2025-2026-Q1']);
    expect(names(DUTIES.partyAssembly, P1, '2026-03-01').due).toEqual(['2025-2026-Q1', '2025-2026-Q2']);
  });

  it('of a whole year are nine months, four quarters or two terms, of the audited year only', () => {
    const C1 = schoolClass('C1');
    expect(names(DUTIES.partyDay, P1, '2026-09-01').due).toHaveLength(9);
    expect(names(DUTIES.partyAssembly, P1, '2026-09-01').due).toHaveLength(4);
    expect(names(DUTIES.jointMeeting, C1, '2026-09-01').due).toEqual(['2025-2026-1', '2025-2026-2']);
    expect(names(DUTIES.partyDay, P1, '2027-01-01').due).toHaveLength(9);
    expect(names(DUTIES.partyDay, P1, '2025-08-31').due).toEqual([]);
  });

  it('are no month in 假期月份, but quarters and terms with one', () => {
    expect(names(DUTIES.partyDay, P1, '2026-03-01').due).not.toContain('2026-02');
    expect(names(DUTIES.partyDay, P1, '2026-03-01', {}, []).due).toContain('2026-02');
    expect(names(DUTIES.partyAssembly, P1, '2026-09-01', {}, [6, 7, 8]).due).toContain('2025-2026-Q4');
  });

  it('began on or after 成立日期', () => {
    const founded = (text: string) =>
      names(DUTIES.partyDay, partyBranch('P1', { foundedOn: day(text) }), '2025-12-01').due;
    expect(founded('2025-09-30')).toEqual(['2025-10', '2025-11']);
    expect(founded('2025-10-01')).toEqual(['2025-10', '2025-11']);
    expect(founded('2025-10-02')).toEqual(['2025-11']);
    expect(founded('1999-01-01')).toEqual(['2025-09', '2025-10', '2025-11']);
  });

  it('are not known where 成立日期 is unreadable', () => {
    const org = partyBranch('P1', { foundedOn: unreadable });
    const school = lookups('2025-12-01', { organizations: [org] });
    expect(boundPeriods(school, org, PeriodKind.month, HOLIDAYS)).toBeNull();
    expect(elapsedPeriods(school, org, PeriodKind.month, HOLIDAYS)).toBeNull();
    expect(judged(DUTIES.partyDay, org, '2025-12-01')).toBeNull();
  });

  it('are also those still to come, where it is asked what binds', () => {
    const school = lookups('2025-09-15', { organizations: [P1] });
    expect(boundPeriods(school, P1, PeriodKind.quarter, HOLIDAYS)).toHaveLength(4);
    expect(elapsedPeriods(school, P1, PeriodKind.quarter, HOLIDAYS)).toEqual([]);
  });
});

describe('a duty', () => {
  const P1 = partyBranch('P1');

  it('binds organizations of its kind alone', () => {
    expect(judged(DUTIES.partyDay, leagueBranch('L1', []), '2025-12-01')).toBeNull();
    expect(judged(DUTIES.leagueDay, P1, '2025-12-01')).toBeNull();
    expect(judged(DUTIES.jointMeeting, leagueBranch('L1', []), '2025-12-01')).toBeNull();
    expect(judged(DUTIES.partyDay, { ...P1, kind: unreadable }, '2025-12-01')).toBeNull();
    expect(judged(DUTIES.partyDay, { ...P1, id: null }, '2025-12-01')).toBeNull();
  });

  it('is met on the first and on the last day of the period', () => {
    const met = (heldOn: string) => names(DUTIES.partyDay, P1, '2025-12-01', { activities: [partyDay(heldOn)] }).met;
    expect(met('2025-08-31')).toEqual([]);
    expect(met('2025-09-01')).toEqual(['2025-09']);
    expect(met('2025-09-30')).toEqual(['2025-09']);
    expect(met('2025-10-01')).toEqual(['2025-10']);
  });

  it('is not met by another activity, nor by one whose date or type cannot be read', () => {
    const met = (more: Partial<Activity>) =>
      names(DUTIES.partyDay, P1, '2025-12-01', { activities: [partyDay('2025-09-10', more)] }).met;
    expect(met({})).toEqual(['2025-09']);
    expect(met({ type: ActivityType.partyLecture })).toEqual([]);
    expect(met({ type: unreadable })).toEqual([]);
    expect(met({ heldOn: unreadable })).toEqual([]);
    expect(met({ heldOn: null })).toEqual([]);
  });

  it('is met without 佐证材料 too, but proved only with it, by any of several activities', () => {
    const both = (...evidence: Activity['evidence'][]) => {
      const { met, proved } = names(DUTIES.partyDay, P1, '2025-10-01', {
        activities: evidence.map((one) => partyDay('2025-09-10', { evidence: one })),
      });
      return [met.length, proved.length];
    };
    expect(both('照片')).toEqual([1, 1]);
    expect(both(null)).toEqual([1, 0]);
    expect(both(unreadable)).toEqual([1, 0]);
    expect(both(null, '照片')).toEqual([1, 1]);
    expect(both()).toEqual([0, 0]);
  });

  it('of a 团支部 is met by its class, of a 班级 by its 团支部', () => {
    const L1 = leagueBranch('L1', ['C1']);
    const C1 = schoolClass('C1');
    const byClass = activity('C1', ActivityType.leagueDay, { heldOn: day('2025-09-10') });
    const byBranch = activity('L1', ActivityType.jointMeeting, { heldOn: day('2025-09-10') });
    expect(names(DUTIES.leagueDay, L1, '2025-10-01', { organizations: [C1], activities: [byClass] }).met).toEqual([
      '2025-09',
    ]);
    expect(names(DUTIES.jointMeeting, C1, '2026-02-01', { organizations: [L1], activities: [byBranch] }).met).toEqual([
      '2025-2026-1',
    ]);
  });

  it('agrees with a count of months by the platform’s calendar', () => {
    const anyDay = fc.integer({ min: day('2025-07-01'), max: day('2026-10-31') });
    const month = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        fc.array(anyDay, { maxLength: 12 }),
        fc.option(anyDay),
        anyDay,
        fc.uniqueArray(month),
        (held, founded, asOf, off) => {
          const found = names(
            DUTIES.partyDay,
            partyBranch('P1', { foundedOn: founded }),
            formatDay(asOf),
            { activities: held.map((heldOn) => partyDay(formatDay(heldOn))) },
            off,
          );
          const due: string[] = [];
          for (let i = 0; i < 12; i++) {
            const first = new Date(Date.UTC(2025, 8 + i, 1)).toISOString();
            const next = new Date(Date.UTC(2025, 9 + i, 1)).toISOString();
            const isOff = off.includes(Number(first.slice(5, 7)));
            if (
              !isOff &&
              next.slice(0, 10) <= formatDay(asOf) &&
              (founded === null || first.slice(0, 10) >= formatDay(founded))
            )
              due.push(first.slice(0, 7));
          }
          expect(found.due).toEqual(due);
          const months = new Set(held.map((one) => formatDay(one).slice(0, 7)));
          expect(found.met).toEqual(due.filter((name) => months.has(name)));
        },
      ),
    );
  });
});

describe('seven members', () => {
  const partyMembers = (count: number, status: PoliticalStatus = PoliticalStatus.fullMember) =>
    Array.from({ length: count }, (_, i) => student(`${status}${i}`, { politicalStatus: status, branchId: 'P1' }));
  const P1 = partyBranch('P1');

  it('of a 党支部 are 正式党员', () => {
    const binds = (students: readonly ReturnType<typeof student>[]) =>
      judged(DUTIES.partyCommitteeMeeting, P1, '2025-12-01', { students: [...students] }) !== null;
    expect(binds(partyMembers(6))).toBe(false);
    expect(binds(partyMembers(7))).toBe(true);
    expect(binds([...partyMembers(6), ...partyMembers(1, PoliticalStatus.probationaryMember)])).toBe(false);
    const [first, ...others] = partyMembers(7);
    expect(binds([{ ...(first as ReturnType<typeof student>), status: StudentStatus.graduated }, ...others])).toBe(
      false,
    );
  });

  it('of a 团支部 are 共青团员, 入党积极分子 and 发展对象 of its classes', () => {
    const L1 = leagueBranch('L1', ['C1', 'C2']);
    const classes = [schoolClass('C1'), schoolClass('C2'), schoolClass('C3')];
    const of = (classId: string, status: PoliticalStatus, i: number) =>
      student(`${classId}${i}`, { classId, politicalStatus: status });
    const { leagueMember, activist, prospect, probationaryMember, nonMember } = PoliticalStatus;
    const six = [leagueMember, leagueMember, leagueMember, leagueMember, activist, prospect].map((status, i) =>
      of(i % 2 === 0 ? 'C1' : 'C2', status, i),
    );
    const binds = (more: readonly ReturnType<typeof student>[]) =>
      judged(DUTIES.leagueCommitteeMeeting, L1, '2025-12-01', {
        organizations: classes,
        students: [...six, ...more],
      }) !== null;
    expect(binds([])).toBe(false);
    expect(binds([of('C1', leagueMember, 7)])).toBe(true);
    expect(binds([of('C1', probationaryMember, 7), of('C1', nonMember, 8), of('C3', leagueMember, 9)])).toBe(false);
  });

  it('are nobody where the id is blank', () => {
    expect(hasSevenMembers(lookups('2025-12-01', {}), { ...P1, id: null })).toBe(false);
  });
});

describe('yearly duties', () => {
  it('bind who stood on 1 September', () => {
    const school = lookups('2026-06-30', {});
    const binds = (foundedOn: Organization['foundedOn']) => isBoundForYear(school, partyBranch('P1', { foundedOn }));
    expect(binds(null)).toBe(true);
    expect(binds(day('2025-08-31'))).toBe(true);
    expect(binds(day('2025-09-01'))).toBe(true);
    expect(binds(day('2025-09-02'))).toBe(false);
    expect(binds(unreadable)).toBe(false);
  });
});

describe('the periodic indicators', () => {
  it('are eight, each with its duty', () => {
    expect(
      [...PERIODIC_DUTIES].map(([name, { activityType, period }]) => `${name}: ${activityType}/${period}`),
    ).toEqual([
      '党员大会按季: 党员大会/季',
      '团员大会按季: 团员大会/季',
      '支委会按月: 支委会/月',
      '团支委会按月: 团支委会/月',
      '班会按月: 班会/月',
      '班团联席会按学期: 班团联席会/学期',
      '主题党日按月: 主题党日/月',
      '主题团日按月: 主题团日/月',
    ]);
    expect(PERIODIC_DUTIES.get(Indicator.partyCommitteeMeetings)?.fromSevenMembers).toBe(true);
    expect(PERIODIC_DUTIES.get(Indicator.leagueCommitteeMeetings)?.fromSevenMembers).toBe(true);
    expect([...PERIODIC_DUTIES.values()].filter(({ fromSevenMembers }) => fromSevenMembers)).toHaveLength(2);
    expect(DUTIES.leagueLecture).toMatchObject({
      indicator: null,
      kinds: [OrgKind.leagueBranch],
      period: PeriodKind.quarter,
    });
  });
});
