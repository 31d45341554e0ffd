import { formatDay } from '../../shared/domain/calendar.ts';
import { formatHundredths } from '../../shared/domain/points.ts';
import { Severity, ViolationState } from '../../shared/domain/vocabulary.ts';
import { runMessages } from '../../shared/report/run-messages.ts';
import type { NightInput } from '../../shared/run/night.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { unfilledWords } from '../../shared/run/not-checked.ts';
import { settingLines } from '../../shared/run/setting-lines.ts';
import { differenceOf } from './audit-difference.ts';
import { kindOf } from './failure.ts';
import { settingText } from './setting-text.ts';
import { table } from './table.ts';

/** What a person at the terminal reads after a run: wrong settings, a table by college, then where to look. */
export function auditText(input: NightInput, result: NightResult): string {
  return [...settingText(settingLines(result.assessment.judgement.settingIssues)), resultText(input, result)].join(
    '\n',
  );
}

/** The same without the settings. */
export function resultText({ night }: NightInput, result: NightResult): string {
  const { assessment, outcomes, schoolOutcome } = result;
  const { violations, school } = assessment.judgement;
  const rows = outcomes
    .filter(({ reading }) => night.only === null || reading.registration.id === night.only)
    .map(({ reading: { registration }, status, error }) => {
      const own = violations.filter(({ college }) => college === registration.id);
      const unfilled = unfilledWords(school, registration.id);
      const isJudged = status !== 'failed' && unfilled === null;
      const shown = (count: number): string => (isJudged ? String(count) : NOT_JUDGED);
      const count = (severity: Severity): string =>
        shown(
          own.filter((violation) => violation.severity === severity && violation.state !== ViolationState.waived)
            .length,
        );
      const fresh = own.filter(
        ({ state }) => state === ViolationState.fresh || state === ViolationState.recurring,
      ).length;
      return [
        registration.name,
        count(Severity.error),
        count(Severity.warning),
        count(Severity.hint),
        shown(fresh),
        STATUS_WORDS[status],
        error ?? unfilled ?? '',
      ];
    });
  const lines = [
    ...(result.beginsAnew ? [runMessages.beginsAnew(), ''] : []),
    `截至 ${formatDay(night.asOf)}，${night.dryRun ? '试运行（没有写入任何内容）' : '校验完成'}：`,
    '',
    table(['学院', '错误', '警告', '提示', '新增', '结果', '说明'], rows, new Set([1, 2, 3, 4])),
    '',
    `记账：新计入 ${assessment.awards} 条，冲回 ${assessment.reversals} 条；参评组织 ${assessment.standings.length} 个。`,
  ];
  if (schoolOutcome.error !== null) lines.push(`校级总表：${schoolOutcome.error}`);
  if (assessment.incomplete)
    for (const { rule, error } of assessment.judgement.defects)
      lines.push(`规则 ${rule} 自身出错，本次没有记账也没有写表（${kindOf(error)}）。请把这句话交给管理员。`);
  if (night.dryRun) for (const line of ['', ...differenceLines(result)]) lines.push(line);
  return lines.join('\n');
}

const STATUS_WORDS = { done: '已写入', unchanged: '无变化', heldBack: '未处理', failed: '未处理' } as const;
/** Stands for a figure that nobody knows. */
const NOT_JUDGED = '—';
const SHOWN_CHANGES = 20;

function differenceLines(result: NightResult): string[] {
  const { violations, organizations } = differenceOf(result);
  const describe = (place: { total: number; rank: number | null; grade: string | null } | null): string =>
    place ? `${formatHundredths(place.total)} 分 第 ${place.rank ?? '—'} 名 ${place.grade ?? '不参评'}` : '无';
  return [
    ...leavingLines(result),
    `与现有结果相比：新问题 ${violations.fresh.length} 个，已整改 ${violations.fixed.length} 个；${organizations.length} 个组织的总分、名次或等次会变化。`,
    ...organizations
      .slice(0, SHOWN_CHANGES)
      .map(({ organization, before, after }) => `  ${organization}：${describe(before)} → ${describe(after)}`),
    ...(organizations.length > SHOWN_CHANGES
      ? [`  ……其余 ${organizations.length - SHOWN_CHANGES} 个见 --json 输出的 difference。`]
      : []),
  ];
}

/** What it costs that a college is enabled no more. */
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
