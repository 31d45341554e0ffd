import type { RawCell, RawMerge, RawTab, RawWorkbook } from '../../../shared/sheet/raw.ts';
import type { Random } from './random.ts';

/** Mangled readings: what a workbook may hold once its file has been opened. */

const ODD_CELLS: readonly RawCell[] = [
  null,
  '',
  ' ',
  '\u3000',
  '\u200b',
  '-',
  '无',
  0,
  -0,
  -1,
  0.1,
  1.5,
  -1.5,
  10_000,
  73_050,
  73_051,
  45_000.999,
  19_000_101,
  20_250_230,
  21_001_231,
  99_999_999,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  1e15,
  1e21,
  1e300,
  -1e300,
  5e-324,
  Number.MAX_VALUE,
  true,
  false,
  { error: '#REF!' },
  { error: '' },
  { error: '#'.repeat(1000) },
  '0',
  '-0',
  '1e5',
  '0x10',
  '１２',
  '1,234',
  '１，２３４',
  '99999999999999999999999999',
  '2025-02-30',
  '2025-13-01',
  '0000-00-00',
  '9999-12-31',
  '10000-01-01',
  '2025-09',
  '2025年9月',
  '2025.9.1 25:99',
  '2025-9-1T0:00',
  '2025-2027',
  '2025-2026',
  '9999-10000',
  '2023级',
  '1/0',
  '0/0',
  '-1/2',
  '150%',
  '=1+1',
  '＝HYPERLINK("x")',
  '\u0000',
  '\u0001\u0002\u001f\u007f\u0085',
  '\ud800',
  '\udc00\ud800',
  'a\ud83d',
  '\ufffe\uffff',
  '\u202etxt',
  'é'.normalize('NFD'),
  '𠮷'.repeat(20),
  '、',
  '、，,；;\n',
  `${'、'.repeat(500)}`,
  'C1、C1、C1',
  'P1',
  'L1',
  'C1',
  '__proto__',
  'constructor',
  'toString',
  '书记',
  '班长（兼团支部副书记）',
  '班长（兼班长）',
  '（（（（））））',
  '('.repeat(300),
  `${'（'.repeat(200)}x${'）'.repeat(200)}`,
  '正式党员',
  '党支部',
  '班级',
  '撤销',
  '毕业',
  '红色“1+1”',
  '主题党日',
  '41922001',
  41922001,
  '民主评议',
  '优秀',
  'EDU-06=提示',
  'EDU-06=致命',
  'EDU-06＝提示、DAT',
  'ORG-06-7F3K2',
  '2,7,8',
  '13',
  '\n\r\t',
  '%s %n $& $1',
  '<b>&amp;</b>]]>',
  '长'.repeat(5000),
  ' '.repeat(5000),
  '\n'.repeat(2000),
  '1'.repeat(400),
  '2025-9-1 '.repeat(200),
];

/** A bad cell: from the list, or one of `cells` changed a little. */
export function oddCell(random: Random, cells: readonly RawCell[]): RawCell {
  const kind = random.below(10);
  if (kind < 5) return random.pick(ODD_CELLS);
  if (kind < 7 && cells.length > 0) return random.pick(cells);
  const old = random.pick(cells.length > 0 ? cells : ODD_CELLS);
  if (kind === 7 && typeof old === 'number') return old + random.pick([1, -1, 0.5, 365, -365, 1e6]);
  const text = typeof old === 'object' || old === undefined ? '' : String(old);
  const at = random.below(text.length + 1);
  const with_ = String.fromCharCode(random.chance(0.5) ? random.below(0x100) : random.below(0x10000));
  return kind === 8 ? text.slice(0, at) : `${text.slice(0, at)}${with_}${text.slice(at + random.below(2))}`;
}

type Rows = RawCell[][];

