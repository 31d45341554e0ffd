/**
 * Stories in Markdown as an office would tell them, with tables in and tables out. A story begins with `# …` and happens
 * in the faultless college of `aSchool()`; its nights are `## 截至 2026-03-15`. Under a night, in this order:
 *
 * - `### 清空 活动台账` all rows go;
 * - `### 添加 任职` rows that are added, what is not shown is filled in faultlessly, `（空）` leaves a cell blank;
 * - `### 修改 花名册` the first column names the row, the others are typed into it;
 * - `### 删除 任职` rows that hold all these texts go;
 * - `### 设置 考核参数`, `### 设置 积分规则`, `### 设置 豁免`, `### 设置 申诉` the tab of the school workbook, whole;
 * - `### 输出 问题清单`, `### 输出 积分明细 P1`, `### 输出 积分明细 P1 助学零距离 志愿服务`, `### 输出 积分排名` what the workbook then shows.
 *
 * `UPDATE=1` writes the tables of 输出 anew; read them before you keep them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatHundredths } from '../../shared/domain/points.ts';
import type { Store } from '../../shared/ports.ts';
import type { ImageCell, TabImage } from '../../shared/sheet/image.ts';
import { aNight, aPlace, contentsOf, type Place, SCHOOL_ID, type SettingsTyped } from './a-place.ts';
import { aSchool, type TestSchool } from './a-school.ts';
import type { Typed } from './faultless-college.ts';

type Cells = Readonly<Record<string, string>>;

interface Step {
  readonly verb: string;
  readonly names: readonly string[];
  /** Lines of the file in which its table stands; empty where there is none. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Cells[];
}

export interface Comparison {
  readonly heading: string;
  readonly expected: string;
  readonly actual: string;
}

const BLANK = '（空）';
/** Output tabs of the school workbook; all others belong to the college. */
const SCHOOL_TITLES: ReadonlySet<string> = new Set(['全校问题', '全校排名']);
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  问题清单: ['问题编号', '级别', '规则', '位置', '问题', '怎么改', '天数', '状态'],
  全校问题: ['学院', '问题编号', '级别', '规则', '位置', '问题', '怎么改', '状态'],
  积分明细: ['项目', '日期', '活动', '基础分', '系数', '得分', '计入', '未计入原因'],
  积分排名: ['组别', '名次', '组织编号', '组织名称', '总分', '等次', '校内名次', '备注'],
};

/** Stories of a file: the titles and what each of their outputs should be and is. */
export async function tell(path: string, newStore: () => Promise<Store>): Promise<readonly Comparison[]> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const comparisons: (Comparison & { readonly step: Step })[] = [];
  let night: string | null = null;
  let school: TestSchool | null = null;
  let typed: SettingsTyped = {};
  let place: Place | null = null;
  let store: Store | null = null;
  let isFresh = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line.startsWith('# ')) {
      [school, place, typed, night] = [null, null, {}, null];
      store = await newStore();
    }
    const asOf = /^## .*截至 (\d{4}-\d{2}-\d{2})/.exec(line)?.[1];
    if (asOf) {
      night = asOf;
      school ??= aSchool(asOf);
      isFresh = false;
    }
    if (!line.startsWith('### ')) continue;
    const step = stepOf(lines, at);
    if (!school || !store || night === null) throw new Error(`${path}:${at + 1}: no night yet`);
    if (step.verb === '设置') typed = { ...typed, ...settingOf(step) };
    else if (step.verb !== '输出') school = changed(school, step);
    else {
      if (!isFresh) {
        place ??= aPlace({});
        place.type(contentsOf(school, typed));
        await aNight(place, store, night);
        isFresh = true;
      }
      const expected = lines.slice(step.from, step.to).join('\n');
      comparisons.push({ heading: `${path}:${at + 1} ${line}`, expected, actual: shown(place as Place, step), step });
    }
  }
  if (process.env.UPDATE === '1') rewrite(path, lines, comparisons);
  return comparisons;
}

