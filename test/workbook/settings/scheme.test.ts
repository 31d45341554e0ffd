import { describe, expect, it } from 'vitest';
import type { SchemeItem } from '../../../shared/domain/settings.ts';
import { DEFAULT_SCHEME } from '../../../shared/scoring/default-scheme.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { writeCell } from '../../../shared/workbook/cell-type.ts';
import type { Column } from '../../../shared/workbook/column.ts';
import { SCHOOL_TABS } from '../../../shared/workbook/tabs/school.ts';
import { issuesOf, placesOf, settingsOf } from './school-books.ts';

/** A row of 积分规则 from the cells that a test is about; the others are those of a good activity item. */
function item(cells: Readonly<Record<string, RawCell>>): RawCell[] {
  const good: Readonly<Record<string, RawCell>> = {
    id: 'Z-1',
    name: '党课',
    section: '组织生活',
    kinds: '党支部',
    way: '活动',
    basis: '党课',
    value: 1,
  };
  return Object.keys(SCHOOL_TABS.scheme.columns).map((field) =>
    field in cells ? (cells[field] ?? null) : (good[field] ?? null),
  );
}

const read = (cells: Readonly<Record<string, RawCell>>) => settingsOf('scheme', item(cells));
const only = (cells: Readonly<Record<string, RawCell>>): SchemeItem | undefined => {
  const settings = read(cells);
  expect(issuesOf(settings)).toEqual([]);
  return settings.scheme?.[0];
};

const DEDUCTION = { section: '扣分', way: '扣分', basis: '错误', value: -0.5 };
const HONOR = { section: '荣誉', way: '荣誉', basis: '校级' };
const INDICATOR = { way: '指标', basis: '党员大会按季' };

/** An item as the template would show it. */
function written(scheme: SchemeItem): RawCell[] {
  return Object.entries<Column<unknown>>(SCHOOL_TABS.scheme.columns as never).map(([field, { type }]) => {
    const value = scheme[field as keyof SchemeItem];
    if (value === null) return null;
    return writeCell(type, Array.isArray(value) ? { items: value, partial: false } : value);
  });
}

