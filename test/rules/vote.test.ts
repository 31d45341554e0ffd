import { describe, expect, it } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import { type Cell, unreadable } from '../../shared/domain/cell.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import { Severity } from '../../shared/domain/vocabulary.ts';
import {
  AT_LEAST_HALF,
  atLeastShare,
  MORE_THAN_HALF,
  type Vote,
  type VoteShare,
  vote,
} from '../../shared/rules/families/vote.ts';
import { practice } from '../../shared/rules/frame/regulations.ts';
import type { Breach, Need, View } from '../../shared/rules/frame/rule.ts';

const HEADINGS = { expected: '应到', present: '实到', inFavor: '赞成' };

/** 应到, 实到, 赞成. */
type Numbers = readonly [Cell<number>, Cell<number>, Cell<number>];

function judge([expected, present, inFavor]: Numbers, quorum: VoteShare, more: Partial<Vote> = {}) {
  const one: Vote = {
    words: '电信2301团支部的评奖评优“国家奖学金”',
    meeting: '团员大会',
    subject: ['SX-1'],
    numbers: { expected, present, inFavor },
    headings: HEADINGS,
    at: (number) => ({ tab: '议事决策', row: 2, column: number }),
    asksNumbers: true,
    ...more,
  };
  const rule = vote({
    id: 'DEC-99',
    title: '表决',
    basis: [practice('试')],
    needs: [],
    reads: [],
    quorum: () => quorum,
    majority: MORE_THAN_HALF,
    votes: () => [one],
  });
  const [breach, ...others] = [...rule.check({} as View<Need>, DEFAULT_PARAMETERS, 0, 0)] as Breach<never>[];
  expect(others).toEqual([]);
  if (!breach) return null;
  return {
    at: breach.at.column,
    severity: breach.severity,
    message: rule.message(breach.facts),
    advice: rule.advice(breach.facts),
    breach,
  };
}

const placeOf = (numbers: Numbers, quorum: VoteShare, more?: Partial<Vote>) => judge(numbers, quorum, more)?.at ?? null;

describe('a quorum', () => {
  it('of more than half fails at exactly half', () => {
    expect(placeOf([20, 10, 20], MORE_THAN_HALF)).toBe('present');
    expect(placeOf([20, 11, 20], MORE_THAN_HALF)).toBeNull();
    expect(placeOf([21, 10, 20], MORE_THAN_HALF)).toBe('present');
    expect(placeOf([21, 11, 20], MORE_THAN_HALF)).toBeNull();
  });

  it('of half or more holds at exactly half', () => {
    expect(placeOf([20, 9, 20], AT_LEAST_HALF)).toBe('present');
    expect(placeOf([20, 10, 20], AT_LEAST_HALF)).toBeNull();
    expect(placeOf([21, 10, 20], AT_LEAST_HALF)).toBe('present');
  });

  it('of two thirds holds at exactly two thirds', () => {
    const twoThirds = atLeastShare({ numerator: 2, denominator: 3 });
    expect(placeOf([30, 19, 30], twoThirds)).toBe('present');
    expect(placeOf([30, 20, 30], twoThirds)).toBeNull();
  });

  it('of one half as a fraction is spoken of like half or more', () => {
    expect(atLeastShare({ numerator: 1, denominator: 2 }).words).toBe('不少于应到人数的一半');
    expect(atLeastShare({ numerator: 50, denominator: 100 }).words).toBe('不少于应到人数的一半');
    expect(atLeastShare({ numerator: 2, denominator: 3 }).words).toBe('不少于应到人数的 2/3');
  });
});

describe('a majority', () => {
  it('is counted over 应到, not over 实到, and half is not enough', () => {
    expect(placeOf([20, 14, 10], AT_LEAST_HALF)).toBe('inFavor');
    expect(placeOf([20, 14, 11], AT_LEAST_HALF)).toBeNull();
    expect(placeOf([21, 14, 10], AT_LEAST_HALF)).toBe('inFavor');
    expect(placeOf([21, 14, 11], AT_LEAST_HALF)).toBeNull();
  });

  it('of nobody is none', () => {
    expect(placeOf([0, 0, 0], AT_LEAST_HALF)).toBe('inFavor');
    expect(placeOf([0, 0, 0], MORE_THAN_HALF)).toBe('present');
  });
});

