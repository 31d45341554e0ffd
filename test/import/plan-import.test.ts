import { describe, expect, it } from 'vitest';
import { type AnyTab, inputTab, standingTab } from '../../shared/import/input-tab.ts';
import { organizationsOf } from '../../shared/import/organizations.ts';
import { planImport } from '../../shared/import/plan-import.ts';
import { type Known, recognise } from '../../shared/import/recognise.ts';
import { sourceTable } from '../../shared/import/source-table.ts';
import { planUndo, recordRows } from '../../shared/import/undo.ts';
import type { RawCell, RawWorkbook } from '../../shared/sheet/raw.ts';

type Rows = readonly (readonly RawCell[])[];

const tab: AnyTab = inputTab('students');
const HEADINGS = ['学号*', '姓名*', '性别', '培养层次*', '年级*', '班级*', '政治面貌*', '出生日期', '我的备注'];

function workbookWith(rows: Rows): RawWorkbook {
  const organizations = [
    ['组织编号*', '组织名称*', '组织类型*'],
    ['C-2301', '电信2301班', '班级'],
    ['C-2302', '同名班', '班级'],
    ['C-2303', '同名班', '班级'],
    ['P-2301', '第一党支部', '党支部'],
  ];
  return {
    version: '1',
    tabs: [
      { title: '组织', rows: organizations, merges: [] },
      { title: '花名册', rows: [HEADINGS, ...rows], merges: [] },
    ],
  };
}

const STANDING: Rows = [
  ['2023001', '赵一', null, '本科生', 2023, 'C-2301', '共青团员', null, '勿动'],
  ['2023002', '钱二', '女', '本科生', 2023, 'C-2301', '群众', 38_000],
];

function knownOf(workbook: RawWorkbook, rows: Rows): Known {
  return {
    students: new Set(rows.map(([id]) => String(id))),
    names: new Set(rows.map(([, name]) => String(name))),
    organizations: organizationsOf(workbook),
  };
}

function plan(source: Rows, { rows = STANDING, overwrite = false, given = new Map<string, string | null>() } = {}) {
  const workbook = workbookWith(rows);
  const target = standingTab(workbook, tab)!;
  const known = knownOf(workbook, rows);
  const table = sourceTable('导出.csv', [{ title: '', rows: source, merges: [] }], tab)!;
  const mapped = recognise(table, tab, known, given, new Map());
  const { organizations } = known;
  const sources = [{ table, mapped }];
  return { mapped, target, ...planImport({ target, computed: new Set(), organizations, sources, overwrite }) };
}

const by = (mapped: ReturnType<typeof plan>['mapped']) =>
  mapped.map(({ heading, field, by: how }) => [heading.text, field, how]);

describe('columns of an export', () => {
  it('are known by heading, near word and content, below titles of the system', () => {
    const { mapped } = plan([
      ['某某大学团员信息表', null],
      ['序号', '团员姓名', '性 别', '行政班', '甲', '乙', '入党日期'],
      [1, '赵一', '男', '电信2301班', '2023001', '共青团员', '2025-01-01'],
      [2, '钱二', '女', '电信2301班', '2023002', '团员', '2025-01-01'],
    ]);
    expect(by(mapped)).toEqual([
      ['序号', null, 'nothing'],
      ['团员姓名', 'name', 'nearWord'],
      ['性 别', 'sex', 'heading'],
      ['行政班', 'classId', 'nearWord'],
      ['甲', 'id', 'content'],
      ['乙', 'politicalStatus', 'content'],
      ['入党日期', null, 'unsure'],
    ]);
    expect(mapped.at(-1)?.candidates).toEqual(['joinedLeagueOn']);
  });

  it('are taken as a person says', () => {
    const given = new Map([
      ['入党日期', null],
      ['甲', 'id'],
    ]);
    const { mapped } = plan(
      [
        ['甲', '入党日期', '姓名'],
        ['2023009', '2025-01-01', '孙三'],
      ],
      { given },
    );
    expect(by(mapped)).toEqual([
      ['甲', 'id', 'given'],
      ['入党日期', null, 'given'],
      ['姓名', 'name', 'heading'],
    ]);
  });
});

const EXPORT = ['学号', '姓名', '性别', '班级', '年级', '政治面貌', '出生日期'];

