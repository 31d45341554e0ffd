import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { isFilled } from '../../shared/sheet/raw.ts';
import { type CommandRunner, type Ending, openCommandRunner } from '../support/command-runner.ts';
import { copySample } from '../support/sample-school.ts';

/**
 * `import` and its undoing are killed at every call of the file system and of the store: every so manieth in the suite, all
 * of them with `XIETONG_IMPORT_KILLS=1`.
 */
const EVERY = Number(process.env.XIETONG_IMPORT_KILLS ?? 47);

let root: string;
let school: string;
let workbook: string;
let exportFile: string;
let runner: CommandRunner;
let copies = 0;
const tried = { trials: 0, killed: 0 };

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-kills-'));
  school = join(root, 'school');
  const asOf = parseIsoDay('2026-06-30') ?? 0;
  await copySample(school, { colleges: 1, sample: 'kills', studentsPerCollege: 20, faults: false, asOf });
  workbook = readdirSync(school).find((name) => name.endsWith('台账.xlsx')) ?? '';
  exportFile = join(school, '导出.csv');
  writeFileSync(exportFile, '\uFEFF学号,姓名,性别\r\n99990001,新一,男\r\n99990002,新二,女\r\n,无号,男\r\n');
  runner = openCommandRunner(root);
}, 60_000);
afterAll(() => {
  runner.stop();
  rmSync(root, { recursive: true, force: true });
});

type Plans = Partial<Pick<Parameters<CommandRunner['run']>[0], 'files' | 'database'>>;

/** A school of its own, and the commands that are run on it. */
function aSchoolOf(from: string) {
  const folder = join(root, `copy-${copies++}`);
  cpSync(from, folder, { recursive: true });
  const run = (argv: readonly string[], plans: Plans = {}): Promise<Ending> =>
    runner.run({ argv, environment: {}, files: null, ...plans });
  const file = join(folder, '导出.csv');
  return {
    folder,
    importing: (plans?: Plans) => run(['import', file, '--into', folder, '--yes'], plans),
    preview: () => run(['import', file, '--into', folder]),
    undoing: (plans?: Plans) => run(['import', '--undo', '--into', folder, '--yes'], plans),
    /** Filled cells of all tabs: a workbook that is half written cannot be read. */
    cells: () =>
      readWorkbook(readFileSync(join(folder, workbook))).tabs.map(({ title, rows }) => [
        title,
        rows.flatMap((cells, row) => cells.flatMap((cell, column) => (isFilled(cell) ? [[row, column, cell]] : []))),
      ]),
    exceptions: () => {
      const path = join(folder, '导入例外-导出.csv');
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
type Subject = ReturnType<typeof aSchoolOf>;

const codeOf = (ending: Ending): number | string => (typeof ending === 'string' ? ending : ending.code);
const saidBy = (ending: Ending): string => (typeof ending === 'string' ? ending : ending.said);

/** Undoes until nothing is left to be undone, and holds every answer against what may be said. */
async function undoAll({ undoing }: Subject): Promise<void> {
  for (let times = 0; times < 4; times++) {
    const ending = await undoing();
    if (saidBy(ending).includes('没有可以撤销的导入')) return;
    expect(codeOf(ending), saidBy(ending)).toBe(0);
  }
  throw new Error('there is always something left to be undone');
}

/** The calls of a command, each as a plan that kills before and after it. */
async function killsOf(from: string, command: 'importing' | 'undoing'): Promise<readonly Plans[]> {
  const subject = aSchoolOf(from);
  const ending = await subject[command]({
    files: { folder: subject.folder, number: null, way: 'kill-before' },
    database: { number: null, way: 'kill-before' },
  });
  subject.remove();
  if (typeof ending === 'string') throw new Error(ending);
  const ways = ['kill-before', 'kill-after'] as const;
  return [
    ...ending.calls.flatMap((_, at) => ways.map((way) => ({ files: { folder: '', number: at + 1, way } }))),
    ...ending.stored.flatMap((_, at) => ways.map((way) => ({ database: { number: at + 1, way } }))),
  ];
}

async function killed(subject: Subject, command: 'importing' | 'undoing', plans: Plans): Promise<void> {
  const { files } = plans;
  const ending = await subject[command](files ? { files: { ...files, folder: subject.folder } } : plans);
  tried.trials++;
  if (ending === 'killed') tried.killed++;
}

describe('an import that is killed', () => {
  it('has written all or nothing, and what is run next puts it right', { timeout: 3_600_000 }, async () => {
    const whole = aSchoolOf(school);
    const before = whole.cells();
    expect(codeOf(await whole.importing())).toBe(0);
    const [after, list] = [whole.cells(), whole.exceptions()];
    expect(after).not.toEqual(before);
    const kills = (await killsOf(school, 'importing')).filter((_, at) => at % EVERY === 0);
    for (const plans of kills) {
      const what = JSON.stringify(plans);
      const subject = aSchoolOf(school);
      await killed(subject, 'importing', plans);
      expect([before, after], what).toContainEqual(subject.cells());
      expect([null, list], what).toContain(subject.exceptions());
      const preview = await subject.preview();
      expect(codeOf(preview), `${what} ${saidBy(preview)}`).toBe(0);
      await undoAll(subject);
      expect(subject.cells(), what).toEqual(before);
      expect(codeOf(await subject.importing()), what).toBe(0);
      expect(subject.cells(), what).toEqual(after);
      await undoAll(subject);
      expect(subject.cells(), what).toEqual(before);
      subject.remove();
    }
    const undone = (await killsOf(whole.folder, 'undoing')).filter((_, at) => at % EVERY === 0);
    for (const plans of undone) {
      const what = `undoing ${JSON.stringify(plans)}`;
      const subject = aSchoolOf(whole.folder);
      await killed(subject, 'undoing', plans);
      expect([before, after], what).toContainEqual(subject.cells());
      await undoAll(subject);
      expect(subject.cells(), what).toEqual(before);
      subject.remove();
    }
    expect(tried.killed).toBeGreaterThan(0);
    console.log(`${tried.trials} faults of import and undo, ${tried.killed} killed`);
  });
});
