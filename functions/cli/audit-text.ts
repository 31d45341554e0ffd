import { formatDay } from '../../shared/domain/calendar.ts';
import { formatHundredths } from '../../shared/domain/points.ts';
import { Severity, ViolationState } from '../../shared/domain/vocabulary.ts';
import type { ViolationBook, ViolationRecord } from '../../shared/ports.ts';
import { countOpen, type OpenCount } from '../../shared/report/open-counts.ts';
import { runMessages } from '../../shared/report/run-messages.ts';
import type { NightInput } from '../../shared/run/night.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { unfilledWords } from '../../shared/run/not-checked.ts';
import { settingLines } from '../../shared/run/setting-lines.ts';
import { SCHOOL_WIDE, type Violation } from '../../shared/violations/lifecycle.ts';
import { differenceOf } from './audit-difference.ts';
import type { ChangedSetting } from './changed-settings.ts';
import { kindOf } from './failure.ts';
import { otherYearText } from './other-year-text.ts';
import { settingText } from './setting-text.ts';
import { table } from './table.ts';
import { TRIAL_FILE } from './trial-workbook.ts';

/** The text for a person at the terminal after a run: wrong settings, a table by college, then the changes. */
export function auditText(input: NightInput, result: NightResult, settings: readonly ChangedSetting[] = []): string {
  const wrong = settingText(settingLines(result.assessment.judgement.settingIssues));
  return [...wrong, ...otherYearText(result.assessment.judgement.school), resultText(input, result, settings)].join(
    '\n',
  );
}

/** The same without the settings. */
export function resultText(
  { night }: NightInput,
  result: NightResult,
  settings: readonly ChangedSetting[] = [],
): string {
  const { assessment, schoolOutcome } = result;
  const lines = [
    ...(result.beginsAnew ? [runMessages.beginsAnew(), ''] : []),
    `截至 ${formatDay(night.asOf)}，${night.dryRun ? '试运行（没有写入任何内容）' : '校验完成'}：`,
    '',
    collegeTable(night, result),
    '',
    `记账：新计入 ${assessment.awards} 条，冲回 ${assessment.reversals} 条；参评组织 ${assessment.standings.length} 个。`,
  ];
  if (schoolOutcome.error !== null) lines.push(`校级总表：${schoolOutcome.error}`);
  if (assessment.incomplete)
    for (const { rule, error } of assessment.judgement.defects)
      lines.push(`规则 ${rule} 自身出错，本次没有记账也没有写表（${kindOf(error)}）。请把这句话交给管理员。`);
  const changes = night.dryRun ? ['', ...differenceLines(result, settings)] : changeLines(night, result);
  for (const line of changes) lines.push(line);
  return lines.join('\n');
}

/** 问题编号 by college. */
export type Told = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

const STATUS_WORDS = { done: '已写入', unchanged: '无变化', heldBack: '未处理', failed: '未处理' } as const;
/** A workbook was judged, but the findings could not be written into it. */
const NOT_WRITTEN = '未写入';
/** A trial run writes nothing. */
const WOULD_WRITE = '会写入';
/** In place of an unknown figure. */
const NOT_JUDGED = '—';
const SHOWN_CHANGES = 20;
const SHOWN_IDS = 8;

/** Open violations by college; in brackets the difference from the last run. */
function collegeTable({ only, dryRun }: NightInput['night'], { assessment, outcomes }: NightResult): string {
  const { judgement, openBefore } = assessment;
  const byCollege = Map.groupBy(judgement.violations, ({ college }) => college);
  const rows = outcomes
    .filter(({ reading }) => only === null || reading.registration.id === only)
    .map(({ reading: { registration }, status, error }) => {
      const unfilled = unfilledWords(judgement.school, registration.id);
      const isJudged = status !== 'failed' && unfilled === null;
      const counts = countOpen(byCollege.get(registration.id) ?? [], openBefore?.get(registration.id) ?? null);
      const isMissed = error !== null && status !== 'heldBack' && status !== 'failed';
      const word = isMissed ? NOT_WRITTEN : dryRun && status === 'done' ? WOULD_WRITE : STATUS_WORDS[status];
      return [
        registration.name,
        ...Object.values(Severity).map((severity) => (isJudged ? countCell(counts[severity]) : NOT_JUDGED)),
        word,
        error ?? unfilled ?? '',
      ];
    });
  return table(['学院', ...Object.values(Severity), '结果', '说明'], rows, new Set([1, 2, 3]));
}

/** `19 (−3)`; without brackets on the first run, and if nothing has changed. */
function countCell({ open, since }: OpenCount): string {
  if (since === null || since.change === 0) return String(open);
  return `${open} (${since.change > 0 ? '+' : '−'}${Math.abs(since.change)})`;
}

/**
 * What has changed since the last run, college by college; nothing if the year is sealed, because then nothing moves.
 * Workbooks compare with another day; a second run of the first day compares with what the first run left in the books,
 * once that run has closed them with the school-wide book.
 * @param told what this process has already reported: a process that stays compares with that, and reports nothing
 *   twice
 */
