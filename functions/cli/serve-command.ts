import { fileNameKey } from '../../shared/domain/file-name.ts';
import type { Registration } from '../../shared/domain/settings.ts';
import { runMessages } from '../../shared/report/run-messages.ts';
import { type KeptColleges, keptInMemory } from '../../shared/run/kept/kept-college.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { shanghaiMinute, systemClock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { openNight } from '../open-night.ts';
import { readPlace, type SchoolPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { type OpenPorts, openGate, openPorts } from '../wiring.ts';
import { changeLines, openAfter, type Told } from './audit-text.ts';
import type { CommonOptions } from './common-options.ts';
import { ExitCode, explainFailure } from './failure.ts';
import { leavePages } from './leave-pages.ts';
import { waitingWords } from './progress.ts';
import { changedWorkbooks, type WatchedWorkbook } from './serve/changed-workbooks.ts';
import { openDigests } from './serve/digests.ts';
import { type RunQueue, runQueue, type Wish } from './serve/run-queue.ts';
import { nextDailyRun } from './serve/shanghai-clock.ts';
import { stopSignals } from './serve/stop-signals.ts';
import { watchFolder } from './serve/watch-folder.ts';
import { watchVersions } from './serve/watch-versions.ts';
import { openWebhook, type WebhookListener } from './serve/webhook.ts';
import { openYearEnd } from './serve/year-end.ts';
import { terminalLine } from './terminal-text.ts';

/** Hours of the night run and of the sealing (points.md §6), Asia/Shanghai. */
const NIGHT_HOUR = 2;
const SEALING_HOUR = 3;
/** Timers are no longer than this: a machine that slept catches up soon after it wakes. */
const LONGEST_NAP = 60_000;
/** Milliseconds between two looks for changed workbooks at Google, whose versions do not change sooner. */
const LOOK_EVERY = 180_000;
/** The same for campus disks and buckets, by one listing. */
const LIST_EVERY = 60_000;
const timeOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const NIGHTLY = `每天 ${timeOf(NIGHT_HOUR)}（北京时间）`;
const NEXT_RUN = `${NIGHTLY}，台账保存后几秒内也会检查`;
const NEXT_RUN_AT_GOOGLE = `${NIGHTLY}，台账修改后几分钟内也会检查`;

/** `serve PLACE`: the schedule and file watching, until stopped. */
export async function serveCommand(
  argument: string,
  options: CommonOptions,
  environment: Environment,
): Promise<ExitCode> {
  const place = readPlace(argument, environment);
  const open = await openPorts(place, environment, { readOnly: false, ...waitingWords(options) });
  const say = (line: string): void => {
    if (options.quiet !== true) process.stdout.write(`${shanghaiMinute(systemClock.now())} ${terminalLine(line)}\n`);
  };
  try {
    await serve(open, place, environment, argument, say);
  } finally {
    await open.close();
  }
  return ExitCode.done;
}

async function serve(
  open: OpenPorts,
  place: SchoolPlace,
  environment: Environment,
  argument: string,
  say: (line: string) => void,
): Promise<void> {
  const watched = openWatched(place);
  const remembered: Remembered = { watched, kept: keptInMemory(), told: null };
  const queue = runQueue((wish) => runOnce(open, place, wish, remembered, say));
  // First of all: if its port is taken, nothing that would keep the process alive has been started.
  const webhook = await webhookFor(open, environment, queue, say);
  const watch = place.kind === 'folder' ? watchPlace(place, queue, say) : watchRemote(open, place, watched, queue, say);
  say(`开始值守“${argument}”：${nextRunOf(place)}。按 Ctrl+C 结束。`);
  queue.ask({ kind: 'all' });
  const yearEnd = openYearEnd({
    ports: open.ports,
    place,
    nextRun: nextRunOf(place),
    nextTry: `明天 ${timeOf(SEALING_HOUR)} `,
    idle: queue.idle,
    say,
  });
  const digests = openDigests(open.ports.store, environment, say);
  await untilStopped(
    [
      { hour: NIGHT_HOUR, run: () => queue.ask({ kind: 'all' }) },
      { hour: SEALING_HOUR, run: yearEnd.try },
    ],
    () => void digests.try(),
  );
  say('正在结束……');
  watch?.close();
  await webhook?.close();
  await Promise.all([queue.close(), yearEnd.idle()]);
  say('已停止值守；再次运行 serve 会接着检查。');
}

function nextRunOf({ kind }: SchoolPlace): string {
  return kind === 'folder' ? NEXT_RUN : NEXT_RUN_AT_GOOGLE;
}

/** One call every few minutes finds changes for which no message came. */
function watchRemote(
  { ports }: OpenPorts,
  place: SchoolPlace,
  watched: ReadonlyMap<string, WatchedWorkbook>,
  queue: RunQueue,
  say: (line: string) => void,
) {
  const { versions } = ports.workbooks;
  if (versions === undefined) return null;
  const onChanged = (changed: ReadonlySet<string>): void => {
    const files = new Set([...changed].filter((id) => watched.has(keyOf(place, id))));
    if (files.size > 0) queue.ask({ kind: 'files', files });
  };
  return watchVersions(versions, place.kind === 'remote' ? LIST_EVERY : LOOK_EVERY, onChanged, (why) =>
    say(`查不到台账是否有修改：${why}。改好之前，改动要等每日校验才会发现。`),
  );
}

function watchPlace(place: Extract<SchoolPlace, { kind: 'folder' }>, queue: RunQueue, say: (line: string) => void) {
  return watchFolder(
    place.folder,
    (files) => queue.ask({ kind: 'files', files }),
    () => say(`不能再监视文件夹“${place.folder}”：保存后的改动要等每日校验才会发现。请停止并重新启动 serve。`),
  );
}

/** The endpoint on loopback; opened only if a secret is set. */
async function webhookFor(
  { ports }: OpenPorts,
  environment: Environment,
  queue: RunQueue,
  say: (line: string) => void,
): Promise<WebhookListener | null> {
  if (environment.XIETONG_WEBHOOK_SECRET === undefined) return null;
  const webhook = await openWebhook(
    environment.XIETONG_WEBHOOK_PORT,
    openGate(environment, ports.store.runs),
    (workbook) => queue.ask({ kind: 'files', files: new Set([workbook]) }),
    (why) => say(`拒绝了一条修改通知（${why}）`),
  ).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`通知端口 ${environment.XIETONG_WEBHOOK_PORT} 打不开：${reason}。请改 XIETONG_WEBHOOK_PORT。`);
  });
  say(`接收修改通知：${webhook.url}`);
  return webhook;
}