function stepOf(lines: readonly string[], at: number): Step {
  const [verb = '', ...names] = (lines[at] as string).slice(4).trim().split(/\s+/);
  let from = at + 1;
  while (from < lines.length && !/^[|#]/.test(lines[from] as string)) from++;
  if (!lines[from]?.startsWith('|')) return { verb, names, from: at + 1, to: at + 1, rows: [] };
  let to = from;
  while (lines[to]?.startsWith('|')) to++;
  const table = lines.slice(from, to).map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  );
  const [headings = [], , ...body] = table;
  const rows = body.map((cells) => Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])));
  return { verb, names, from, to, rows };
}

function typedOf(cells: Cells): Typed {
  const given = Object.entries(cells).filter(([, text]) => text !== '');
  return Object.fromEntries(given.map(([heading, text]) => [heading, text === BLANK ? null : text]));
}

function changed(school: TestSchool, { verb, names: [tab = ''], rows }: Step): TestSchool {
  if (verb === '清空') {
    const count = school.raw()[0]?.tabs.find(({ title }) => title === tab)?.rows.length ?? 1;
    return Array.from({ length: count - 1 }).reduce<TestSchool>((one) => one.drop(tab, 2), school);
  }
  if (verb === '添加') return rows.reduce((one, cells) => one.add(tab, typedOf(cells)), school);
  if (verb === '删除') return rows.reduce((one, cells) => one.drop(tab, Object.values(cells)), school);
  if (verb !== '修改') throw new Error(`no such step: ${verb}`);
  return rows.reduce((one, cells) => {
    const [[, key = ''] = [], ...rest] = Object.entries(cells);
    return one.set(tab, key, typedOf(Object.fromEntries(rest)));
  }, school);
}

function settingOf({ names: [tab = ''], rows }: Step): SettingsTyped {
  if (tab === '考核参数') return { parameters: Object.fromEntries(rows.map(({ 参数 = '', 值 = '' }) => [参数, 值])) };
  if (tab === '积分规则') return { scheme: rows.map(typedOf) as SettingsTyped['scheme'] & object };
  if (tab === '豁免') return { waivers: rows.map(typedOf) as SettingsTyped['waivers'] & object };
  return { appeals: rows.map(typedOf) as SettingsTyped['appeals'] & object };
}

function shown(place: Place, { names: [title = '', organization, ...items] }: Step): string {
  const tab = place.tab(SCHOOL_TITLES.has(title) ? SCHOOL_ID : 'JSJ', title);
  if (!tab) return '';
  const headings = SHOWN[title] ?? tab.columns.map(({ heading }) => heading);
  const column = (heading: string): number => tab.columns.findIndex((one) => one.heading === heading);
  const rows = tab.rows.filter(({ cells }) => {
    if (title !== '积分明细') return true;
    const item = plainOf(cells[column('项目')]);
    const isSum = plainOf(cells[column('板块')]) === '小计';
    return (
      plainOf(cells[column('组织编号')]) === organization &&
      (items.length === 0 ? true : !isSum && items.some((one) => item.startsWith(one)))
    );
  });
  if (rows.length === 0) return '';
  const table = rows.map(({ cells }) => headings.map((heading) => cellText(tab, cells[column(heading)], heading)));
  return [headings, headings.map(() => '---'), ...table].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function plainOf(cell: ImageCell | undefined): string {
  const value = cell !== null && typeof cell === 'object' ? cell.value : cell;
  return value === null || value === undefined ? '' : String(value);
}

function cellText(tab: TabImage, cell: ImageCell | undefined, heading: string): string {
  const text = plainOf(cell);
  const format = tab.columns.find((one) => one.heading === heading)?.format;
  return format === 'points' && text !== '' ? formatHundredths(Math.round(Number(text) * 100)) : text;
}

function rewrite(
  path: string,
  lines: readonly string[],
  outputs: readonly (Comparison & { readonly step: Step })[],
): void {
  const next = [...lines];
  for (const { step, actual } of [...outputs].reverse()) {
    const table = actual === '' ? [] : actual.split('\n');
    const isNew = step.from === step.to;
    next.splice(step.from, step.to - step.from, ...(isNew && table.length > 0 ? ['', ...table] : table));
  }
  writeFileSync(path, next.join('\n'));
}
