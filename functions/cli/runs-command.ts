import { formatAcademicYear, formatDay } from '../../shared/domain/calendar.ts';
import type { RunRecord } from '../../shared/ports.ts';
import { FORGOTTEN, forgottenNote } from '../../shared/run/forget/forget-student.ts';
import { PURGED, purgedNote } from '../../shared/run/year/purge.ts';
import { shanghaiMinute } from '../clock.ts';
import type { Environment } from '../env.ts';
import { readPlace } from '../school-place.ts';
import { openStore } from '../wiring.ts';
import { say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { table } from './table.ts';
import type { StatementOptions } from './why-command.ts';

/** How many runs are shown. */
const LATEST = 30;

const TRIGGERS: Readonly<Record<RunRecord['trigger'], string>> = {
  schedule: '定时',
  webhook: '改动通知',
  command: '命令',
  watch: '文件保存',
};

/** `history` without an organization: the latest runs that changed something, latest first. */
export async function runsCommand(options: StatementOptions, environment: Environment): Promise<ExitCode> {
  const { stateFolder } = readPlace(options.place, environment);
  const { store, close } = await openStore(stateFolder, environment, { readOnly: true });
  try {
    const runs = await store.runs.recent(LATEST);
    const forgotten = (await store.runs.notes(FORGOTTEN)).map(({ value }) => forgottenNote.parse(JSON.parse(value)));
    const purged = (await store.runs.notes(PURGED)).map(({ value }) => purgedNote.parse(JSON.parse(value)));
    if (options.json !== undefined)
      writeJson(options.json, {
        schema: 'xietong/runs/1',
        runs: runs.map(forJson),
        forgotten,
        purged: purged.map(purgedJson),
      });
    const done = [
      ...forgotten.map(({ at, reason }) => ({ at, reason, what: '删去一名学生的个人信息' })),
      ...purged.map(({ at, reason, before }) => ({
        at,
        reason,
        what: `清除 ${formatAcademicYear(before)} 学年以前的明细`,
      })),
    ];
    const lines = done
      .toSorted((a, b) => (a.at < b.at ? 1 : -1))
      .map(({ at, reason, what }) => `${shanghaiMinute(at)} ${what}，理由：${reason ?? '没有写'}`);
    say(
      options,
      [runs.length === 0 ? '还没有带来变化的运行。请先运行 audit。' : runsTable(runs), ...lines].join('\n\n'),
    );
    return ExitCode.done;
  } finally {
    await close();
  }
}

function purgedJson({ before, ...purged }: ReturnType<typeof purgedNote.parse>): object {
  return { ...purged, before: formatAcademicYear(before) };
}

function forJson({ asOf, year, ...run }: RunRecord): object {
  return { ...run, academicYear: formatAcademicYear(year), asOf: formatDay(asOf) };
}

function runsTable(runs: readonly RunRecord[]): string {
  const headings = ['开始（北京时间）', '截至', '起因', '记入', '冲回', '问题', '未能处理的学院', '运行'];
  const rows = runs.map((run) => [
    shanghaiMinute(run.startedAt),
    formatDay(run.asOf),
    TRIGGERS[run.trigger],
    String(run.awards),
    String(run.reversals),
    String(run.violations),
    run.failed.join('、') || '无',
    run.runId,
  ]);
  return `最近 ${runs.length} 次带来变化的运行：\n\n${table(headings, rows, new Set([3, 4, 5]))}`;
}