/** A task for every day at an hour of Asia/Shanghai. */
interface Daily {
  readonly hour: number;
  readonly run: () => void;
}

/** Sleeps from hour to hour; an hour missed while the machine slept is caught up once. */
function untilStopped(dailies: readonly Daily[], everyMinute: () => void): Promise<void> {
  return new Promise((resolve) => {
    const due = dailies.map(({ hour, run }) => ({ hour, run, at: nextDailyRun(Date.now(), hour) }));
    const timer = setInterval(() => {
      everyMinute();
      for (const daily of due) {
        if (Date.now() < daily.at) continue;
        daily.at = nextDailyRun(Date.now(), daily.hour);
        daily.run();
      }
    }, LONGEST_NAP);
    const stop = (): void => {
      clearInterval(timer);
      resolve();
    };
    for (const signal of stopSignals()) process.once(signal, stop);
  });
}

/** What one run leaves for the next. */
interface Remembered {
  /** Workbooks by the key of their name. */
  readonly watched: Map<string, WatchedWorkbook>;
  readonly kept: KeptColleges;
  /** What the run before left open; null before the first. */
  told: Told | null;
}

async function runOnce(
  { ports }: OpenPorts,
  place: SchoolPlace,
  wish: Wish,
  remembered: Remembered,
  say: (line: string) => void,
): Promise<void> {
  const { watched, kept } = remembered;
  try {
    const changed = wish.kind === 'all' ? null : await changedWorkbooks(ports, toldOf(place, wish.files, watched));
    if (changed !== null && changed.length === 0) return;
    if (changed !== null) say(`${CHANGED[place.kind]}：${changed.map(({ name }) => name).join('、')}`);
    const colleges = changed?.flatMap(({ college }) => college ?? []) ?? [];
    const isWhole = changed === null || changed.some(({ college }) => college === null);
    const input = openNight({
      schoolWorkbook: place.schoolWorkbook,
      trigger: changed === null ? 'schedule' : 'watch',
      nextRun: nextRunOf(place),
      only: !isWhole && colleges.length === 1 ? (colleges[0] ?? null) : null,
    });
    const result = await nightly(ports, { ...input, kept });
    for (const { reading } of result.outcomes) watch(place, watched, reading.registration);
    for (const { reading, error } of result.outcomes) if (error !== null) say(`${reading.registration.name}：${error}`);
    if (result.beginsAnew) say(runMessages.beginsAnew());
    if (result.schoolOutcome.error !== null) say(`校级总表：${result.schoolOutcome.error}`);
    const unread = result.outcomes.filter(({ status }) => status === 'failed').length;
    say(
      `校验完成：${input.night.only ?? '全部学院'}，${unread === 0 ? '' : `${unread} 个学院没有读到，其余`}共 ${result.assessment.judgement.violations.length} 个问题；新计入 ${result.assessment.awards} 条，冲回 ${result.assessment.reversals} 条。`,
    );
    for (const line of changeLines(input.night, result, remembered.told)) say(line);
    remembered.told = openAfter(result);
    // Every night, not after every save: pages are for looking at what the day has brought.
    if (isWhole) await leavePages(place, ports, input, result, say);
  } catch (error) {
    // A failed run must not end the watch: the next save or the next night tries again.
    say(`校验没有完成：${explainFailure(error).line}`);
  }
}