const MANGLERS: readonly ((rows: Rows, random: Random, merges: RawMerge[]) => void)[] = [
  // Cells, a few or a whole column.
  (rows, random) => {
    for (let left = 1 + random.below(8); left > 0; left--) {
      const row = random.pick(rows) ?? [];
      row[random.below(row.length + 2)] = oddCell(random, row);
    }
  },
  (rows, random) => {
    const x = random.below(rows[0]?.length ?? 1);
    const cell = oddCell(random, []);
    for (const row of rows.slice(1)) if (random.chance(0.7)) row[x] = random.chance(0.5) ? cell : oddCell(random, row);
  },
  // Headings: doubled, gone, odd, moved.
  (rows, random) => {
    const headings = rows[0] ?? [];
    headings[random.below(headings.length + 1)] = random.chance(0.5)
      ? random.pick(headings)
      : oddCell(random, headings);
  },
  (rows, random) => {
    const x = random.below(rows[0]?.length ?? 1);
    for (const row of rows) row.splice(x, 1);
  },
  (rows, random) => {
    const headings = rows[0] ?? [];
    const [a, b] = [random.below(headings.length), random.below(headings.length)];
    [headings[a], headings[b]] = [headings[b] ?? null, headings[a] ?? null];
  },
  // Rows: doubled, gone, sorted, blank, banners above, ragged, sparse.
  (rows, random) => void rows.push(...rows.slice(random.below(rows.length)).map((row) => [...(row ?? [])])),
  (rows, random) => void rows.splice(random.below(rows.length), 1 + random.below(3)),
  (rows, random) => void rows.splice(1, rows.length - 1, ...rows.slice(1).toSorted(() => random.next() - 0.5)),
  (rows, random) =>
    void rows.splice(random.below(rows.length), 0, ...Array.from({ length: random.below(30) }, () => [])),
  (rows, random) => void rows.unshift(...Array.from({ length: random.below(7) }, () => ['标题', oddCell(random, [])])),
  (rows, random) => {
    for (const row of rows) row.length = random.below(row.length + 3);
  },
  (rows, random) => {
    rows.splice(random.chance(0.3) ? 0 : random.below(3));
  },
  // Merges: anything, everything, nonsense.
  (rows, random, merges) => {
    for (let left = 1 + random.below(5); left > 0; left--) {
      const [top, x] = [random.below(rows.length + 3), random.below(20)];
      merges.push({ top, left: x, bottom: top + random.below(rows.length + 3), right: x + random.below(9) });
    }
  },
  (_, random, merges) =>
    void merges.push(
      random.pick([
        { top: 0, left: 0, bottom: 1_048_575, right: 16_383 },
        { top: 5, left: 5, bottom: 1, right: 1 },
        { top: 0, left: 0, bottom: 0, right: 16_383 },
      ]),
    ),
];

function mangledTab(tab: RawTab, random: Random): RawTab {
  const rows = tab.rows.map((row) => [...row]);
  const merges = [...tab.merges];
  for (let left = 1 + random.below(4); left > 0 && rows.length > 0; left--) random.pick(MANGLERS)(rows, random, merges);
  return { ...tab, rows, merges };
}

/** A workbook that differs from a good one in one to all of its tabs. */
export function mangledWorkbook(good: RawWorkbook, random: Random): RawWorkbook {
  const share = random.pick([0.1, 0.3, 1]);
  let tabs = good.tabs.map((tab) => (random.chance(share) ? mangledTab(tab, random) : tab));
  const extra = random.below(200);
  if (extra === 0) tabs = tabs.filter(() => random.chance(0.7));
  if (extra === 1) tabs = [...tabs, ...tabs.map((tab) => mangledTab(tab, random))];
  if (extra === 2)
    tabs = tabs.map((tab) => ({ ...tab, title: random.pick(['', '组织', '1、花名册', '\ud800', tab.title]) }));
  if (extra === 3) tabs = [];
  if (extra === 4)
    tabs = Array.from({ length: 200 }, (_, at) => ({ ...(random.pick(good.tabs) as RawTab), title: `${at}、组织` }));
  if (extra === 5) tabs = tabs.map((tab) => ({ ...tab, output: 'violations' }));
  return { ...good, tabs };
}
