import { describe, expect, it } from 'vitest';
import { dayOf } from '../../shared/domain/calendar.ts';
import { unreadable } from '../../shared/domain/cell.ts';
import { OrgKind, Setup } from '../../shared/domain/vocabulary.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { EMPTY_LIST, LOST_LIST } from '../../shared/workbook/list-types.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { book, foundIn, parseRows, sheet } from './grids.ts';

const ERROR = { error: '#N/A' };
const STUDENT = ['id', 'name', 'studyLevel', 'entryYear', 'classId', 'politicalStatus'];
const student = (id: RawCell, ...others: readonly RawCell[]): RawCell[] =>
  [id, '张三', '本科生', 2023, 'C1', '共青团员'].with(0, id as string).concat(others as string[]);

describe('a workbook', () => {
  it('without any tab lacks every one of them', () => {
    const { tabs, issues } = parseWorkbook(book(), 0, []);
    expect(issues.map(({ kind, tab, text, row, column }) => [kind, tab, text, row, column])).toEqual(
      Object.values(TABS).map(({ key, title }) => ['missingTab', key, title, null, null]),
    );
    expect(tabs.students).toEqual({
      key: 'students',
      present: false,
      title: '花名册',
      columns: {},
      missingFields: ['id', 'name', 'studyLevel', 'entryYear', 'classId', 'politicalStatus'],
      headingRow: null,
      unread: [],
      rows: [],
      oddKeys: new Map(),
    });
  });

  it('reads a tab whose title has an ordinal, and keeps the title for links', () => {
    const { tabs } = parseWorkbook(
      book(sheet('二、花名册', [['学号', '姓名', '层次', '年级', '班级', '政治面貌'], student('S1')])),
      7,
      [],
    );
    expect(tabs.students).toMatchObject({ present: true, title: '二、花名册', missingFields: [] });
    expect(tabs.students.rows[0]).toMatchObject({ row: 2, college: 7, id: 'S1' });
  });

  it('lists issues in the order of tabs, rows and columns', () => {
    const people = sheet('花名册', [
      ['政治面貌', '班级', '年级', '培养层次', '姓名', '学号'],
      ['x', null, null, '本科生', null, 'S1'],
      ['y', 'C1', 2023, '本科生', '李四', null],
    ]);
    const units = sheet('组织', [
      ['组织编号', '组织名称', '组织类型'],
      [null, '一班', '班'],
    ]);
    const { issues } = parseWorkbook(book(people, units), 0, []);
    expect(issues.filter(({ row }) => row !== null).map(({ tab, row, field }) => `${tab} ${row} ${field}`)).toEqual([
      'organizations 2 id',
      'organizations 2 kind',
      'students 2 name',
      'students 2 entryYear',
      'students 2 classId',
      'students 2 politicalStatus',
      'students 3 id',
      'students 3 politicalStatus',
    ]);
  });
});

describe('headings', () => {
  it('that are missing are one issue each, and their cells none', () => {
    const { tab, found } = parseRows(
      'students',
      ['id', 'name', 'studyLevel', 'entryYear'],
      [['S1', '张三', '本科生', 2023]],
    );
    expect(found).toEqual(['missingHeading 班级', 'missingHeading 政治面貌']);
    expect(tab.missingFields).toEqual(['classId', 'politicalStatus']);
    expect(tab.columns).toEqual({ id: 'A', name: 'B', studyLevel: 'C', entryYear: 'D' });
    expect(tab.rows[0]).toMatchObject({ id: 'S1', classId: null, politicalStatus: null, branchId: null });
  });

  it('that no row holds leave the tab without rows', () => {
    const parsed = parseWorkbook(book(sheet('荣誉', [['组织编号'], ['P1', '先进']])), 0, []);
    expect(foundIn(parsed, 'honors')).toEqual([
      'missingHeading 组织编号',
      'missingHeading 荣誉名称',
      'missingHeading 级别',
      'missingHeading 获得日期',
    ]);
    expect(parsed.tabs.honors).toMatchObject({ present: true, rows: [], columns: {} });
  });

  it('that stand twice are reported at the further column, also optional ones; the first column is read', () => {
    const { tab, found, parsed } = parseRows(
      'students',
      [...STUDENT, '性别', '学生学号', '性别'],
      [[...student('S1'), '男', 'S9', '女']],
    );
    expect(found).toEqual(['repeatedHeading 学号 H', 'repeatedHeading 性别 I']);
    expect(parsed.issues.find(({ field }) => field === 'id')).toMatchObject({ row: null, text: '学生学号', key: [] });
    expect(tab.rows[0]).toMatchObject({ id: 'S1', sex: '男' });
  });
});

