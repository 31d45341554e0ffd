import { academicYearOf, formatAcademicYear, formatDay } from '../../shared/domain/calendar.ts';
import { formatHundredths } from '../../shared/domain/points.ts';
import { settingLines } from '../../shared/run/setting-lines.ts';
import { finalizeYear } from '../../shared/run/year/finalize.ts';
import type { Sealed, SealedManifest } from '../../shared/run/year/record.ts';
import { rehearseYear, sealingDay, sealYear } from '../../shared/run/year/seal.ts';
import { shanghaiDay } from '../clock.ts';
import type { Environment } from '../env.ts';
import { openNight } from '../open-night.ts';
import { readPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openPorts } from '../wiring.ts';
import { someFailed } from './audit-command.ts';
import { auditJson } from './audit-json.ts';
import { resultText } from './audit-text.ts';
import { asOfDay, auditedYear, BY_HAND, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { manifestFile, putManifest, refuseForeignManifests } from './manifest-file.ts';
import { progressTo, waitingWords } from './progress.ts';
import { purgeCommand } from './purge-years.ts';
import { settingText } from './setting-text.ts';
import { table } from './table.ts';

export interface YearEndOptions extends CommonOptions {
  readonly rehearse?: boolean;
  readonly seal?: boolean;
  readonly final?: boolean;
  readonly force?: boolean;
  readonly reason?: string;
  readonly purgeBefore?: string;
  readonly dryRun?: boolean;
}

/** `year-end PLACE`: 预演 (the default), 封存 or 定稿, or the end of old years. */
export async function yearEndCommand(
  argument: string,
  options: YearEndOptions,
  environment: Environment,
): Promise<ExitCode> {
  const { purgeBefore } = options;
  const chosen = [options.rehearse, options.seal, options.final, purgeBefore !== undefined].filter(Boolean);
  if (chosen.length > 1) throw new UsageError('--rehearse、--seal、--final、--purge-before 只能选一个。');
  const closes = options.seal === true || options.final === true;
  if (!closes && options.force === true) throw new UsageError('--force 要与 --seal 或 --final 一起写。');
  if (purgeBefore !== undefined) return purgeCommand(argument, { ...options, purgeBefore }, environment);
  if (options.dryRun === true)
    throw new UsageError('--dry-run 只与 --purge-before 合用。想先看考核结果，请用 --rehearse。');
  if (!closes && options.reason !== undefined)
    throw new UsageError('--reason 要与 --seal、--final 或 --purge-before 一起写：预演什么也不保存，用不着理由。');
  const place = readPlace(argument, environment);
  const today = asOfDay(options);
  const year = options.year === undefined && closes ? academicYearOf(today) - 1 : auditedYear(options, today);
  const { ports, close } = await openPorts(place, environment, { readOnly: !closes, ...waitingWords(options) });
  try {
    const input = openNight({
      schoolWorkbook: place.schoolWorkbook,
      trigger: 'command',
      nextRun: BY_HAND,
      asOf: closes ? sealingDay(year) : Math.min(today, sealingDay(year)),
      year,
      dryRun: !closes,
      progress: progressTo(process.stderr, options.quiet === true),
    });
    if (!closes) {
      const result = await rehearseYear(ports, input);
      if (options.json !== undefined) writeJson(options.json, auditJson(input, result, ports));
      say(
        options,
        [
          ...settingText(settingLines(result.assessment.judgement.settingIssues)),
          `${formatAcademicYear(year)} 学年考核预演（没有写入任何内容）\n\n${standingsText(result.assessment.standings)}\n\n${resultText(input, result)}`,
        ].join('\n'),
      );
      return someFailed(result) ? ExitCode.someFailed : ExitCode.done;
    }
    await refuseForeignManifests(place, ports.store, year);
    const sealOptions = {
      force: options.force === true,
      reason: options.reason ?? null,
      today: options.asOf === undefined ? shanghaiDay(input.night.startedAt) : today,
      handOut: (done: SealedManifest): void => putManifest(place, done),
    };
    const sealed =
      options.seal === true ? await sealYear(ports, input, sealOptions) : await finalizeYear(ports, input, sealOptions);
    const file = manifestFile(place, sealed);
    if (options.json !== undefined)
      writeJson(options.json, {
        schema: 'xietong/year-end/1',
        ...sealed.manifest,
        file,
        lateAppeals: sealed.lateAppeals,
        unknownAppeals: sealed.unknownAppeals,
        openUntil: formatDay(sealed.openUntil),
      });
    say(
      options,
      [
        ...settingText(sealed.settings),
        `${formatAcademicYear(year)} 学年已${options.seal === true ? '封存' : '定稿'}（截至 ${formatDay(input.night.asOf)}）。`,
        `校验码：${sealed.manifest.hash}`,
        `清单：${file}（可用 verify 命令核验）`,
        ...remarks(sealed, options.seal === true, sealOptions.today),
      ].join('\n'),
    );
    return failures(sealed).length > 0 ? ExitCode.someFailed : ExitCode.done;
  } finally {
    await close();
  }
}

function failures({ night: { outcomes, schoolOutcome } }: Sealed): readonly string[] {
  return [...outcomes.map(({ error }) => error), schoolOutcome.error].filter((error) => error !== null);
}

function remarks(sealed: Sealed, isSeal: boolean, today: number): readonly string[] {
  const { lateAppeals, unknownAppeals, openUntil } = sealed;
  const failed = failures(sealed);
  const lines: string[] = [];
  if (isSeal) lines.push(`公示期到 ${formatDay(openUntil)}（含当天）为止，期间的申诉请记入校级总表的“申诉”。`);
  else if (today <= openUntil)
    lines.push(
      `注意：公示期到 ${formatDay(openUntil)} 才结束，此后批准的申诉要用 --final --force 并写明理由才会计入。`,
    );
  if (lateAppeals.length > 0) lines.push(`不在公示期内、没有计入的申诉：${lateAppeals.join('、')}`);
  if (unknownAppeals.length > 0)
    lines.push(`封存的结果里没有这些组织，申诉没有计入：${unknownAppeals.join('、')}。请核对组织编号。`);
  if (failed.length > 0)
    for (const line of ['有表格没有写入“年度考核”，再运行一次同样的命令会补写：', ...failed.map((one) => `  ${one}`)])
      lines.push(line);
  return lines;
}

function standingsText(standings: Awaited<ReturnType<typeof rehearseYear>>['assessment']['standings']): string {
  const rows = standings.map(({ pool, rank, organization, balance, grade, note }) => [
    pool,
    rank === null ? '' : String(rank),
    organization,
    balance.name,
    formatHundredths(balance.total),
    grade ?? '',
    note ?? '',
  ]);
  return table(['组别', '名次', '组织编号', '组织名称', '总分', '等次', '备注'], rows, new Set([1, 4]));
}
