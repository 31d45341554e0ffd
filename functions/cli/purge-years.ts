import { formatAcademicYear } from '../../shared/domain/calendar.ts';
import { listStrays } from '../../shared/run/forget/list-strays.ts';
import { type Purge, type PurgedYear, purgeYears } from '../../shared/run/year/purge.ts';
import { shanghaiDay, systemClock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { readPlace } from '../school-place.ts';
import { openStore } from '../wiring.ts';
import { type CommonOptions, say, writeJson, yearOption } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { waitingWords } from './progress.ts';

export interface PurgeOptions extends CommonOptions {
  readonly purgeBefore: string;
  readonly dryRun?: boolean;
  readonly reason?: string;
}

/** `year-end PLACE --purge-before YEAR`: removes whole years from the store except for their totals. */
export async function purgeCommand(
  argument: string,
  options: PurgeOptions,
  environment: Environment,
): Promise<ExitCode> {
  const before = yearOption('--purge-before', options.purgeBefore);
  const dryRun = options.dryRun === true;
  const place = readPlace(argument, environment);
  const { store, close } = await openStore(place.stateFolder, environment, {
    readOnly: dryRun,
    ...waitingWords(options),
  });
  try {
    const at = systemClock.now();
    const reason = options.reason ?? null;
    const purge = await purgeYears(store, before, { at, reason, today: shanghaiDay(at), dryRun });
    if (!dryRun) await listStrays(store.texts, shanghaiDay(at));
    if (options.json !== undefined) writeJson(options.json, purgeJson(purge, dryRun));
    say(options, purgeText(purge, dryRun));
    return ExitCode.done;
  } finally {
    await close();
  }
}

function purgeJson({ before, years }: Purge, dryRun: boolean): Readonly<Record<string, unknown>> {
  return {
    schema: 'xietong/purge/1',
    before: formatAcademicYear(before),
    dryRun,
    years: years.map(({ year, ...counts }) => ({ academicYear: formatAcademicYear(year), ...counts })),
  };
}

function purgeText({ before, years }: Purge, dryRun: boolean): string {
  const name = formatAcademicYear(before);
  if (years.length === 0) return `存储里没有 ${name} 学年以前的明细，什么也没有改动。`;
  return [
    dryRun
      ? `将要清除 ${name} 学年以前的明细（试运行，什么也没有改动；去掉 --dry-run 才清除，清除后不能恢复）：`
      : `已清除 ${name} 学年以前的明细：`,
    ...years.map(lineOf),
    '留下的是：各组织的总分和分项、名次、封存的校验码。',
    '台账旁边的封存清单、报告、存储的备份和以前导出的文件不归本命令管，请一并处理。',
  ].join('\n');
}

function lineOf({ year, books, ledger, seals, snapshots }: PurgedYear): string {
  return `  ${formatAcademicYear(year)} 学年：问题记录 ${books} 份，积分流水 ${ledger} 份，封存 ${seals} 份，台账快照 ${snapshots} 份。`;
}