describe('rows', () => {
  it('without anything under a known heading are skipped wherever they stand, and end nothing', () => {
    const { tab, found } = parseRows(
      'students',
      ['序号', ...STUDENT, 'sex'],
      [
        [1, ...student('S1')],
        [2],
        [],
        [3, null, '  ', '', null, null, '\u3000'],
        [4, null, null, null, null, null, null, '无'],
        [5, ...student('S2')],
      ],
    );
    expect(tab.rows.map(({ row, id }) => [row, id])).toEqual([
      [2, 'S1'],
      [7, 'S2'],
    ]);
    expect(found).toEqual([]);
  });

  it('are not skipped for a dash in a required column', () => {
    const { tab, found } = parseRows('students', STUDENT, [[null, '-']]);
    expect(tab.rows[0]).toMatchObject({ id: null, name: '-' });
    expect(found).toEqual([
      'blank 学号 A2',
      'blank 培养层次 C2',
      'blank 年级 D2',
      'blank 班级 E2',
      'blank 政治面貌 F2',
    ]);
  });

  it('may be ragged', () => {
    const { found } = parseRows('students', STUDENT, [['S1', '张三']]);
    expect(found).toEqual(['blank 培养层次 C2', 'blank 年级 D2', 'blank 班级 E2', 'blank 政治面貌 F2']);
  });

  it('hide no problem behind another', () => {
    const { tab, found } = parseRows(
      'students',
      [...STUDENT, 'bornOn'],
      [['S1', null, '本科', '二〇二三', 'C1', '团', '2005-02-30']],
    );
    expect(found).toEqual([
      'blank 姓名 B2',
      'choice 培养层次 C2',
      'unreadable notANumber 年级 D2',
      'choice 政治面貌 F2',
      'unreadable noSuchDay 出生日期 G2',
    ]);
    expect(tab.rows[0]).toMatchObject({
      id: 'S1',
      name: null,
      studyLevel: unreadable,
      entryYear: unreadable,
      bornOn: unreadable,
    });
  });

  it('are reported without a cap', () => {
    const { parsed } = parseRows(
      'students',
      STUDENT,
      Array.from({ length: 5000 }, (_, index) => student(`S${index}`).with(3, 'x')),
    );
    expect(parsed.issues.filter(({ field }) => field === 'entryYear')).toHaveLength(5000);
  });

  it('show at most sixty characters of a cell, on one line', () => {
    const { parsed } = parseRows('students', STUDENT, [student('S1').with(3, `甲\n${'乙'.repeat(80)}`)]);
    const text = parsed.issues.find(({ field }) => field === 'entryYear')?.text ?? '';
    expect(text).toBe(`甲 ${'乙'.repeat(57)}…`);
    expect(text).toHaveLength(60);
  });
});

describe('blank cells', () => {
  it.each(['-', '—', '/', '无', '暂无', ' － ', '／', '\t'])('%j is blank in an optional column', (cell) => {
    const { tab, found } = parseRows('students', [...STUDENT, 'branchId', 'bornOn'], [student('S1', cell, cell)]);
    expect(tab.rows[0]).toMatchObject({ branchId: null, bornOn: null });
    expect(found).toEqual([]);
  });

  it.each(['--', '没有', '0'])('%j is not', (cell) => {
    expect(parseRows('students', [...STUDENT, 'branchId'], [student('S1', cell)]).tab.rows[0]).toMatchObject({
      branchId: cell,
    });
  });

  it('stand for their defaults', () => {
    expect(parseRows('students', [...STUDENT, 'status'], [student('S1', '无')]).tab.rows[0]?.status).toBe('在读');
    expect(parseRows('students', STUDENT, [student('S1')]).tab.rows[0]?.status).toBe('在读');
    const tenure = ['P1', '书记', 'T1', '李四', dayOf(2025, 9, 1)];
    expect(
      parseRows('tenures', ['orgId', 'posts', 'holderId', 'name', 'from', 'holderKind'], [tenure]).tab.rows[0]
        ?.holderKind,
    ).toBe('学生');
  });

  it.each([
    [OrgKind.partyBranch, Setup.byClass],
    [OrgKind.leagueBranch, Setup.byClass],
    [OrgKind.schoolClass, Setup.byClass],
    [OrgKind.functionalPartyOrg, Setup.functional],
    [OrgKind.functionalLeagueOrg, Setup.functional],
    [OrgKind.partyStudyGroup, null],
    ['团之部', null],
  ])('of 设置方式: a %s is set up %s', (kind, setup) => {
    const fields = ['id', 'name', 'kind', 'setup', 'studyLevel', 'entryYear'];
    const row = parseRows('organizations', fields, [['X1', '甲', kind, null, '本科生', 2023]]).tab.rows[0];
    expect(row).toMatchObject({ setup, status: '在册' });
  });

  it('are an issue in a class without 培养层次 or 年级, also where the heading is missing', () => {
    const rows = [
      ['C1', '一班', '班级', null, '-'],
      ['P1', '支部', '党支部', null, null],
      ['C2', '二班', '班级', '本科生', 2023],
    ];
    expect(parseRows('organizations', ['id', 'name', 'kind', 'studyLevel', 'entryYear'], rows).found).toEqual([
      'blank 培养层次 D2',
      'blank 年级 E2',
    ]);
    expect(parseRows('organizations', ['id', 'name', 'kind'], [['C1', '一班', '班级']]).found).toEqual([
      'blank 培养层次 2',
      'blank 年级 2',
    ]);
  });

  it('are an issue in a decision without 涉及学号, unless it is about 班团事务 or nobody knows what about', () => {
    const row = (id: string, kind: RawCell, students: RawCell) => [id, 'C1', kind, '事', students];
    const { found } = parseRows(
      'decisions',
      ['id', 'orgId', 'kind', 'name', 'studentIds'],
      [
        row('J1', '评奖评优', null),
        row('J2', '班团事务', null),
        row('J3', '别的', null),
        row('J4', ERROR, null),
        row('J5', '推优入党', 'S1'),
        row('J6', '人员推荐', '、'),
      ],
    );
    expect(found).toEqual(['blank 涉及学号 E2', 'choice 事项类别 C4', 'errorCell 事项类别 C5', 'blank 涉及学号 E7']);
  });
});