describe('one finding a vote', () => {
  it('stands at 实到 where quorum and majority both fail, and names both', () => {
    expect(judge([20, 9, 8], AT_LEAST_HALF)).toMatchObject({
      at: 'present',
      severity: Severity.error,
      message:
        '电信2301团支部的评奖评优“国家奖学金”的团员大会：应到 20 人，实到 9 人，赞成 8 人；实到应当不少于应到人数的一半，赞成应当超过应到人数的一半。',
      advice: '请核对应到、实到和赞成，填错的改正；确实没有达到的，请重新召开团员大会表决。',
    });
  });

  it('stands at 赞成 where only the majority fails', () => {
    expect(judge([20, 11, 10], MORE_THAN_HALF)).toMatchObject({
      at: 'inFavor',
      severity: Severity.error,
      message:
        '电信2301团支部的评奖评优“国家奖学金”的团员大会：应到 20 人，实到 11 人，赞成 10 人；赞成应当超过应到人数的一半。',
    });
  });

  it('is a warning at the first blank number where nothing failed', () => {
    expect(judge([null, null, null], AT_LEAST_HALF)).toMatchObject({
      at: 'expected',
      severity: Severity.warning,
      message: '电信2301团支部的评奖评优“国家奖学金”的团员大会没有填应到、实到、赞成；应当填写应到、实到和赞成的人数。',
      advice: '请按团员大会的记录填写应到、实到、赞成。',
    });
    expect(placeOf([20, null, 11], AT_LEAST_HALF)).toBe('present');
    expect(placeOf([20, 11, null], AT_LEAST_HALF)).toBe('inFavor');
  });

  it('is an error where a vote failed although another number is blank', () => {
    expect(judge([20, 9, null], AT_LEAST_HALF)).toMatchObject({
      at: 'present',
      severity: Severity.error,
      message:
        '电信2301团支部的评奖评优“国家奖学金”的团员大会：应到 20 人，实到 9 人，赞成没有填；实到应当不少于应到人数的一半。',
    });
    expect(judge([20, null, 10], AT_LEAST_HALF)).toMatchObject({ at: 'inFavor', severity: Severity.error });
  });

  it('is not made of blank numbers that nobody asks for', () => {
    expect(placeOf([20, null, null], AT_LEAST_HALF, { asksNumbers: false })).toBeNull();
    expect(placeOf([20, 9, null], AT_LEAST_HALF, { asksNumbers: false })).toBe('present');
  });

  it('carries the subject, and the day of the meeting only where editions need it', () => {
    expect(judge([20, 9, 11], AT_LEAST_HALF)?.breach.subject).toEqual(['SX-1']);
    expect(judge([20, 9, 11], AT_LEAST_HALF)?.breach).not.toHaveProperty('on');
    expect(judge([20, 9, 11], AT_LEAST_HALF, { on: dayOf(2026, 5, 11) })?.breach.on).toBe(dayOf(2026, 5, 11));
  });
});

describe('the details of a vote', () => {
  it('are its numbers, what it did not reach and what is blank', () => {
    expect(judge([20, 9, null], AT_LEAST_HALF)?.breach.facts).toEqual({
      matter: '电信2301团支部的评奖评优“国家奖学金”',
      meeting: '团员大会',
      numbers: [
        { heading: '应到', count: 20 },
        { heading: '实到', count: 9 },
        { heading: '赞成', count: null },
      ],
      failed: [{ heading: '实到', due: '不少于应到人数的一半' }],
      blank: [],
    });
  });
});

describe('an unreadable number', () => {
  it('is neither blank nor judged', () => {
    expect(placeOf([unreadable, 9, 8], AT_LEAST_HALF)).toBeNull();
    expect(placeOf([20, unreadable, 11], AT_LEAST_HALF)).toBeNull();
    expect(placeOf([20, 11, unreadable], AT_LEAST_HALF)).toBeNull();
  });

  it('leaves the others judged, and out of the words', () => {
    expect(judge([20, unreadable, 10], AT_LEAST_HALF)).toMatchObject({
      at: 'inFavor',
      message: '电信2301团支部的评奖评优“国家奖学金”的团员大会：应到 20 人，赞成 10 人；赞成应当超过应到人数的一半。',
      advice: '请核对应到和赞成，填错的改正；确实没有达到的，请重新召开团员大会表决。',
    });
    expect(judge([unreadable, null, 8], AT_LEAST_HALF)).toMatchObject({
      at: 'present',
      severity: Severity.warning,
      message: '电信2301团支部的评奖评优“国家奖学金”的团员大会没有填实到；应当填写应到、实到和赞成的人数。',
    });
  });
});
