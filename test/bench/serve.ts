/** How long after a cell was saved the fresh 问题清单 stands in the workbook, under `serve` as people run it. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPackage } from '../../functions/adapters/xlsx/package/package.ts';
import { writeZip } from '../../functions/adapters/xlsx/package/zip-write.ts';
import { readBook } from '../../functions/adapters/xlsx/parts/book.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { STILL } from '../../functions/cli/serve/watch-folder.ts';
import { shanghaiDay, systemClock } from '../../functions/clock.ts';
import { columnLetter } from '../../shared/domain/place.ts';
import { findHeadings, findTab } from '../../shared/workbook/find-tab.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { median, QUICK, tell, timed } from './figure.ts';
import { withSample } from './made-school.ts';

const COLLEGES = QUICK ? 1 : 5;
const STUDENTS = QUICK ? 100 : 300;
const ROUNDS = QUICK ? 3 : 5;
/** Long enough for the run that `serve`'s own writing wakes. */
const QUIET = 3_000;
const LONGEST = 120_000;
const COMMAND = join(import.meta.dirname, '../../functions/cli/main.ts');

/** Saves the workbook with another 性别 in one row, the way a spreadsheet program does: a new file in the old one's place. */
async function editCell(path: string, typed: string): Promise<void> {
  const bytes = readFileSync(path);
  const { columns, title } = TABS.students;
  const tab = findTab(readWorkbook(bytes).tabs, title);
  const headings = findHeadings(tab?.rows ?? [], columns);
  const address = `${columnLetter(headings.columns.get('sex') ?? 0)}${headings.row + 20}`;
  const pack = openPackage(bytes);
  const part = readBook(pack).tabs.find((one) => one.title === tab?.title)?.part ?? '';
  const xml = pack.need(part);
  const cell = new RegExp(`<c r="${address}"( s="\\d+")?[^>]*?(?:/>|>.*?</c>)`);
  if (!cell.test(xml)) throw new Error(`no cell ${address} in ${part}`);
  pack.put(part, xml.replace(cell, `<c r="${address}"$1 t="inlineStr"><is><t>${typed}</t></is></c>`));
  writeFileSync(`${path}.tmp`, Buffer.concat(await writeZip(pack.entries, pack.changes)));
  renameSync(`${path}.tmp`, path);
}

/** Whether an output tab of the workbook quotes a text. */
function shows(path: string, text: string): boolean {
  const outputs = readWorkbook(readFileSync(path)).tabs.filter(({ output }) => output !== undefined);
  return outputs.some(({ rows }) =>
    rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.includes(text))),
  );
}

async function until(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; !isTrue(); waited += 20) {
    if (waited > LONGEST) throw new Error('serve did not answer');
    await sleep(20);
  }
}

/** Waits until `serve` has said nothing for a while. */
async function untilQuiet(child: ChildProcess): Promise<void> {
  let said = performance.now();
  const note = (): void => {
    said = performance.now();
  };
  child.stdout?.on('data', note);
  await until(() => performance.now() - said > QUIET);
  child.stdout?.off('data', note);
}

async function editsUnderServe(folder: string, file: string): Promise<number[]> {
  const path = join(folder, file);
  const child = spawn(process.execPath, [COMMAND, 'serve', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const times: number[] = [];
  try {
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    await until(() => out.split('\n').length > 2);
    for (let round = 0; round < ROUNDS; round++) {
      await untilQuiet(child);
      const typed = `edit-${round}`;
      await editCell(path, typed);
      let seen = statSync(path).ino;
      const isFresh = (): boolean => {
        const now = statSync(path).ino;
        if (now === seen) return false;
        seen = now;
        return shows(path, typed);
      };
      times.push(await timed(() => until(isFresh)));
    }
    return times;
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

async function audits(made: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'));
    cpSync(made, folder, { recursive: true });
    times.push(await timed(() => execFileSync(process.execPath, [COMMAND, 'audit', folder, '--quiet'])));
    rmSync(folder, { recursive: true, force: true });
  }
  return times;
}

await withSample(
  COLLEGES,
  STUDENTS,
  async (folder, [file = '']) => {
    const audit = median(await audits(folder));
    const edit = median(await editsUnderServe(folder, file));
    const school = `${COLLEGES} ${COLLEGES === 1 ? 'college' : 'colleges'} of ${STUDENTS} students`;
    tell(`${school}: one audit`, audit / 1000, 's');
    tell(`${school}: from the file being still to the fresh 问题清单`, (edit - STILL) / 1000, 's', 0.4);
    tell(`${school}: from the saved cell to the fresh 问题清单`, edit / 1000, 's');
    tell('the same / one audit', edit / audit, '×');
  },
  shanghaiDay(systemClock.now()),
);