export function changeLines(
  { only }: NightInput['night'],
  { assessment, school }: NightResult,
  told: Told | null = null,
): readonly string[] {
  const { booksBefore, judgement, sealed } = assessment;
  if (sealed) return [];
  const isFirst = !booksBefore.some(({ college, version }) => college === SCHOOL_WIDE && version > 0);
  if (assessment.openBefore === null && isFirst) return ['这是本学年第一次检查；下一次起显示与上次相比的变化。'];
  const left = openIn(booksBefore, judgement.violations);
  const names = new Map(school.settings.registrations.map(({ id, name }) => [id, name]));
  const byCollege = Map.groupBy(judgement.open, ({ college }) => college ?? SCHOOL_WIDE);
  const lines = [...new Set([...names.keys(), SCHOOL_WIDE])].flatMap((college) => {
    if (only !== null && college !== only) return [];
    // One college may have been compared before, while another has its second run of the first day.
    const before = (told ?? assessment.openBefore)?.get(college) ?? left.get(college) ?? new Map<string, unknown>();
    const now = new Set((byCollege.get(college) ?? []).map(({ id }) => id));
    const fixed = [...before.keys()].filter((id) => !now.has(id));
    const fresh = [...now].filter((id) => !before.has(id));
    const parts = [...idsText('已整改', fixed), ...idsText('新增', fresh)];
    return parts.length === 0 ? [] : [`  ${names.get(college) ?? '校级总表'}：${parts.join('；')}`];
  });
  return lines.length === 0 ? ['与上次检查相比：没有变化。'] : ['与上次检查相比：', ...lines];
}

/** The open violations after a run, for the next run in the same process. */
export function openAfter({ assessment: { judgement } }: NightResult): Told {
  const byCollege = Map.groupBy(judgement.open, ({ college }) => college ?? SCHOOL_WIDE);
  return new Map([...byCollege].map(([college, open]) => [college, new Map(open.map(({ id, rule }) => [id, rule]))]));
}

/** 问题编号 that were open, by college; without waived ones, which the books do not record. */
function openIn(
  books: readonly ViolationBook[],
  violations: readonly Violation[],
): ReadonlyMap<string, ReadonlyMap<string, unknown>> {
  const waived = new Set(violations.filter(({ state }) => state === ViolationState.waived).map(({ id }) => id));
  const stoodOpen = ({ id, fixedOn }: ViolationRecord): boolean => fixedOn === null && !waived.has(id);
  return new Map(
    books.map(({ college, records }) => [
      college,
      new Map(records.filter(stoodOpen).map(({ id, rule }) => [id, rule])),
    ]),
  );
}

function idsText(word: string, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return [];
  const more = ids.length > SHOWN_IDS ? ' 等' : '';
  return [`${word} ${ids.length} 个（${ids.slice(0, SHOWN_IDS).join('、')}${more}）`];
}

/** What a trial run changes: the settings, the grades, then the number of points. */
function differenceLines(result: NightResult, settings: readonly ChangedSetting[]): string[] {
  const { violations, organizations } = differenceOf(result);
  const { standings, standingsBefore } = result.assessment;
  const names = new Map(
    [...standingsBefore, ...standings].map(({ organization, balance }) => [organization, balance.name]),
  );
  const describe = (place: { total: number; rank: number | null; grade: string | null } | null): string =>
    place ? `${formatHundredths(place.total)} 分 第 ${place.rank ?? '—'} 名 ${place.grade ?? '不参评'}` : '没有';
  const regraded = organizations.filter(({ before, after }) => before?.grade !== after?.grade);
  const others = organizations.filter(({ before, after }) => before?.grade === after?.grade);
  return [
    ...(settings.length === 0 ? [] : ['改了这些设置：']),
    ...settings.map(
      ({ name, before, after }) =>
        `  ${name}：${before === '' ? '（空）' : before} → ${after === '' ? '（空）' : after}`,
    ),
    ...leavingLines(result),
    `与现有结果相比：新问题 ${violations.fresh.length} 个，消失 ${violations.fixed.length} 个；${regraded.length} 个组织的等次会变，另有 ${others.length} 个组织的总分或名次会变。`,
    ...[...regraded, ...others]
      .slice(0, SHOWN_CHANGES)
      .map(
        ({ organization, before, after }) =>
          `  ${names.get(organization) ?? ''}（${organization}）：${describe(before)} → ${describe(after)}`,
      ),
    ...(organizations.length > SHOWN_CHANGES
      ? [`  ……其余 ${organizations.length - SHOWN_CHANGES} 个见“${TRIAL_FILE}”。`]
      : []),
  ];
}

/** What is lost when a college is no longer enabled. */
function leavingLines({ school, outcomes, assessment: { standingsBefore } }: NightResult): string[] {
  const enabled = new Set(outcomes.map(({ reading }) => reading.registration.id));
  const names = new Map(school.settings.registrations.map(({ id, name }) => [id, name]));
  const leaving = Map.groupBy(
    standingsBefore.filter(({ balance }) => !enabled.has(balance.college)),
    ({ balance }) => balance.college,
  );
  return [...leaving].map(([id, standings]) => {
    const total = standings.reduce((sum, { balance }) => sum + balance.total, 0);
    return `学院“${names.get(id) ?? id}”停用：它的 ${standings.length} 个组织退出排名，共 ${formatHundredths(total)} 分全部冲回。`;
  });
}
