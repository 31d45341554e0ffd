import fc from 'fast-check';
import { expect, test as vitest } from 'vitest';
import type { Workbooks } from '../../shared/ports.ts';
import type { CellNote, ImageRow, TabImage } from '../../shared/sheet/image.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { anImage, overview, violations } from './xlsx/support.ts';

/** One workbook in one backend, and what a user can do to it. */
export interface Subject {
  readonly workbooks: Workbooks;
  readonly id: string;
  type(tab: string, cells: Readonly<Record<string, string | number>>): void | Promise<void>;
  rename(from: string, to: string): void | Promise<void>;
  /** Our notes and users', by address; the character that ends ours left out. */
  notes(tab: string): Promise<Readonly<Record<string, string>>>;
}

/** Opens a workbook with one tab a title; each has 学号 in A1. An empty title list is not used. */
export type OpenSubject = (titles: readonly string[]) => Promise<Subject>;

const two = violations([
  { key: 'A-1', text: '缺书记' },
  { key: 'A-2', text: '缺委员' },
]);
const note = (row: number, column: string, text: string, tab = '花名册'): CellNote => ({
  tab,
  row,
  column,
  text: `【协同校验】${text}`,
});

/** The tab of `violations` with its columns in another order, some gone and some new. */
function newerOrder(keys: readonly string[]): TabImage {
  const column = (heading: string) => ({ heading, width: 12, format: 'text' as const });
  return violations([], {
    columns: ['级别', '组织/班级', '问题', '整改说明', '责任人', '整改期限', '问题编号'].map(column),
    userHeadings: ['整改说明', '责任人', '整改期限'],
    frozenColumns: 3,
    rows: keys.map((key) => ({ cells: ['错误', '一班', `问题 ${key}`, null, null, null, key] })),
  });
}

async function tabsOf({
  workbooks,
  id,
}: Subject): Promise<[string, string | undefined, readonly (readonly RawCell[])[]][]> {
  const { tabs } = await workbooks.read(id);
  return tabs.map((tab) => [tab.title, tab.output, tab.rows]);
}

const padded = (rows: readonly (readonly RawCell[])[], width: number) =>
  rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null));

/** How patient the suite is, and how many tables of random texts it tries. */
export interface ContractOptions {
  readonly timeout?: number;
  readonly tables?: number;
}

