import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showsSame } from '../../shared/sheet/compare.ts';
import { layOut, type OutputGrid } from '../../shared/sheet/lay-out.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { readUserTexts } from '../../shared/sheet/user-texts.ts';
import { violations } from '../adapters/xlsx/support.ts';

const USERS = ['整改说明', '责任人'];
const HEADINGS = ['问题编号', '位置', '问题', '分', ...USERS];

const typed = fc.oneof(
  fc.constant(null),
  fc.constantFrom('下周换届', '张三', 'a\nb', '=1'),
  fc.integer(),
  fc.boolean(),
);
const keys = fc.uniqueArray(
  fc.integer({ min: 0, max: 30 }).map((number) => `K-${number}`),
  { maxLength: 12 },
);
/** Orders of things by random numbers: the same length as what is ordered, or longer. */
const shuffle = <Item>(items: readonly Item[], order: readonly number[]): Item[] =>
  items
    .map((item, at) => [order[at]!, item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 });

const current = (rows: readonly (readonly RawCell[])[]) => ({
  rows,
  formatAt: () => null,
  asText: (value: number) => String(value),
});
const valuesOf = ({ rows }: OutputGrid) => rows.map((row) => row.map(({ value }) => value));

test('in whatever order columns and rows stand and are wanted, each text stays with its key or is handed back', () => {
  fc.assert(
    fc.property(
      keys,
      keys,
      fc.array(fc.tuple(typed, typed), { minLength: 12, maxLength: 12 }),
      order,
      order,
      (there, wanted, texts, columnOrder, rowOrder) => {
        const headings = shuffle(HEADINGS, columnOrder);
        const rows = shuffle(there, rowOrder).map((key) => {
          const [remark, person] = texts[there.indexOf(key)]!;
          const cells: Readonly<Record<string, RawCell>> = { 问题编号: key, 整改说明: remark, 责任人: person };
          return headings.map((heading) => cells[heading] ?? null);
        });
        const image = violations(wanted.map((key) => ({ key, text: '缺书记' })));
        const found = readUserTexts(image, current([['说明'], headings, ...rows]));
        const grid = layOut(image, found);
        for (const [at, key] of wanted.entries()) {
          const own = texts[there.indexOf(key)] ?? [null, null];
          expect(grid.rows[at + 1]!.slice(4).map(({ value }) => value)).toEqual(own);
        }
        const gone = there.filter(
          (key) => !wanted.includes(key) && texts[there.indexOf(key)]!.some((text) => text !== null),
        );
        expect(found.orphans.map(({ key }) => key).toSorted()).toEqual(gone.toSorted());
        // Written as it is laid out, nothing is left to do, and nothing is handed back twice.
        const written = valuesOf(grid);
        const again = readUserTexts(image, current(written));
        expect(again.orphans).toEqual([]);
        expect(showsSame(layOut(image, again), written)).toBe(true);
      },
    ),
  );
});

test('a day that is passed on to a row that continues another one stays what people read', () => {
  const rows = [
    [...HEADINGS],
    ['K-1', '任职!F5', null, null, 46_082, 3],
    ['K-2', '任职!F6', null, null, '已改', null],
    ['K-3', '任职!F7', null, null, '没有人接着', null],
  ];
  const standing = {
    rows,
    formatAt: (_row: number, column: number) => (column === 4 ? 14 : null),
    asText: () => '2026-03-01',
  };
  const image = violations([
    { key: 'L-1', text: '' },
    { key: 'K-2', text: '' },
  ]);
  const heirs = {
    ...image,
    heirHeadings: [['没有这一列'], ['位置']],
    rows: image.rows.map((row) => ({ cells: row.cells.with(1, '任职!F5'), inherits: true })),
  };
  const found = readUserTexts(heirs, standing);
  expect(USERS.map((heading) => found.cell('L-1', heading)?.value)).toEqual(['2026-03-01', 3]);
  expect(USERS.map((heading) => found.cell('K-2', heading)?.value)).toEqual(['已改', undefined]);
  expect(found.orphans.map(({ key }) => key)).toEqual(['K-1', 'K-3']);
});