describe('rows of an export', () => {
  it('that say the same of one new student twice add one row', () => {
    const { rows, counts } = plan([
      ['学号', '姓名', '年级'],
      ['2023009', '孙九', '2023'],
      ['2023009', '孙九', '2023级'],
      ['2023009', '孙九', '2023'],
    ]);
    expect(counts).toEqual({ fresh: 1, changed: 0, same: 2, doubtful: 0, kept: 0 });
    expect(rows).toHaveLength(1);
  });

  it('fill blank cells, add new rows and leave other values alone', () => {
    const { rows, counts, findings } = plan([
      EXPORT,
      ['\t2023001', '赵 一', '男', '电信2301班', '2023级', '团员', '2005年3月12日'],
      [2_023_002, '钱二', '男', '电信2301班', 2023, '群众', '2004/01/14'],
      ['2023003', '孙三', '女', 'C-2301', '2023', '中共党员', '2005-03'],
    ]);
    expect(counts).toEqual({ fresh: 1, changed: 1, same: 1, doubtful: 0, kept: 1 });
    expect(
      rows.map(({ isNew, cells }) => [isNew, cells.map(({ row, column, after }) => [row, column, after])]),
    ).toEqual([
      [
        false,
        [
          [1, 2, '男'],
          [1, 7, 38_423],
        ],
      ],
      [
        true,
        [
          [3, 0, '2023003'],
          [3, 1, '孙三'],
          [3, 2, '女'],
          [3, 5, 'C-2301'],
          [3, 4, 2023],
          [3, 6, '正式党员'],
          [3, 7, '2005-03'],
        ],
      ],
    ]);
    expect(findings.filter(({ kind }) => kind === 'kept')).toEqual([
      {
        kind: 'kept',
        from: { file: '导出.csv', row: 3 },
        field: 'sex',
        at: { row: 2, column: 2 },
        before: '女',
        after: '男',
        doubt: null,
      },
    ]);
  });

  it('change other values only with --overwrite', () => {
    const source: Rows = [
      ['学号', '姓名', '性别'],
      ['2023002', '钱二', '男'],
    ];
    expect(plan(source).rows).toEqual([]);
    expect(plan(source, { overwrite: true }).rows).toEqual([
      {
        key: '["2023002"]',
        isNew: false,
        cells: [{ field: 'sex', row: 2, column: 2, before: '女', after: '男', isDay: false }],
      },
    ]);
  });

  it.each<[string, readonly RawCell[], string]>([
    ['no key', ['', '李四', '男', '电信2301班', 2023, '群众', null], 'noKey'],
    ['lost digits', ['2.023E+06', '李四', '男', '电信2301班', 2023, '群众', null], 'unreadable'],
    ['another name', ['2023001', '李四', '男', '电信2301班', 2023, '共青团员', null], 'otherName'],
    ['no such word', ['2023004', '李四', '男', '电信2301班', 2023, '团员（待转）', null], 'notAChoice'],
    ['no such class', ['2023004', '李四', '男', '第一党支部', 2023, '群众', null], 'noSuchOrganization'],
    ['two classes of a name', ['2023004', '李四', '男', '同名班', 2023, '群众', null], 'severalOrganizations'],
    ['an error', ['2023004', '李四', { error: '#N/A' }, '电信2301班', 2023, '群众', null], 'errorCell'],
  ])('%s is doubtful and not written', (_, row, kind) => {
    const { rows, counts, findings } = plan([EXPORT, row]);
    expect(rows).toEqual([]);
    expect(counts).toMatchObject({ doubtful: 1, fresh: 0, changed: 0 });
    expect(findings.map(({ doubt }) => doubt?.kind)).toContain(kind);
  });

  it('are doubtful where two of one key disagree, or the tab has the key twice', () => {
    const two = plan([
      ['学号', '姓名'],
      ['2023005', '周五'],
      ['2023005', '吴六'],
    ]);
    expect([two.counts.doubtful, two.rows]).toEqual([2, []]);
    const twice = plan(
      [
        ['学号', '姓名'],
        ['2023001', '赵一'],
      ],
      { rows: [STANDING[0]!, STANDING[0]!] },
    );
    expect(twice.findings.map(({ doubt }) => doubt?.kind)).toEqual(['keyTwice']);
  });
});

describe('undoing', () => {
  const source: Rows = [
    EXPORT,
    ['2023001', '赵一', '男', '电信2301班', 2023, '共青团员', null],
    ['2023003', '孙三', '女', 'C-2301', 2023, '群众', null],
  ];
  const { rows } = plan(source);
  const record = { college: 'A', workbook: 'a', tab: 'students', title: '花名册', at: '', rows: recordRows(rows) };
  const added: readonly RawCell[] = ['2023003', '孙三', '女', null, 2023, 'C-2301', '群众'];
  const filled = STANDING[0]!.with(2, '男');

  it('finds rows by their keys, wherever they stand now', () => {
    const target = standingTab(workbookWith([added, STANDING[1]!, filled]), tab)!;
    const { changes, left } = planUndo(record, target);
    expect(left).toEqual([]);
    expect(changes.filter(({ row }) => row === 3)).toEqual([{ row: 3, column: 2, value: null, isDay: false }]);
    expect(new Set(changes.filter(({ row }) => row === 1).map(({ column }) => column))).toEqual(
      new Set([0, 1, 2, 4, 5, 6]),
    );
  });

  it('leaves cells that people have changed since, and new rows into which they have typed', () => {
    const target = standingTab(workbookWith([filled.with(2, '女'), STANDING[1]!, [...added, null, '新生']]), tab)!;
    const { changes, left } = planUndo(record, target);
    expect(changes).toEqual([]);
    expect(left).toHaveLength(7);
    expect(left[0]).toEqual({ field: 'sex', at: { row: 1, column: 2 }, wrote: '男' });
  });
});
