import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatDay } from '../../shared/domain/calendar.ts';
import { formatHundredths, type Hundredths } from '../../shared/domain/points.ts';
import type { Entry } from '../../shared/domain/position.ts';
import { type Store, TryLater } from '../../shared/ports.ts';
import type { Standing } from '../../shared/ranking/rank.ts';
import { RULES } from '../../shared/rules/index.ts';
import type { NightInput } from '../../shared/run/night.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { settingLines } from '../../shared/run/setting-lines.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { SCHOOL_ACCENT, SCHOOL_FONT } from '../template/school-workbook.ts';
import type { ColumnPlan, SheetPlan } from '../template/sheet-plan.ts';
import { writeWorkbook } from '../template/write-workbook.ts';
import { type Difference, differenceOf } from './audit-difference.ts';
import type { ChangedSetting } from './changed-settings.ts';
import { fileReason } from './file-reasons.ts';

/** File name of the comparison that `audit --dry-run` leaves. */
export const TRIAL_FILE = '试算对照.xlsx';

/** Number of organizations whose account entries are fetched to explain why their total changes. */
const EXPLAINED = 2_000;

/**
 * Leaves 试算对照.xlsx beside the file of `--json`, else in the working directory.
 * @returns where it was left
 * @throws TryLater when it cannot be written
 */
export async function leaveTrial(
  { ledger }: Pick<Store, 'ledger'>,
  { night }: NightInput,
  result: NightResult,
  settings: readonly ChangedSetting[],
  json: string | undefined,
): Promise<string> {
  const file = join(json === undefined || json === '-' ? '.' : dirname(json), TRIAL_FILE);
  const difference = differenceOf(result);
  const changed = difference.organizations.map(({ organization }) => organization).slice(0, EXPLAINED);
  const manifests = changed.length === 0 ? [] : await ledger.manifests(night.year, changed);
  const stood = new Map(manifests.map(({ organization, inForce }) => [organization, inForce]));
  const bytes = await writeWorkbook({
    file: TRIAL_FILE,
    subject: `试算对照（截至 ${formatDay(night.asOf)}）`,
    font: SCHOOL_FONT,
    accent: SCHOOL_ACCENT,
    sheets: [
      sheet(
        '改了什么',
        ['设置', '原来', '现在'],
        [44, 40, 40],
        settings.map(({ name, before, after }) => [name, before, after]),
      ),
      sheet(
        '没读懂的设置',
        ['位置', '问题'],
        [24, 100],
        settingLines(result.assessment.judgement.settingIssues).map(({ place, message }) => [place, message]),
      ),
      organizationSheet(result, difference, stood, settings),
      violationSheet(result, difference),
    ],
  });
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new TryLater(`试运行已经完成，只有“${file}”写不进去：${fileReason(error)}。请关闭它，再运行一次。`, null, {
      cause: error,
    });
  }
  return file;
}

function organizationSheet(
  { assessment, school }: NightResult,
  { organizations }: Difference,
  stood: ReadonlyMap<string, readonly Entry[]>,
  settings: readonly ChangedSetting[],
): SheetPlan {
  const names = new Map(school.settings.registrations.map(({ id, name }) => [id, name]));
  const before = new Map(assessment.standingsBefore.map((standing) => [standing.organization, standing]));
  const after = new Map(assessment.standings.map((standing) => [standing.organization, standing]));
  const positions = Map.groupBy(assessment.judgement.positions, ({ organization }) => organization);
  // If no item has changed, the lines between grades have moved.
  const bySettings = settings.map(({ name }) => name).join('、');
  const rows = organizations.map(({ organization, before: was, after: is }) => {
    const standing = after.get(organization) ?? before.get(organization);
    const weight = was?.grade !== is?.grade ? 0 : was?.rank !== is?.rank ? 1 : 2;
    const cells: RawCell[] = [
      names.get(standing?.balance.college ?? '') ?? '',
      standing?.pool ?? '',
      organization,
      standing?.balance.name ?? '',
      gradeOf(before.get(organization)),
      gradeOf(after.get(organization)),
      was?.rank ?? null,
      is?.rank ?? null,
      was === null ? null : was.total / 100,
      is === null ? null : is.total / 100,
      ((is?.total ?? 0) - (was?.total ?? 0)) / 100,
      itemChanges(stood.get(organization) ?? [], positions.get(organization) ?? []) || bySettings,
    ];
    return { weight, cells };
  });
  const headings = [
    '学院',
    '组别',
    '组织编号',
    '组织名称',
    '原等次',
    '新等次',
    '原名次',
    '新名次',
    '原总分',
    '新总分',
    '相差',
    '为什么',
  ];
  return sheet(
    '组织变化',
    headings,
    [22, 16, 16, 36, 9, 9, 9, 9, 10, 10, 10, 80],
    rows.toSorted((a, b) => a.weight - b.weight).map(({ cells }) => cells),
  );
}

function gradeOf(standing: Standing | undefined): string {
  return standing === undefined ? '没有' : (standing.grade ?? '不参评');
}

/** `党员大会按季召开 +2.50；未整改错误 −0.50` */
function itemChanges(
  before: readonly Pick<Entry, 'item' | 'itemName' | 'counted'>[],
  after: readonly Pick<Entry, 'item' | 'itemName' | 'counted'>[],
): string {
  const sums = new Map<string, { name: string; change: Hundredths }>();
  const add = (entries: typeof before, sign: 1 | -1): void => {
    for (const { item, itemName, counted } of entries) {
      const sum = sums.get(item) ?? { name: itemName, change: 0 };
      sums.set(item, { name: itemName, change: sum.change + sign * counted });
    }
  };
  add(before, -1);
  add(after, 1);
  return [...sums.values()]
    .filter(({ change }) => change !== 0)
    .map(({ name, change }) => `${name} ${change > 0 ? '+' : '−'}${formatHundredths(Math.abs(change))}`)
    .join('；');
}

function violationSheet({ assessment, school }: NightResult, { violations }: Difference): SheetPlan {
  const names = new Map(school.settings.registrations.map(({ id, name }) => [id, name]));
  const titles = new Map(RULES.map(({ id, title }) => [id, title]));
  const fresh = new Set(violations.fresh);
  const owners = new Map(
    assessment.booksBefore.flatMap(({ college, records }) => records.map(({ id, rule }) => [id, { college, rule }])),
  );
  const place = (college: string | null): string =>
    college === null || college === '' ? '全校' : (names.get(college) ?? college);
  return sheet(
    '问题变化',
    ['变化', '学院', '问题编号', '规则', '标题', '级别', '问题'],
    [8, 22, 18, 10, 36, 8, 90],
    [
      ...assessment.judgement.violations
        .filter(({ id }) => fresh.has(id))
        .map(({ college, id, rule, severity, message }) => [
          '新增',
          place(college),
          id,
          rule,
          titles.get(rule) ?? '',
          severity,
          message,
        ]),
      ...violations.fixed.map((id) => {
        const { college = '', rule = '' } = owners.get(id) ?? {};
        return ['消失', place(college), id, rule, titles.get(rule) ?? '', null, null];
      }),
    ],
  );
}

function sheet(
  title: string,
  headings: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly RawCell[])[],
): SheetPlan {
  return {
    title,
    rows: [headings, ...(rows.length === 0 ? [['没有变化']] : rows)],
    headingRow: 0,
    merges: [],
    columns: widths.map((width): ColumnPlan => ({ width, look: width > 30 ? 'wrapped' : 'text' })),
    frozenColumns: 0,
  };
}
