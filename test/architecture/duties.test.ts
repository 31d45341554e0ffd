import { describe, expect, it } from 'vitest';
import { DUTIES } from '../../shared/domain/duties.ts';
import { expectNone } from '../support/expect-none.ts';
import { asSource, type Source, sources } from './sources.ts';

/** Who may ask for the months that carry a duty, and for the periods of one: nobody computes them again. */
const ONLY_BY: Readonly<Record<string, readonly string[]>> = {
  dutyMonthsOf: ['shared/domain/periods.ts', 'shared/domain/duties.ts'],
  begunPeriods: [
    'shared/domain/duties.ts',
    'shared/rules/education/EDU-09-term-without-joint-life.ts',
    'shared/rules/organization/ORG-18-months-without-activity.ts',
  ],
  dutyPeriods: [
    'shared/domain/duties.ts',
    'shared/rules/families/periodic-duty.ts',
    'shared/scoring/indicators.ts',
    'shared/run/coverage-rates.ts',
  ],
};

function breaches(files: readonly Source[]): readonly string[] {
  return files.flatMap(({ path, code }) => [
    ...Object.entries(ONLY_BY).flatMap(([name, allowed]) =>
      new RegExp(`\\b${name}\\(`).test(code) && !allowed.includes(path)
        ? [
            `${path} asks for ${name}: take the periods that shared/domain/duties.ts gives to rules and indicators alike`,
          ]
        : [],
    ),
    ...(path.startsWith('shared/rules/') && /\bperiodsOf\(/.test(code)
      ? [`${path} counts periods by itself: use periodicDuty() or yearlyDuty() of shared/rules/families`]
      : []),
  ]);
}

describe('periodic duties', () => {
  it('are computed once, for rules and indicators alike', () => {
    expectNone(breaches(sources('shared', 'functions')));
  });

  it('have one rule each, which says which duty it is', () => {
    const rules = sources('shared/rules').filter(({ code }) => /\bperiodicDuty\(\{/.test(code));
    const named = rules.flatMap(({ code }) => [...code.matchAll(/\bDUTIES\.(\w+)/g)].map(([, name]) => name ?? ''));
    expect(named.toSorted()).toEqual([...new Set(named)].toSorted());
    for (const name of named) expect(Object.keys(DUTIES)).toContain(name);
  });

  it.each([
    ['shared/scoring/a.ts', 'const months = dutyMonthsOf(year, holidays);'],
    ['shared/report/a.ts', 'const periods = dutyPeriods(school, org, duty, parameters);'],
    ['shared/rules/education/EDU-99-a.ts', 'const months = periodsOf(PeriodKind.month, year);'],
  ])('sees a breach planted in %s: %s', (path, text) => {
    expect(breaches([asSource(path, text)])).toHaveLength(1);
  });
});
