/**
 * The whole night (read, check, score, settle on the real engine, rank, write) against nothing but reading and writing the
 * same files with the same library and the same images, side by side alike: bound 1.3. Then the night after, in which
 * nothing has changed. `node --expose-gc test/bench/night.ts [--students N] [--colleges 1,5,30]`
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { systemClock } from '../../functions/clock.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openStore } from '../../functions/wiring.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import type { Ports, Workbooks } from '../../shared/ports.ts';
import type { WorkbookImage } from '../../shared/report/tab-image.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { AS_OF, median, timed, withSample } from './made-school.ts';

const { values } = parseArgs({
  options: { students: { type: 'string', default: '300' }, colleges: { type: 'string', default: '1,5,30' } },
});
const ROUNDS = 5;
const PARALLEL = 4;

async function night(ports: Ports): Promise<void> {
  const startedAt = systemClock.now();
  const { assessment, outcomes } = await nightly(ports, {
    night: {
      runId: systemClock.runId(),
      startedAt,
      trigger: 'command',
      asOf: AS_OF,
      year: 2025,
      schoolWorkbook: SCHOOL_WORKBOOK,
      only: null,
      dryRun: false,
    },
    ruleSet: { version: RULE_SET, rules: RULES },
    checkedAt: '2026-07-15 02:00',
    nextRun: '—',
    progress: () => {},
    parallel: PARALLEL,
  });
  const failed = outcomes.find(({ error }) => error !== null);
  if (failed || assessment.incomplete)
    throw new Error(`the night failed: ${failed?.error ?? assessment.judgement.defects[0]?.error}`);
}

async function inParallel<Item>(items: readonly Item[], task: (item: Item) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) await task(items[at] as Item);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

async function measure(colleges: number, students: number) {
  return await withSample(colleges, students, async (made) => {
    const times: Record<'night' | 'again' | 'pure', number[]> = { night: [], again: [], pure: [] };
    const cpu: Record<'night' | 'pure', number[]> = { night: [], pure: [] };
    const taken = async (kind: 'night' | 'pure', work: () => Promise<void>): Promise<void> => {
      const before = process.cpuUsage();
      times[kind].push(await timed(work));
      const { user, system } = process.cpuUsage(before);
      cpu[kind].push((user + system) / 1000);
    };
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    for (let round = 0; round < ROUNDS; round++) {
      const folder = mkdtempSync(join(tmpdir(), 'bench-night-'));
      const images = new Map<string, WorkbookImage>();
      const anew = (): void => cpSync(made, folder, { recursive: true });
      try {
        anew();
        const { store, close } = await openStore(join(folder, '.xietong'), readEnvironment({}), { readOnly: false });
        const files = xlsxWorkbooks(folder);
        const workbooks: Workbooks = {
          ...files,
          publish: (id, image) => {
            images.set(id, image);
            return files.publish(id, image);
          },
        };
        const ports: Ports = { workbooks, store, clock: systemClock };
        await taken('night', () => night(ports));
        times.again.push(await timed(() => night(ports)));
        await close();
        anew();
        const pure = async (): Promise<void> => {
          await inParallel([...images.keys()], (id) => files.read(id));
          await inParallel([...images], ([id, image]) => files.publish(id, image));
        };
        await taken('pure', pure);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    clearInterval(watch);
    return {
      night: median(times.night),
      again: median(times.again),
      pure: median(times.pure),
      cpu: median(cpu.night) / median(cpu.pure),
      peak,
    };
  });
}

const students = Number(values.students);
process.stdout.write(`${students} students a college, ${PARALLEL} workbooks side by side, medians of ${ROUNDS}\n`);
let before: { colleges: number; night: number } | null = null;
for (const colleges of values.colleges.split(',').map(Number)) {
  const { night: ours, again, pure, cpu, peak } = await measure(colleges, students);
  const growth =
    before === null
      ? ''
      : `; ${(ours / before.night / (colleges / before.colleges)).toFixed(2)} × linear from ${before.colleges}`;
  process.stdout.write(
    `${String(colleges).padStart(2)} colleges: night ${(ours / pure).toFixed(2)} times pure reading and writing (bound 1.3; ${cpu.toFixed(2)} by processor time of the process), ` +
      `${(ours / colleges).toFixed(0)} ms a college${growth}; nothing changed ${(again / pure).toFixed(2)}; ` +
      `${Math.round(peak / 1048576)} MB at most\n`,
  );
  before = { colleges, night: ours };
}
