import { createHash } from 'node:crypto';
import type { Entry } from '../../../shared/domain/position.ts';
import { Section } from '../../../shared/domain/vocabulary.ts';
import type { AccountChange } from '../../../shared/ports.ts';

export const YEAR = 2025;

export interface ChangeOptions {
  /** Version of the balance that the change was computed from. */
  readonly from?: number;
  readonly reading?: number;
  readonly run?: string;
  readonly entries?: readonly Entry[];
}

/** An award of so many hundredths. */
export function award(number: number, hundredths = 240): Entry {
  return {
    kind: 'award',
    section: Section.practice,
    item: `P-C${number}`,
    itemName: '助学零距离',
    activity: `2026-03-05|助学零距离|高数辅导 ${number}`,
    on: 46_086 + number,
    title: `高等数学期中复习辅导（第 ${number} 场）`,
    base: 200,
    factors: '主办 1 × 联合 6/5',
    hundredths,
    counted: hundredths,
    reason: null,
    source: { college: 'JSJ', tab: '活动台账', row: number + 2 },
  };
}

export function awards(count: number): readonly Entry[] {
  return Array.from({ length: count }, (_, number) => award(number));
}

/** What settling writes for an organization whose account holds just these entries. */
export function change(organization: string, options: ChangeOptions = {}): AccountChange {
  const { from = 0, reading = 1, run = 'run-1', entries = awards(3) } = options;
  const sum = entries.reduce((total, { counted }) => total + counted, 0);
  const sections = { 规范建设: 0, 组织生活: 0, 实践协同: sum, 育人考核: 0, 荣誉: 0, 扣分: 0 };
  const facts = {
    college: 'JSJ',
    kind: '党支部',
    name: `计算机学院第${organization}党支部`,
    pool: '党支部·本科',
  } as const;
  const judged = { ranked: true, vetoed: false, attendance: '17/20' };
  const stamp = { runId: run, time: '2026-06-30T18:00:00Z', schemeVersion: 's1', ruleSet: 'r1', asOf: 46_203 };
  const digest = `${run}:${entries.length}:${sum}`;
  return {
    previousVersion: from,
    balance: {
      organization,
      year: YEAR,
      ...facts,
      ...judged,
      sections,
      adjustments: 0,
      total: sum,
      version: from + 1,
      reading,
      digest,
    },
    inForce: entries,
    settlement: { organization, year: YEAR, sequence: from + 1, ...stamp, entries },
  };
}

/** Text that compresses to three quarters, the same for the same seed; `length` characters. */
export function noise(length: number, seed = 1): string {
  const outputLength = Math.ceil((length * 3) / 4);
  return createHash('shake256', { outputLength }).update(String(seed)).digest('base64').slice(0, length);
}