/** What every backend of `Workbooks` does, wherever it stores them. */
export function workbooksContract(
  name: string,
  open: OpenSubject,
  { timeout = 20_000, tables = 25 }: ContractOptions = {},
): void {
  const test = (sentence: string, body: () => Promise<void>): void => vitest(sentence, { timeout }, body);
  const publish = (subject: Subject, tabs: readonly TabImage[], notes: readonly CellNote[] | null = []) =>
    subject.workbooks.publish(subject.id, anImage(tabs, notes));

  test(`${name}: output tabs are made, marked, and read back as they were laid out`, async () => {
    const subject = await open(['花名册']);
    const outcome = await publish(subject, [overview('星期一', 3), two]);
    expect(outcome).toMatchObject({ status: 'written', orphanNotes: [], requests: { read: 1, write: 1 } });
    const tabs = await tabsOf(subject);
    expect(tabs.map(([title, key]) => [title, key])).toEqual([
      ['花名册', undefined],
      ['概览', 'overview'],
      ['问题清单', 'violations'],
    ]);
    expect(padded(tabs[2]![2], 4)).toEqual([
      ['问题编号', '位置', '问题', '分'],
      ['A-1', null, '缺书记', 8.25],
      ['A-2', null, '缺委员', 8.25],
    ]);
    expect((await subject.workbooks.read(subject.id)).version).toBe(outcome.version);
  });

  test(`${name}: an output tab is found again after a user has renamed it`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.rename('问题清单', '我的 问题');
    await publish(subject, [violations([{ key: 'A-9', text: '新' }])]);
    const tabs = await tabsOf(subject);
    expect(tabs.map(([title, key]) => [title, key])).toEqual([
      ['花名册', undefined],
      ['我的 问题', 'violations'],
    ]);
    expect(tabs[1]![2][1]![0]).toBe('A-9');
  });

  test(`${name}: a new row takes over what was typed at the row that it continues`, async () => {
    const subject = await open(['花名册']);
    const of = (rows: Parameters<typeof violations>[0], change: Partial<ImageRow>): TabImage => {
      const tab = violations(rows, { heirHeadings: [['问题']] });
      return { ...tab, rows: tab.rows.map((row) => ({ ...row, ...change })) };
    };
    await publish(subject, [two]);
    await subject.type('问题清单', { E2: '下周换届', F2: '张三', E3: '已补选' });
    const kept: unknown[] = [];
    const next = of(
      [
        { key: 'B-2', text: '缺委员' },
        { key: 'B-1', text: '缺书记' },
        { key: 'B-3', text: '缺书记' },
      ],
      { inherits: true },
    );
    await subject.workbooks.publish(subject.id, anImage([next], []), async (notes) => void kept.push(...notes));
    const shown = async () => padded((await tabsOf(subject))[1]![2], 6).map((row) => [row[0], row[4], row[5]]);
    const rows = [
      ['问题编号', '整改说明', '责任人'],
      ['B-2', '已补选', null],
      ['B-1', '下周换届', '张三'],
      ['B-3', null, null],
    ];
    expect(await shown()).toEqual(rows);
    expect(kept).toMatchObject([{ key: 'A-1' }, { key: 'A-2' }]);
    expect(await publish(subject, [next])).toMatchObject({ status: 'unchanged', orphanNotes: [] });
    await publish(subject, [of([{ key: 'C-1', text: '换了说法' }], { formerKeys: ['B-9', 'B-1'] })]);
    expect(await shown()).toEqual([rows[0], ['C-1', '下周换届', '张三']]);
  });

  test(`${name}: a user's own tab of that title is left alone, ours gets another title and keeps it`, async () => {
    const subject = await open(['问题清单']);
    await publish(subject, [two]);
    await publish(subject, [violations([])]);
    const tabs = await tabsOf(subject);
    expect(tabs.map(([title, key]) => [title, key])).toEqual([
      ['问题清单', undefined],
      ['问题清单（协同校验）', 'violations'],
    ]);
    expect(tabs[0]![2]).toEqual([['学号']]);
  });

  test(`${name}: what a user has typed stays with its key when rows come, go and move`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.type('问题清单', { E3: '下周换届', F3: 45_000 });
    const more = violations([
      { key: 'A-0', text: '新' },
      { key: 'A-2', text: '缺委员' },
      { key: 'A-1', text: '缺书记' },
    ]);
    expect(await publish(subject, [more])).toMatchObject({ status: 'written', orphanNotes: [] });
    expect(padded((await tabsOf(subject))[1]![2].slice(1), 6)).toEqual([
      ['A-0', null, '新', 8.25, null, null],
      ['A-2', null, '缺委员', 8.25, '下周换届', 45_000],
      ['A-1', null, '缺书记', 8.25, null, null],
    ]);
    expect((await publish(subject, [more])).status).toBe('unchanged');
  });

  test(`${name}: texts whose key goes are handed over before they go, and nothing is written without that`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.type('问题清单', { E3: '下周换届' });
    const image = { tabs: [violations([{ key: 'A-1', text: '缺书记' }])], notes: null };
    const kept: unknown[] = [];
    const died = subject.workbooks.publish(subject.id, image, async (notes) => {
      kept.push(...notes);
      throw new Error('the store is away');
    });
    await expect(died).rejects.toThrow('the store is away');
    expect(kept).toEqual([{ tab: 'violations', key: 'A-2', notes: { 整改说明: '下周换届' } }]);
    expect(JSON.stringify(await tabsOf(subject))).toContain('下周换届');
    // Nothing goes: nothing is handed over.
    await subject.workbooks.publish(subject.id, { tabs: [two], notes: null }, () => expect.fail('nothing has gone'));
  });

  test(`${name}: texts whose key has gone are handed back, and come back with their row`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.type('问题清单', { E3: '下周换届' });
    const outcome = await publish(subject, [violations([{ key: 'A-1', text: '缺书记' }])]);
    expect(outcome.orphanNotes).toEqual([{ tab: 'violations', key: 'A-2', notes: { 整改说明: '下周换届' } }]);
    const back = violations([
      { key: 'A-1', text: '缺书记', remark: '不是这里的' },
      { key: 'A-2', text: '缺委员', remark: '下周换届' },
    ]);
    await publish(subject, [back]);
    const rows = (await tabsOf(subject))[1]![2];
    // The row of A-1 stood there with a blank cell: the workbook wins.
    expect([rows[1]![4] ?? null, rows[2]![4]]).toEqual([null, '下周换届']);
  });

  test(`${name}: a row that a user has copied gives the texts of both`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.type('问题清单', { A3: 'A-1', E2: '甲', E3: '乙' });
    await publish(subject, [two]);
    const rows = (await tabsOf(subject))[1]![2];
    expect([rows[1]![4], rows[2]![4] ?? null]).toEqual(['甲\n乙', null]);
  });

  test(`${name}: moved headings are found all the same`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.type('问题清单', {
      A1: '整改说明',
      E1: '问题 编号',
      A2: '乙',
      E2: 'A-2',
      A3: '甲',
      E3: 'A-1',
      F3: '张三',
    });
    await publish(subject, [two]);
    expect(padded((await tabsOf(subject))[1]![2].slice(1), 6)).toEqual([
      ['A-1', null, '缺书记', 8.25, '甲', '张三'],
      ['A-2', null, '缺委员', 8.25, '乙', null],
    ]);
  });

  test(`${name}: an older order of columns is converted in one run, what users have typed is kept`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [violations(['A-1', 'A-2', 'A-3', 'A-4'].map((key) => ({ key, text: `问题 ${key}` })))]);
    await subject.type('问题清单', { E2: '下周换届', F2: '张三', F3: 12, E4: 45_000, E5: '已转出' });
    const now = newerOrder(['A-3', 'A-0', 'A-1', 'A-2']);
    expect(await publish(subject, [now])).toMatchObject({
      status: 'written',
      orphanNotes: [{ tab: 'violations', key: 'A-4', notes: { 整改说明: '已转出' } }],
      requests: { write: 1 },
    });
    expect(padded((await tabsOf(subject))[1]![2], 7)).toEqual([
      ['级别', '组织/班级', '问题', '整改说明', '责任人', '整改期限', '问题编号'],
      ['错误', '一班', '问题 A-3', 45_000, null, null, 'A-3'],
      ['错误', '一班', '问题 A-0', null, null, null, 'A-0'],
      ['错误', '一班', '问题 A-1', '下周换届', '张三', null, 'A-1'],
      ['错误', '一班', '问题 A-2', null, 12, null, 'A-2'],
    ]);
    expect((await publish(subject, [now])).status).toBe('unchanged');
    await subject.type('问题清单', { F4: '9 月底' });
    expect((await publish(subject, [newerOrder(['A-1'])])).orphanNotes).toContainEqual({
      tab: 'violations',
      key: 'A-3',
      notes: { 整改说明: '45000' },
    });
    expect((await tabsOf(subject))[1]![2][1]).toEqual([
      '错误',
      '一班',
      '问题 A-1',
      '下周换届',
      '张三',
      '9 月底',
      'A-1',
    ]);
  });

  test(`${name}: a difference in volatile cells alone is no reason to write; with another one all is written`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [overview('星期一', 3), two]);
    expect((await publish(subject, [overview('星期二', 3), two])).status).toBe('unchanged');
    expect((await tabsOf(subject))[1]![2][1]).toEqual(['上次检查', '星期一']);
    expect((await publish(subject, [overview('星期三', 3), violations([])])).status).toBe('written');
    expect((await tabsOf(subject))[1]![2][1]).toEqual(['上次检查', '星期三']);
  });

  test(`${name}: looks that change alone are written, and once`, async () => {
    const subject = await open(['花名册']);
    const linked = (row: number) =>
      violations([{ key: 'A-1', text: '缺书记', link: { tab: '花名册', row, column: 'A' } }]);
    await publish(subject, [linked(4)]);
    const waived: TabImage = { ...linked(5), rows: linked(5).rows.map((row) => ({ ...row, tone: 'waived' })) };
    for (const change of [
      linked(5),
      waived,
      { ...waived, columns: waived.columns.map((column) => ({ ...column, width: 50 })) },
    ]) {
      expect((await publish(subject, [change])).status).toBe('written');
      expect((await publish(subject, [change])).status).toBe('unchanged');
    }
  });

  test(`${name}: a cell of ours that a user has overwritten is put right`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await subject.type('问题清单', { C2: '没有问题' });
    expect((await publish(subject, [two])).status).toBe('written');
    expect((await tabsOf(subject))[1]![2][1]![2]).toBe('缺书记');
  });

  test(`${name}: all rows may go, and come again`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [two]);
    await publish(subject, [violations([])]);
    expect((await tabsOf(subject))[1]![2]).toHaveLength(1);
    expect((await publish(subject, [violations([])])).status).toBe('unchanged');
    await publish(subject, [two]);
    expect((await tabsOf(subject))[1]![2].map(([key]) => key)).toEqual(['问题编号', 'A-1', 'A-2']);
  });

  test(`${name}: all rows of a tab without user columns may go, too, and nothing of them stays`, async () => {
    const subject = await open(['花名册']);
    const rowsOf = (...keys: readonly string[]): TabImage =>
      violations(
        keys.map((key) => ({ key, text: `问题 ${key}` })),
        { userHeadings: [] },
      );
    await publish(subject, [rowsOf('A-1', 'A-2')]);
    const { version } = await publish(subject, [rowsOf()]);
    expect((await tabsOf(subject))[1]![2]).toHaveLength(1);
    expect(await subject.workbooks.read(subject.id)).toMatchObject({ version });
    expect((await publish(subject, [rowsOf()])).status).toBe('unchanged');
  });

  test(`${name}: knows whether a workbook still stands as it was read or written`, async () => {
    const subject = await open(['花名册']);
    const { workbooks, id } = subject;
    const still = (version: string) => workbooks.isStill?.(id, version);
    const { version: first } = await workbooks.read(id);
    expect(await still(first)).toBe(true);
    const { version, plannedFrom } = await publish(subject, [two]);
    expect(plannedFrom).toBe(first);
    expect([await still(version), await still(first), await still('another')]).toEqual([true, false, false]);
    await subject.type('问题清单', { E3: '下周换届' });
    expect(await still(version)).toBe(false);
    const unchanged = await publish(subject, [two]);
    expect(unchanged).toMatchObject({ status: 'unchanged', plannedFrom: unchanged.version });
    expect(await still(unchanged.version)).toBe(true);
    if (workbooks.readUnless) {
      expect(await workbooks.readUnless(id, unchanged.version)).toBeNull();
      expect(await workbooks.readUnless(id, version)).toEqual(await workbooks.read(id));
    }
    await subject.type('花名册', { A1: '姓名' });
    expect(await still(unchanged.version)).toBe(false);
    expect(await workbooks.readUnless?.(id, unchanged.version)).not.toBeNull();
    const shownIn = unchanged.version;
    expect((await workbooks.publish(id, { tabs: [two], notes: null }, undefined, shownIn)).version).not.toBe(shownIn);
  });

  test(`${name}: gives back what it has written as reading gives it`, async () => {
    const subject = await open(['花名册']);
    const { outputs } = await publish(subject, [two]);
    const { tabs } = await subject.workbooks.read(subject.id);
    for (const { title, output, rows } of outputs?.() ?? []) {
      const read = tabs.find((tab) => tab.title === title);
      const filled = (all: readonly (readonly unknown[])[] = []) =>
        all.map((row) => row.filter((cell) => cell !== null));
      expect([output, filled(rows)]).toEqual([read?.output, filled(read?.rows)]);
    }
  });

  test(`${name}: whatever text goes out comes back as that text, rows in whatever order`, async () => {
    const subject = await open(['花名册']);
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      fc.constantFrom('=1+1', '+A1', '-2', '@x', ' a ', 'a\nb', '&<>"\'', '#REF!', 'TRUE', '0012', "'x"),
    );
    const isText = (word: string) =>
      word === word.toWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(word.replace(/\n/g, ''));
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 25 }), words.filter(isText)), {
      selector: ([key]) => key,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const image = violations(all.map(([key, text]) => ({ key: `K-${key}`, text })));
        await publish(subject, [image]);
        const there = (await tabsOf(subject))[1]![2].slice(1);
        expect(there.map((row) => [row[0], row[2]])).toEqual(all.map(([key, text]) => [`K-${key}`, text]));
        expect((await publish(subject, [image])).status).toBe('unchanged');
      }),
      { numRuns: tables },
    );
  });

  test(`${name}: characters that no cell holds go, and long texts are cut, and that is no change next time`, async () => {
    const subject = await open(['花名册']);
    const image = violations([
      { key: 'A-1', text: 'a\u0000\u0001\u000bb\ud800c\uffff' },
      { key: 'A-2', text: '长'.repeat(40_000) },
    ]);
    await publish(subject, [image]);
    const rows = (await tabsOf(subject))[1]![2];
    expect(rows[1]![2]).toBe('ab\ufffdc');
    expect(rows[2]![2]).toBe(`${'长'.repeat(32_766)}…`);
    expect((await publish(subject, [image])).status).toBe('unchanged');
  });

  test(`${name}: notes come, change and go`, async () => {
    const subject = await open(['花名册']);
    await publish(subject, [], [note(2, 'B', '缺班级'), note(3, 'A', '学号重复'), note(3, 'A', '姓名不符')]);
    expect(await subject.notes('花名册')).toEqual({
      B2: '【协同校验】缺班级',
      A3: '【协同校验】学号重复\n【协同校验】姓名不符',
    });
    await publish(subject, [], [note(3, 'A', '学号不存在')]);
    expect(await subject.notes('花名册')).toEqual({ A3: '【协同校验】学号不存在' });
    expect((await publish(subject, [], [note(3, 'A', '学号不存在')])).status).toBe('unchanged');
    expect((await subject.workbooks.publish(subject.id, anImage([], 'asTheyStand'))).status).toBe('unchanged');
    expect((await publish(subject, [], null)).status).toBe('written');
    expect(await subject.notes('花名册')).toEqual({});
  });

  test(`${name}: notes for tabs or places that are not there are passed over`, async () => {
    const subject = await open(['花名册']);
    const notes = [note(2, 'B', '甲', '没有'), note(0, 'B', '乙'), note(3, 'ZZZZ', '丙')];
    expect((await publish(subject, [], notes)).status).toBe('unchanged');
  });

  test(`${name}: a workbook that is not there is refused by name`, async () => {
    const { workbooks } = await open(['花名册']);
    await expect(workbooks.read('not-there-at-all')).rejects.toThrow(/not-there-at-all/);
    await expect(workbooks.read('not-there-at-all')).rejects.toMatchObject({ name: 'Refused' });
  });
}
