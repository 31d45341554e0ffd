import type { TabKey } from '../../shared/domain/school.ts';
import type { Random } from './random.ts';

/** How dates are typed. `serial` is a true date of the spreadsheet. */
export type DateForm = 'serial' | 'dashes' | 'slashes' | 'dots' | 'chinese' | 'digits' | 'digitsAsText' | 'withTime';

/** What one college does its own way, in all of its tabs. */
export interface Habits {
  readonly font: string;
  readonly accent: string;
  /** In front of the titles of tabs, by place from 0. */
  readonly ordinal: (place: number) => string;
  readonly titleRows: 0 | 1 | 2;
  /** A merged row of groups above the heading row. */
  readonly banner: boolean;
  /** What marks a required heading. */
  readonly mark: (heading: string) => string;
  readonly aliases: boolean;
  readonly shuffles: boolean;
  readonly serialColumn: boolean;
  readonly extraColumns: boolean;
  readonly dates: readonly DateForm[];
  readonly dateFormat: string;
  readonly idsAsNumbers: boolean;
  readonly separator: string;
  /** Share of rows followed by an empty one, and of cells with a stray blank or full-width digits. */
  readonly blankRows: number;
  readonly strays: number;
}

const CHINESE_NUMERALS = '一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十'.split(' ');

const ORDINALS: readonly Habits['ordinal'][] = [
  () => '',
  (place) => `${place + 1}.`,
  (place) => `${CHINESE_NUMERALS[place]}、`,
  (place) => `${place + 1}、`,
];
const MARKS: readonly Habits['mark'][] = [
  (heading) => `${heading}*`,
  (heading) => `${heading}（必填）`,
  (heading) => `*${heading}`,
  (heading) => heading,
];
const ACCENTS = ['D9E2F3', 'E2EFDA', 'FCE4D6', 'DDEBF7', 'F2F2F2', 'FFF2CC'] as const;
const FONTS = ['宋体', '等线', '微软雅黑', '仿宋'] as const;
const DATE_FORMATS = ['yyyy\\-mm\\-dd', 'yyyy/m/d', 'yyyy"年"m"月"d"日"'] as const;
const SEPARATORS = ['、', '，', ';', ', ', '；', '\n'] as const;
const DATE_MIXES: readonly (readonly DateForm[])[] = [
  ['serial'],
  ['serial', 'serial', 'serial', 'dots'],
  ['dots', 'dots', 'chinese', 'serial'],
  ['digits', 'digitsAsText', 'serial', 'slashes'],
  ['dashes', 'withTime', 'serial', 'chinese'],
];

/** The habits of a college. The first one of a sample is tidy, the others each in their own way are not. */
export function habitsOf(random: Random, index: number): Habits {
  const turn = <Item>(items: readonly Item[], step = 1): Item => items[(index * step) % items.length] as Item;
  return {
    font: turn(FONTS),
    accent: turn(ACCENTS),
    ordinal: turn(ORDINALS),
    titleRows: index === 0 ? 1 : (random.between(0, 2) as 0 | 1 | 2),
    banner: index % 3 === 1,
    mark: turn(MARKS),
    aliases: index % 2 === 1,
    shuffles: index > 0,
    serialColumn: index % 3 !== 2,
    extraColumns: index > 0,
    dates: turn(DATE_MIXES),
    dateFormat: turn(DATE_FORMATS),
    idsAsNumbers: index % 3 === 1,
    separator: turn(SEPARATORS),
    blankRows: index === 0 ? 0 : 0.012,
    strays: index === 0 ? 0 : 0.01,
  };
}

/** Columns that offices keep for themselves; none of them is a heading that the tab knows. */
export const EXTRA_COLUMNS: { readonly [Tab in TabKey]?: readonly string[] } = {
  organizations: ['上级组织', '备注'],
  students: ['民族', '宿舍号', '联系电话'],
  tenures: ['联系电话'],
  developments: ['民族', '档案袋号'],
  activities: ['主持人', '记录人', '备注'],
  plans: ['备注'],
  decisions: ['记录人', '备注'],
  pledges: ['备注'],
  honors: ['颁发单位', '备注'],
  planItems: ['备注'],
  bases: ['地点'],
  tallies: ['监票人'],
  outcomes: ['备注'],
};

/** Groups of the merged banner row, from left to right. */
export const BANNER_GROUPS = ['基本信息', '主要内容', '其他'] as const;