describe('error cells', () => {
  it('are unreadable, not blank', () => {
    const { tab, found } = parseRows(
      'students',
      [...STUDENT, 'status'],
      [student('S1', ERROR).with(1, ERROR as never)],
    );
    expect(found).toEqual(['errorCell 姓名 B2', 'errorCell 状态 G2']);
    expect(tab.rows[0]).toMatchObject({ name: unreadable, status: unreadable });
  });

  it('make a list partial', () => {
    const { tab } = parseRows(
      'decisions',
      ['id', 'orgId', 'kind', 'name', 'studentIds'],
      [['J1', 'C1', '评奖评优', '事', ERROR]],
    );
    expect(tab.rows[0]?.studentIds).toEqual(LOST_LIST);
  });

  it('alone in a row are reported, and the row is skipped without a word about its blank cells', () => {
    const { tab, found, parsed } = parseRows('students', STUDENT, [[null, ERROR, null, null, ERROR], student('S2')]);
    expect(found).toEqual(['errorCell 姓名 B2', 'errorCell 班级 E2']);
    expect(parsed.issues.find(({ row }) => row === 2)?.text).toBe('#N/A');
    expect(tab.rows.map(({ row }) => row)).toEqual([3]);
  });
});

describe('lists', () => {
  it('that are blank are one and the same', () => {
    const { tab } = parseRows(
      'organizations',
      ['id', 'name', 'kind'],
      [
        ['P1', '甲', '党支部'],
        ['P2', '乙', '党支部'],
      ],
    );
    expect(tab.rows.map(({ coveredClassIds }) => coveredClassIds)).toEqual([EMPTY_LIST, EMPTY_LIST]);
    expect(tab.rows[0]?.coveredClassIds).toBe(tab.rows[1]?.coveredClassIds);
  });

  it('keep their good items, and one issue names the bad ones', () => {
    const { tab, parsed } = parseRows(
      'activities',
      ['heldOn', 'hostId', 'type', 'topic', 'audience'],
      [[dayOf(2026, 3, 5), 'P1', '党课', '学习', '党员、团圆、路人']],
    );
    expect(tab.rows[0]?.audience).toEqual({ items: ['党员'], partial: true });
    expect(parsed.issues.filter(({ kind }) => kind === 'choice')).toEqual([
      expect.objectContaining({
        field: 'audience',
        text: '团圆、路人',
        nearest: '团员',
        allowed: ['党员', '入党积极分子', '团员', '群众'],
      }),
    ]);
  });
});

describe('activity types', () => {
  it('may be those of the school', () => {
    const rows = [[dayOf(2026, 3, 5), 'P1', '学科竞赛', '学习']];
    const fields = ['heldOn', 'hostId', 'type', 'topic'];
    expect(parseRows('activities', fields, rows).found).toEqual(['choice 活动类型 C2']);
    expect(parseRows('activities', fields, rows, [], ['学科竞赛']).found).toEqual([]);
  });
});

describe('month-only dates', () => {
  it('are the first of the month, and an issue; not of birth and of joining the League', () => {
    const { tab, found } = parseRows(
      'students',
      [...STUDENT, 'bornOn', 'joinedLeagueOn', 'leftOn'],
      [student('S1', '2005.03', '2019年5月', '2026/6')],
    );
    expect(found).toEqual(['monthOnly 离校日期 I2']);
    expect(tab.rows[0]).toMatchObject({
      bornOn: dayOf(2005, 3, 1),
      joinedLeagueOn: dayOf(2019, 5, 1),
      leftOn: dayOf(2026, 6, 1),
    });
  });
});
