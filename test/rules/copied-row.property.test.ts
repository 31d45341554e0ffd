import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRawTab } from '../../functions/template/sheet-plan.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import type { Position } from '../../shared/domain/position.ts';
import type { TabKey } from '../../shared/domain/school.ts';
import { Section } from '../../shared/domain/vocabulary.ts';
import { meanAttendance } from '../../shared/ranking/attendance.ts';
import type { Finding } from '../../shared/rules/frame/rule.ts';
import { runRules } from '../../shared/rules/frame/run-rules.ts';
import { RULES } from '../../shared/rules/index.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { scoreSchool } from '../../shared/scoring/score-school.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { assembleSchool, TAB_TITLES } from '../../shared/workbook/assemble-school.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { TAB_FACTS } from '../../shared/workbook/tab-facts.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { dayOfText, sampleOf } from '../cli/init/judged-sample.ts';

const AS_OF = '2026-07-10';
const sample = sampleOf('抄行', AS_OF, { colleges: 2, studentsPerCollege: 80 });
const books = sample.colleges.map(({ plan }) => plan.sheets.map(toRawTab));

/** Tabs whose rows have a key: 任职 and 荣誉 have none, and what a row says twice there is no fault. */
const KEYED = (Object.keys(TABS) as TabKey[]).filter((tab) => TAB_FACTS[tab].keys.length > 0);

interface Result {
  readonly findings: readonly Finding[];
  readonly positions: readonly Position[];
  readonly attendance: readonly string[];
}

function judged(colleges: readonly (readonly RawTab[])[]): Result {
  const school = assembleSchool({
    colleges: colleges.map((tabs, index) => ({
      id: sample.colleges[index]?.id ?? '',
      name: sample.colleges[index]?.name ?? '',
      stale: false,
      parsed: parseWorkbook({ version: '', tabs }, index, []),
    })),
    complete: true,
    parameters: DEFAULT_PARAMETERS,
    scheme: DEFAULT_SCHEME,
    asOf: dayOfText(AS_OF),
    year: 2025,
  });
  const { findings, defects } = runRules(school, RULES, DEFAULT_PARAMETERS, [], TAB_TITLES);
  expect(defects).toEqual([]);
  const open = findings
    .filter(({ rule }) => rule !== 'DAT-06')
    .map((finding) => ({ ...finding, id: finding.fingerprint }));
  const { positions, organizations } = scoreSchool(school, DEFAULT_SCHEME, open, DEFAULT_PARAMETERS);
  return { findings, positions, attendance: organizations.map(({ id }) => meanAttendance(school, id)) };
}

/** One data row of a tab once more, below the last; `null` where the tab has none. */
function withCopy(tabs: readonly RawTab[], key: TabKey, at: number): readonly RawTab[] | null {
  const { rows } = parseWorkbook({ version: '', tabs }, 0, []).tabs[key];
  const number = rows[at % Math.max(1, rows.length)]?.row;
  if (number === undefined) return null;
  return tabs.map((tab) =>
    tab.title === TABS[key].title ? { ...tab, rows: [...tab.rows, tab.rows[number - 1] ?? []] } : tab,
  );
}

/** Without what the copy is said to be, and with one line a finding. */
function others({ findings }: Result): readonly string[] {
  return findings
    .filter(({ rule }) => rule !== 'DAT-06')
    .map(({ college, rule, at, subject, message }) =>
      // DAT-07 lists the rows that name an unknown id: the copy is one of them.
      JSON.stringify([college, rule, at, subject, rule === 'DAT-07' ? '' : message]),
    );
}

/** A position without the words of the finding that it is for. */
function untitled(position: Position): Position {
  return position.section === Section.deductions ? { ...position, title: null } : position;
}

describe('a row that somebody has copied', () => {
  const before = judged(books);

  it.each(KEYED)('in %s changes no other finding, no point and no mean attendance', (tab) => {
    fc.assert(
      fc.property(fc.nat(1), fc.nat(10_000), (college, at) => {
        const copied = withCopy(books[college] ?? [], tab, at);
        if (copied === null) return;
        const after = judged(books.map((tabs, index) => (index === college ? copied : tabs)));
        expect(others(after)).toEqual(others(before));
        expect(after.positions.map(untitled)).toEqual(before.positions.map(untitled));
        expect(after.attendance).toEqual(before.attendance);
      }),
      { numRuns: 25 },
    );
  });

  it.each(KEYED)('in %s is found where it has a key', (tab) => {
    const [first = []] = books;
    const copied = withCopy(first, tab, 1);
    // A tab that no part of the sample fills has nothing to copy.
    if (copied === null) return;
    const after = judged([copied, ...books.slice(1)]);
    expect(after.findings.filter(({ rule }) => rule === 'DAT-06').length).toBe(
      before.findings.filter(({ rule }) => rule === 'DAT-06').length + 1,
    );
  });
});
