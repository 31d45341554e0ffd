import { describe, expect, it } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import { unreadable } from '../../shared/domain/cell.ts';
import type { Development } from '../../shared/domain/school.ts';
import {
  givenSteps,
  isDeveloping,
  isOverdue,
  probationYearOf,
  STAGES,
  STEP_CHAINS,
  stageReached,
} from '../../shared/domain/stages.ts';
import { DevelopmentStep } from '../../shared/domain/vocabulary.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

const DAY = dayOf(2026, 3, 31);

/** A record of which only these cells are given; a stage test reads no others. */
function record(cells: Partial<Development>): Development {
  const blank = Object.keys(TABS.developments.columns).map((field) => [field, null]);
  return { ...Object.fromEntries(blank), ...cells } as Development;
}

describe('the chain of party development', () => {
  it('calls every step as the tab 发展台账 does', () => {
    const columns: Readonly<Record<string, { readonly heading: string }>> = TABS.developments.columns;
    const headings = Object.keys(DevelopmentStep).map((step) => columns[step]?.heading);
    expect(headings).toEqual(Object.values(DevelopmentStep));
  });

  it('holds every step, and 接收 twice: the oath and full membership both follow it', () => {
    const steps = STEP_CHAINS.flat();
    expect(new Set(steps)).toEqual(new Set(Object.keys(DevelopmentStep)));
    expect(steps.filter((step, i) => steps.indexOf(step) !== i)).toEqual(['admittedOn']);
  });
});

describe('the stage that a record reaches', () => {
  it.each(STAGES)('is $status once $step is given', (stage) => {
    expect(stageReached(record({ [stage.step]: DAY }))).toEqual({ ...stage, on: DAY });
  });

  it('is the last one of several, even where an earlier one is blank', () => {
    expect(stageReached(record({ activistOn: DAY, admittedOn: DAY + 9 }))).toEqual({ ...STAGES[2], on: DAY + 9 });
  });

  it('is none without any date, and none of the four by an application alone', () => {
    expect(stageReached(record({}))).toBeNull();
    expect(stageReached(record({ appliedOn: DAY, talkedOn: DAY }))).toBeNull();
  });

  it('is left open by an unreadable later date, not by an earlier one', () => {
    expect(stageReached(record({ activistOn: DAY, prospectOn: unreadable }))).toBeNull();
    expect(stageReached(record({ activistOn: unreadable, prospectOn: DAY }))).toEqual({ ...STAGES[1], on: DAY });
  });
});

describe('the given steps', () => {
  it('come in the order asked for, without blank and unreadable ones', () => {
    const cells = record({ admittedOn: DAY, activistOn: DAY - 9, prospectOn: unreadable });
    expect(givenSteps(cells, ['activistOn', 'prospectOn', 'politicalReviewOn', 'admittedOn'])).toEqual([
      { step: 'activistOn', on: DAY - 9 },
      { step: 'admittedOn', on: DAY },
    ]);
  });
});

describe('development goes on', () => {
  it('without 培养终止日期, and until the day before it', () => {
    expect(isDeveloping(record({}), DAY)).toBe(true);
    expect(isDeveloping(record({ endedOn: DAY + 1 }), DAY)).toBe(true);
    expect(isDeveloping(record({ endedOn: DAY }), DAY)).toBe(false);
    expect(isDeveloping(record({ endedOn: DAY - 1 }), DAY)).toBe(false);
  });

  it('or not, nobody knows, where that date is unreadable: then nothing is judged', () => {
    expect(isDeveloping(record({ endedOn: unreadable }), DAY)).toBe(false);
  });
});

describe('a step is overdue', () => {
  it('when it came after its last day, whatever day it is', () => {
    expect(isOverdue(DAY - 1, DAY, DAY + 99)).toBe(false);
    expect(isOverdue(DAY, DAY, DAY + 99)).toBe(false);
    expect(isOverdue(DAY + 1, DAY, DAY - 99)).toBe(true);
  });

  it('when it is blank and its last day is over', () => {
    expect(isOverdue(null, DAY, DAY - 1)).toBe(false);
    expect(isOverdue(null, DAY, DAY)).toBe(false);
    expect(isOverdue(null, DAY, DAY + 1)).toBe(true);
  });

  it('never where it cannot be read', () => {
    expect(isOverdue(unreadable, DAY, DAY + 99)).toBe(false);
  });
});

describe('a year of probation', () => {
  it('ends on the same day a year later, on 28 February for 29 February', () => {
    expect(probationYearOf(dayOf(2025, 5, 20))).toBe(dayOf(2026, 5, 20));
    expect(probationYearOf(dayOf(2024, 2, 29))).toBe(dayOf(2025, 2, 28));
  });
});
