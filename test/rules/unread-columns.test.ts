import { describe, expect, it } from 'vitest';
import type { RawTab } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { foldHeading } from '../../shared/workbook/normalize.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { judge, type Sample, sampleOf } from '../cli/init/judged-sample.ts';

/**
 * The law of an unread column (trust.md §2): while a heading that may be meant for a column was not read, nothing is found
 * that would not be found with the column under its own name. Held on made-up schools with every planted fault.
 */
const AS_OF = '2026-07-15';
const schools = ['unread', 'columns'].map((seed) => sampleOf(seed, AS_OF, { colleges: 2, studentsPerCollege: 120 }));
const found = (sample: Sample, reorder?: (tab: RawTab) => RawTab) =>
  judge(sample, AS_OF, undefined, reorder).map((finding) => [finding.fingerprint, finding] as const);
const sound = schools.map((sample) => new Set(found(sample).map(([id]) => id)));

const optional = Object.values(TABS).flatMap(({ title, columns }) =>
  Object.values<Column<unknown>>(columns as never)
    .filter(({ required }) => !required)
    .map(({ heading }) => [title, heading] as const),
);

describe('while a column was not read under its name, nothing is found because of it', () => {
  it.each(optional)('%s: %s', (title, heading) => {
    for (const [at, sample] of schools.entries()) {
      const more = found(sample, (tab) => (tab.title === title ? renamed(tab, heading) : tab)).filter(
        ([id, { rule }]) => !sound[at]?.has(id) && rule !== 'DAT-18',
      );
      expect(more.map(([, { rule, message }]) => `${rule} ${message}`).slice(0, 5)).toEqual([]);
    }
  });
});

/** The same tab with another heading that differs by an ending only. */
function renamed(tab: RawTab, heading: string): RawTab {
  const rows = tab.rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' && foldHeading(cell) === heading ? `${heading}情况` : cell)),
  );
  return { ...tab, rows };
}
