import { describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '../../shared/domain/calendar.ts';
import { MatterKind, OrgKind, PoliticalStatus } from '../../shared/domain/vocabulary.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { type CellType, readCell } from '../../shared/workbook/cell-type.ts';
import {
  academicYear,
  activityType,
  choice,
  count,
  date,
  dateOrMonth,
  entryYear,
  id,
  number,
  spokenEntryYear,
  text,
  yesNo,
} from '../../shared/workbook/cell-types.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

/** The value of a cell, or what is wrong with it. */
function read<T>(type: CellType<T>, cell: RawCell): unknown {
  const reading = readCell(type, cell);
  return reading.fault ? (reading.fault.problem ?? reading.fault.fault) : reading.value;
}

describe('text', () => {
  it.each<[RawCell, string]>([
    ['  张三 ', '张三'],
    ['高等 \n\t 数学', '高等 数学'],
    ['全角\u3000空格', '全角 空格'],
    ['ＡＢ', 'ＡＢ'],
    [41924001, '41924001'],
    [1.5, '1.5'],
    [true, 'TRUE'],
    [false, 'FALSE'],
  ])('%j reads as %j', (cell, value) => expect(read(text, cell)).toBe(value));
});

describe('an id', () => {
  it.each<[RawCell, string]>([
    [41924001, '41924001'],
    [4.1924001e7, '41924001'],
    [999_999_999_999_999, '999999999999999'],
    ['420106200001011234', '420106200001011234'],
    ['3E2', '3E2'],
    ['A.1E+3', 'A.1E+3'],
    [1e15, 'lostDigits'],
    [420_106_200_001_011_200, 'lostDigits'],
    ['4.1924E+07', 'lostDigits'],
    ['4.1924e7', 'lostDigits'],
    ['４E+07', 'lostDigits'],
    [' Ｃ－２３０１ ', 'C-2301'],
    ['C  2301', 'C 2301'],
    ['0012', '0012'],
  ])('%j reads as %j', (cell, value) => expect(read(id, cell)).toBe(value));
});

describe('a number', () => {
  it.each<[RawCell, unknown]>([
    [3, 3],
    [-2.5, -2.5],
    ['1,234', 1234],
    ['1，234.5', 1234.5],
    ['＋２４', 24],
    ['\u22120.5', -0.5],
    ['12,34', 'notANumber'],
    ['1,2345', 'notANumber'],
    ['24学时', 'notANumber'],
    ['1e3', 'notANumber'],
    ['.5', 'notANumber'],
    [true, 'notANumber'],
  ])('%j reads as %j', (cell, value) => expect(read(number, cell)).toBe(value));

  it.each<[RawCell, unknown]>([
    [0, 0],
    ['20', 20],
    ['20.0', 20],
    [-1, 'negative'],
    ['-1', 'negative'],
    [20.5, 'notWhole'],
    ['二十', 'notANumber'],
    [false, 'notANumber'],
  ])('as a count, %j reads as %j', (cell, value) => expect(read(count, cell)).toBe(value));

  it.each<[RawCell, unknown]>([
    [1989, 'outOfRange'],
    [1990, 1990],
    [2100, 2100],
    [2101, 'outOfRange'],
    ['2,023', 2023],
    [2023.5, 'notWhole'],
    ['2023级', 'notANumber'],
  ])('as a year of entry, %j reads as %j', (cell, value) => expect(read(entryYear, cell)).toBe(value));

  it.each<[RawCell, unknown]>([
    ['2023级', 2023],
    ['２０２３ 级', 2023],
    [2023, 2023],
    ['1989级', 'outOfRange'],
    ['23级', 'notANumber'],
    ['2023年级', 'notANumber'],
  ])('where the column takes the spoken form, %j reads as %j', (cell, value) => {
    expect(read(spokenEntryYear, cell)).toBe(value);
  });
});

describe('an academic year', () => {
  it.each<[RawCell, unknown]>([
    ['2025-2026', 2025],
    ['２０２５－２０２６', 2025],
    [' 2025-2026 ', 2025],
    ['2025—2026', 2025],
    ['2025–2026', 2025],
    ['2025～2026', 2025],
    ['2025 至 2026', 2025],
    ['2025/2026', 'notAnAcademicYear'],
    ['2025—2027', 'notAnAcademicYear'],
    ['2025-2027', 'notAnAcademicYear'],
    ['2025-26', 'notAnAcademicYear'],
    ['2026-2025', 'notAnAcademicYear'],
    ['2025-2026学年', 'notAnAcademicYear'],
    [2025, 'notAnAcademicYear'],
    [true, 'notAnAcademicYear'],
  ])('%j reads as %j', (cell, value) => expect(read(academicYear, cell)).toBe(value));
});

const day = dayOf(2025, 9, 1);

describe('a date', () => {
  it.each<RawCell>([
    45_901,
    45_901.75,
    20_250_901,
    '2025-9-1',
    '2025-09-01',
    '2025/9/1',
    '2025.9.1',
    '20250901',
    '2025年9月1日',
    '2025 年 9 月 1 日',
    '２０２５－９－１',
    ' 2025 - 9 - 1 ',
    '2025-9-1 8:00',
    '2025-9-1 23:59:59',
    '2025-09-01T00:00',
    '2025年9月1日 10：30',
    '20250901 10:30',
  ])('%j is the first of September 2025', (cell) => expect(read(date, cell)).toBe(day));

  it.each<[RawCell, string]>([
    [9999, 'serialOutOfRange'],
    [9999.9, 'serialOutOfRange'],
    [73_051, 'serialOutOfRange'],
    [202_509, 'notADate'],
    [19_000_100, 'notADate'],
    [21_001_232, 'notADate'],
    [20_251_301, 'noSuchMonth'],
    [20_250_230, 'noSuchDay'],
    [20_250_901.5, 'notADate'],
    [-45_901, 'notADate'],
    [true, 'notADate'],
    ['45901', 'serialAsText'],
    ['45901.5', 'serialAsText'],
    ['10000', 'serialAsText'],
    ['9999', 'notADate'],
    ['73050', 'serialAsText'],
    ['73051', 'notADate'],
    ['202509', 'notADate'],
    ['2025', 'notADate'],
    ['2025-13-01', 'noSuchMonth'],
    ['2025-0-1', 'noSuchMonth'],
    ['2025年13月', 'noSuchMonth'],
    ['2025-02-29', 'noSuchDay'],
    ['2025-04-31', 'noSuchDay'],
    ['2025-4-0', 'noSuchDay'],
    ['2025-9/1', 'notADate'],
    ['25-9-1', 'notADate'],
    ['9月1日', 'notADate'],
    ['2025-9-1 24:00', 'notADate'],
    ['2025-9-1 8:60', 'notADate'],
    ['2025-9-1 8:00:60', 'notADate'],
    ['2025-9-1 8:0', 'notADate'],
    ['2025-9 8:00', 'notADate'],
    ['待定', 'notADate'],
    ['0000-01-01', 'notADate'],
  ])('%j is none: %s', (cell, problem) => expect(read(date, cell)).toBe(problem));

  it('may be the first or the last serial number of the range', () => {
    expect([10_000, 73_050, 73_050.9].map((cell) => read(date, cell))).toEqual([10_000, 73_050, 73_050]);
  });

  it('has no range as text', () => {
    expect(['1900-1-1', '1926-05-17', '2150-01-01'].map((cell) => formatDay(read(date, cell) as number))).toEqual([
      '1900-01-01',
      '1926-05-17',
      '2150-01-01',
    ]);
  });

  it('may be YYYYMMDD from 1900 to 2100', () => {
    expect([19_000_101, 21_001_231].map((cell) => formatDay(read(date, cell) as number))).toEqual([
      '1900-01-01',
      '2100-12-31',
    ]);
  });

  it('leap years have a 29 February', () => expect(read(date, '2024-02-29')).toBe(dayOf(2024, 2, 29)));

  it.each(['2025.09', '2025-09', '2025/9', '2025年9月', ' 2025 年 9 月 '])(
    '%j, known to the month only, is its first day, and reported',
    (cell) => {
      expect(readCell(date, cell)).toEqual({ fault: { fault: 'monthOnly', readAs: day } });
      expect(readCell(dateOrMonth, cell)).toEqual({ value: day });
    },
  );

  it('of birth may be known to the month without a word, but not be wrong', () => {
    expect(read(TABS.students.columns.bornOn.type, '2005-13')).toBe('noSuchMonth');
  });
});

describe('a word of an enumeration', () => {
  const kind = TABS.organizations.columns.kind.type;

  it('is compared after NFKC, trimmed', () => {
    expect(read(kind, ' 团支部\n')).toBe(OrgKind.leagueBranch);
    expect(read(choice({ a: 'A1' }), 'Ａ１')).toBe('A1');
  });

  it('may have another spelling in the column that names it, and in no other', () => {
    expect(read(kind, '班委会')).toBe(OrgKind.schoolClass);
    expect(read(TABS.students.columns.politicalStatus.type, '团员')).toBe(PoliticalStatus.leagueMember);
    expect(read(TABS.students.columns.politicalStatus.type, '党员')).toBe(PoliticalStatus.fullMember);
    expect(read(TABS.students.columns.studyLevel.type, '研究生')).toBe('硕士生');
    expect(read(choice(MatterKind), '班委会')).toBe('choice');
    expect(read(choice(PoliticalStatus), '团员')).toBe('choice');
  });

  it.each([
    ['班', '班级', undefined],
    ['功能行组织', '功能型党组织', undefined],
    ['实验中心', null, undefined],
    ['某个很长的、不是任何组织类型的说法', null, undefined],
    ['团之部', '团支部', '团支部'],
    ['团 支 部', '团支部', '团支部'],
    ['功能性党组织', '功能型党组织', '功能型党组织'],
  ])('%s is none; the nearest is %s, meant is %s', (cell, nearest, meant) => {
    const fault = { fault: 'choice', nearest, allowed: Object.values(OrgKind), ...(meant && { meant }) };
    expect(readCell(kind, cell)).toEqual({ fault });
  });

  it('finds the nearest among the further spellings too', () => {
    const reading = readCell(TABS.students.columns.politicalStatus.type, '中共党圆');
    expect(reading.fault?.nearest).toBe('正式党员');
  });

  it('a number or a tick is none', () => {
    expect([1, true].map((cell) => read(kind, cell))).toEqual(['choice', 'choice']);
  });

  it.each<[string, readonly RawCell[]]>([
    ['是', ['是', true, 'TRUE', 'true', '√', '✓', '✔', 'Y', 'ｙ', 'yes', 1, '1', '１', '启用']],
    ['否', ['否', false, 'FALSE', 'False', '×', '✗', 'x', 'N', 'n', 'No', 0, '0', '停用']],
    ['choice', ['可以', '11', 2, '—', '是否', '√×']],
  ])('%s may be ticked or written as %j', (value, cells) => {
    expect(cells.map((cell) => read(yesNo, cell))).toEqual(cells.map(() => value));
  });
});

describe('an activity type', () => {
  it.each(['红色1+1', '红色“1+1”', '红色"1＋1"', '「红色1+1」', "红色'1+1'", '红色＂１+１＂'])(
    '%s is the red pairing',
    (cell) => {
      expect(read(activityType, cell)).toBe('红色1+1');
    },
  );

  it('takes quotation marks for that one only', () => expect(read(activityType, '“党课”')).toBe('choice'));

  it('may be a further one of the school', () => {
    const ofSchool = activityType.withWords?.(['学科竞赛（校）']) ?? activityType;
    expect(read(activityType, '学科竞赛(校)')).toBe('choice');
    expect(read(ofSchool, '学科竞赛(校)')).toBe('学科竞赛(校)');
    expect(read(ofSchool, '学科竞赛（校）')).toBe('学科竞赛(校)');
    expect(read(ofSchool, '党课')).toBe('党课');
    expect(ofSchool.choices).toContain('学科竞赛(校)');
  });
});
