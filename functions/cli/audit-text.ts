import { formatDay } from '../../shared/domain/calendar.ts';
import { formatHundredths } from '../../shared/domain/points.ts';
import { Severity, ViolationState } from '../../shared/domain/vocabulary.ts';
import { runMessages } from '../../shared/report/run-messages.ts';
import type { NightInput } from '../../shared/run/night.ts';
import type { NightResult } from '../../shared/run/nightly.ts';
import { differenceOf } from './audit-difference.ts';
import { kindOf } from './failure.ts';
import { table } from './table.ts';

/** What a person at the terminal reads after a run: a table by college, then where to look. */
export function auditText({ night }: NightInput, result: NightResult): string {
  const { assessment, outcomes, schoolOutcome } = result;
  const { violations } = assessment.judgement;
  const rows = outcomes
    .filter(({ reading }) => night.only === null || reading.registration.id === night.only)
    .map(({ reading: { registration }, status, error }) => {
      const own = violations.filter(({ college }) => college === registration.id);
      const count = (severity: Severity): string =>
        String(
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
        String(fresh),
        STATUS_WORDS[status],
        error ?? '',
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
const SHOWN_CHANGES = 20;

function differenceLines(result: NightResult): string[] {
  const { violations, organizations } = differenceOf(result);
  const describe = (place: { total: number; rank: number | null; grade: string | null } | null): string =>
    place ? `${formatHundredths(place.total)} 分 第 ${place.rank ?? '—'} 名 ${place.grade ?? '不参评'}` : '无';
  return [
    `与现有结果相比：新问题 ${violations.fresh.length} 个，已整改 ${violations.fixed.length} 个；${organizations.length} 个组织的总分、名次或等次会变化。`,
    ...organizations
      .slice(0, SHOWN_CHANGES)
      .map(({ organization, before, after }) => `  ${organization}：${describe(before)} → ${describe(after)}`),
    ...(organizations.length > SHOWN_CHANGES
      ? [`  ……其余 ${organizations.length - SHOWN_CHANGES} 个见 --json 输出的 difference。`]
      : []),
  ];
}