describe('积分规则', () => {
  it('written out from the built-in scheme reads as the built-in scheme', () => {
    const settings = settingsOf('scheme', ...DEFAULT_SCHEME.map(written));
    expect(settings.issues).toEqual([]);
    expect(settings.schemeBroken).toBe(false);
    expect(settings.scheme).toEqual(DEFAULT_SCHEME);
  });

  it('has defaults for the factors', () => {
    expect(only({})).toEqual({
      id: 'Z-1',
      name: '党课',
      section: '组织生活',
      kinds: ['党支部'],
      way: '活动',
      basis: ['党课'],
      value: 100,
      limit: null,
      period: null,
      cap: null,
      jointFactor: { numerator: 1, denominator: 2 },
      jointBonus: { numerator: 6, denominator: 5 },
      guideFactor: { numerator: 0, denominator: 1 },
      capGroup: null,
    });
  });

  it.each<[RawCell, readonly [number, number] | null]>([
    [0.5, [1, 2]],
    ['1/3', [1, 3]],
    ['2/4', [1, 2]],
    ['120%', [6, 5]],
    [0, [0, 1]],
    [10, [10, 1]],
    [10.01, null],
    [-0.5, null],
    [1 / 3, null],
    ['一半', null],
    [true, null],
  ])('a factor %j is %j', (cell, expected) => {
    const settings = read({ jointFactor: cell });
    expect(settings.scheme?.[0]?.jointFactor).toEqual(
      expected ? { numerator: expected[0], denominator: expected[1] } : undefined,
    );
    expect(settings.schemeBroken).toBe(expected === null);
    expect(placesOf(settings)).toEqual(expected ? [] : ['K2']);
  });

  it.each<[RawCell, number | null]>([
    [1.25, 125],
    ['1.25', 125],
    [0, 0],
    [0.07, 7],
    [1.255, null],
    ['一分', null],
  ])('a value %j is %j hundredths', (cell, expected) => {
    expect(read({ value: cell }).scheme?.[0]?.value).toBe(expected ?? undefined);
  });

  it('reads both minus signs', () => {
    expect(only({ ...DEDUCTION, value: '−0.5', cap: '－10' })).toMatchObject({ value: -50, cap: -1000 });
  });

  it.each([
    [
      { ...DEDUCTION, value: 0.5 },
      'G2 项目“Z-1”的分值是“0.5”；方式为“扣分”的应当是负数。请在分值前加上负号，例如 -0.5。',
    ],
    [{ ...DEDUCTION, value: 0 }, 'G2 项目“Z-1”的分值是“0”；方式为“扣分”的应当是负数。请在分值前加上负号，例如 -0.5。'],
    [
      { ...DEDUCTION, cap: 10 },
      'J2 项目“Z-1”的学年封顶是“10”；方式为“扣分”的应当是负数。请在学年封顶前加上负号，例如 -0.5。',
    ],
    [
      { value: -1 },
      'G2 项目“Z-1”的分值是“-1”；只有方式为“扣分”的才可以是负数。请改成正数，或把方式和板块都改成“扣分”。',
    ],
    [
      { cap: -1 },
      'J2 项目“Z-1”的学年封顶是“-1”；只有方式为“扣分”的才可以是负数。请改成正数，或把方式和板块都改成“扣分”。',
    ],
    [{ limit: 1 }, 'I2 项目“Z-1”填了每期上限次数“1”，没有填期。请在“期”一栏选 月、季、学期 或 学年。'],
    [{ period: '月' }, 'H2 项目“Z-1”填了期“月”，没有填每期上限次数。请填写每期最多计几次，例如 1。'],
    [{ limit: 0, period: '月' }, 'H2 项目“Z-1”的每期上限次数“0”读不出来：应当是不小于 1 的整数。请改成如 2 的写法。'],
    [
      { ...DEDUCTION, section: '组织生活' },
      'C2 项目“Z-1”的板块是“组织生活”，方式是“扣分”，两者不相配。请改成一致：扣分项目的板块和方式都填“扣分”，荣誉项目的板块和方式都填“荣誉”。',
    ],
    [
      { section: '扣分' },
      'C2 项目“Z-1”的板块是“扣分”，方式是“活动”，两者不相配。请改成一致：扣分项目的板块和方式都填“扣分”，荣誉项目的板块和方式都填“荣誉”。',
    ],
    [
      { ...HONOR, section: '实践协同' },
      'C2 项目“Z-1”的板块是“实践协同”，方式是“荣誉”，两者不相配。请改成一致：扣分项目的板块和方式都填“扣分”，荣誉项目的板块和方式都填“荣誉”。',
    ],
    [{ basis: null }, 'F2 项目“Z-1”的方式是“活动”，没有填依据。请填写依据：指标名称、活动类型、荣誉级别，或规则编号。'],
    [
      { ...INDICATOR, basis: '党员大会按季、工作计划' },
      'F2 项目“Z-1”的依据写了 2 个指标：党员大会按季、工作计划；一个项目只能有一个指标。请拆成几行，一行一个指标。',
    ],
    [
      { ...HONOR, basis: '校及' },
      'F2 项目“Z-1”的依据“校及”不在可选项中。最接近的是“校级”。请从下列各项中选填：国家级、省部级、市级、校级、院级。',
    ],
    [
      { ...DEDUCTION, basis: 'DEC-99' },
      'F2 项目“Z-1”的依据“DEC-99”既不是规则编号，也不是问题的级别。请填规则编号（例如 DEC-01），或填 错误、警告、提示。',
    ],
    [
      { kinds: '党支部、团' },
      'D2 项目“Z-1”的适用对象“团”不在可选项中。请从下列各项中选填：党支部、团支部、班级、功能型。',
    ],
    [{ kinds: null }, 'D2 项目“Z-1”没有填适用对象；这一栏必须填写。请填写适用对象。'],
  ])('refuses %j', (cells, issue) => {
    const settings = read(cells);
    expect(issuesOf(settings)).toEqual([issue]);
    expect(settings).toMatchObject({ scheme: [], schemeBroken: true });
  });

  it('names indicators, levels, rules and severities as the scoring does', () => {
    expect(only(INDICATOR)?.basis).toEqual(['党员大会按季']);
    expect(only(HONOR)?.basis).toEqual(['校级']);
    expect(only({ ...DEDUCTION, basis: 'dec-01、ＯＲＧ-06，警告' })?.basis).toEqual(['DEC-01', 'ORG-06', '警告']);
  });

  it('may name activity types of its own, spelt as in 活动台账', () => {
    expect(only({ basis: '红色“1+1”、学科竞赛（校）、学科竞赛(校)' })?.basis).toEqual(['红色1+1', '学科竞赛(校)']);
  });

  it('orders 适用对象 as the vocabulary does, so that equal schemes have one version', () => {
    expect(only({ kinds: '班级，党支部' })?.kinds).toEqual(['党支部', '班级']);
  });

  it('takes a 项目编号 once', () => {
    const settings = settingsOf('scheme', item({}), item({ name: '另一项' }));
    expect(issuesOf(settings)).toEqual([
      'A3 项目编号“Z-1”已在第 2 行用过，本行不起作用。请改正本行的项目编号，或删去本行。',
    ]);
    expect(settings.schemeBroken).toBe(true);
  });

  it('shares one 学年封顶 in a 封顶组', () => {
    const two = (cap: RawCell) =>
      settingsOf('scheme', item({ cap: 15, capGroup: '荣誉' }), item({ id: 'Z-2', cap, capGroup: '荣誉' }));
    expect(two(null).scheme?.map(({ cap }) => cap)).toEqual([1500, 1500]);
    expect(two(15).issues).toEqual([]);
    expect(issuesOf(two(10))).toEqual([
      'J3 项目“Z-2”与第 2 行同属封顶组“荣誉”，学年封顶却不同。请把同一封顶组各行的学年封顶填成一样的数。',
    ]);
  });

  it.each(['网上签到', '每日打卡', '在线时长', '登录平台', '浏览文章', '点击量'])(
    'gives no points for %s',
    (burden) => {
      expect(placesOf(read({ name: burden }))).toEqual(['B2']);
      expect(placesOf(read({ basis: `党课、${burden}` }))).toEqual(['F2']);
      expect(read({ name: burden }).issues[0]?.advice).toContain('指尖上的形式主义');
      expect(placesOf(read({ ...DEDUCTION, name: burden }))).toEqual([]);
    },
  );

  it('that is missing leaves the built-in scheme; one without items or headings is broken', () => {
    expect(settingsOf('waivers')).toMatchObject({ scheme: null, schemeBroken: false });
    const empty = settingsOf('scheme');
    expect(empty).toMatchObject({ scheme: [], schemeBroken: true });
    expect(issuesOf(empty)).toEqual([
      ' “积分规则”表只有标题行，没有任何项目。请填写积分项目；要用内置的积分规则，请删去这张表。',
    ]);
  });

  it('reports every row of a broken scheme and keeps the good ones', () => {
    const settings = settingsOf(
      'scheme',
      item({ value: 'x' }),
      item({ id: 'Z-2', way: '按次', value: null }),
      item({ id: 'Z-3' }),
    );
    expect(placesOf(settings)).toEqual(['G2', 'E3', 'G3']);
    expect(settings.scheme?.map(({ id }) => id)).toEqual(['Z-3']);
  });
});