/** The beginning of the message about a run that a change has triggered. */
const CHANGED: Readonly<Record<SchoolPlace['kind'], string>> = {
  folder: '已保存',
  remote: '发现有修改',
  google: '发现有修改',
};

/** The watched workbooks among the files reported as changed; others do not belong to this place. */
function toldOf(
  place: SchoolPlace,
  files: ReadonlySet<string>,
  watched: ReadonlyMap<string, WatchedWorkbook>,
): readonly WatchedWorkbook[] {
  return [...new Set([...files].flatMap((file) => watched.get(keyOf(place, file)) ?? []))];
}

/** The school workbook is watched from the start, those of the colleges once a run has reported them. */
function openWatched(place: SchoolPlace): Map<string, WatchedWorkbook> {
  const { schoolWorkbook: workbook } = place;
  const name = place.kind === 'google' ? '校级总表' : workbook;
  return new Map([[keyOf(place, workbook), { college: null, workbook, name }]]);
}

function watch(place: SchoolPlace, watched: Map<string, WatchedWorkbook>, { id, name, workbook }: Registration): void {
  const key = keyOf(place, workbook);
  watched.set(
    key,
    watched.get(key) ?? { college: id, workbook, name: place.kind === 'google' ? name : fileName(workbook) },
  );
}

/** 学院登记 may leave out the file extension. */
function fileName(workbook: string): string {
  return /\.xls[xm]$/iu.test(workbook) ? workbook : `${workbook}.xlsx`;
}

/** A disk may report a name in another case or Unicode form than 学院登记; ids of spreadsheets are left unchanged. */
function keyOf(place: SchoolPlace, workbook: string): string {
  return place.kind === 'google' ? workbook.trim() : fileNameKey(fileName(workbook));
}
