import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../functions/cli/main.ts';
import { itemsAt } from '../adapters/dynamodb/raw-items.ts';
import { bundles } from '../support/bundles.ts';
import { useEngine } from '../support/engine.ts';
import { sheetCalled, typeIn } from '../support/google-server/backend.ts';
import type { GoogleServer } from '../support/google-server/server.ts';
import * as labs from './a-lab.ts';

const engine = useEngine();
let table = '';
let lab: labs.Lab;

beforeAll(() => bundles(), 120_000);
beforeEach(async () => {
  table = await engine.table();
  lab = await labs.openLab(engine.endpoint(), table);
  return () => lab.close();
}, 120_000);

/** Values and notes of all tabs by title; of 概览 without the minute of the check. */
function shownBy(server: GoogleServer, workbook: string): Record<string, unknown> {
  const pages = server.workbook(workbook).sheets.map(({ properties: { title }, rows }) => {
    const cells = rows.map((row) => row.map((cell) => [cell?.userEnteredValue, cell?.note]));
    return [
      title,
      title === '概览' ? cells.filter((row) => !JSON.stringify(row).includes('上次检查')) : cells,
    ] as const;
  });
  return Object.fromEntries(pages);
}

const writes = (): readonly string[] => lab.server.log.flatMap(({ method, path }) => (method === 'GET' ? [] : [path]));

function workbooksOf({ server }: labs.Lab): readonly string[] {
  const read = server.log.flatMap(({ path }) => /^\/v4\/spreadsheets\/([\w-]+)/.exec(path)?.[1] ?? []);
  return [...new Set(read)].toSorted();
}

describe('a night of the deployed functions', () => {
  it('writes what the command line writes', async () => {
    await labs.night(lab, 'first');
    const other = await labs.openLab(engine.endpoint(), await engine.table());
    const { XIETONG_GOOGLE_API: api = '' } = other.environment;
    const variables = { ...other.environment, XIETONG_TABLE: 'by-the-command-line', XIETONG_GOOGLE_API: api };
    const code = await main(['audit', `google:${other.school}`, '--as-of', '2026-07-15', '--quiet'], variables);
    expect(code).toBe(0);
    const workbooks = workbooksOf(lab);
    expect(workbooks).toHaveLength(3);
    for (const id of workbooks) expect(shownBy(lab.server, id)).toEqual(shownBy(other.server, id));
    await other.close();
  }, 120_000);

  it('writes once: whatever is repeated finds nothing left to write', async () => {
    const assessed = await labs.night(lab, 'once');
    lab.server.plan(() => null);
    await labs.publish(lab, assessed);
    await labs.night(lab, 'once');
    await labs.night(lab, 'the same day again');
    expect(writes()).toEqual([]);
  }, 120_000);

  it('reports a workbook that nobody may open, and writes the others', async () => {
    const listed = labs.answerOf<labs.Listed>(await lab.send('list-colleges', labs.start('one fails')));
    const [closed, open] = listed.colleges.map((college) => labs.workbookOf(lab, college));
    lab.server.workbook(closed!).access = 'none';
    const assessed = await labs.night(lab, 'one fails');
    expect(assessed.colleges).toEqual([listed.colleges[1]]);
    expect(assessed.failed).toBe(1);
    expect(labs.cellsOf(lab, lab.school, '概览').join('\n')).toContain(`Google 表格“${closed}”：没有读取权限`);
    expect(labs.cellsOf(lab, open!, '问题清单').length).toBeGreaterThan(20);
  }, 120_000);

  it('is refused with the number where more colleges are registered than were deployed for', async () => {
    const many = await lab.send('list-colleges', labs.start('many'), { XIETONG_MOST_COLLEGES: '1' });
    expect(many.error).toMatchObject({
      type: 'Refused',
      message: expect.stringContaining('启用了 2 个学院，这里最多能检查 1 个'),
    });
    const fits = await lab.send('list-colleges', labs.start('as many'), { XIETONG_MOST_COLLEGES: '2' });
    expect(labs.answerOf<labs.Listed>(fits).count).toBe(2);
  }, 120_000);

  it('says in the school workbook which workbook could not be written', async () => {
    const assessed = await labs.assess(lab, 'reader');
    const { night, failed, ranking } = assessed;
    lab.server.workbook(labs.workbookOf(lab, 'JSJ')).access = 'reader';
    expect((await lab.send('publish-college', { night, college: 'JSJ' })).error).toMatchObject({ type: 'Refused' });
    // What the state machine makes of a refusal, and of a function that said nothing.
    const results = ['JSJ', { broken: 'JX' }];
    labs.answerOf(await lab.send('publish-college', { night, failed, ranking, college: null, results }));
    const page = labs.cellsOf(lab, lab.school, '概览').join('\n');
    expect(page).toMatch(/^计算机与通信学院\nGoogle 表格“sheet-\w+”：只能查看，不能写入。/m);
    expect(page).toContain('\n今晚处理这个表格时云端出错，已通知管理员；表格里的内容没有改动，明晚再试。\n');
  }, 120_000);

  it('begins anew, before it writes the school workbook, where a later reading has been accepted meanwhile', async () => {
    const { night, failed, colleges, ranking } = await labs.assess(lab, 'overtaken');
    const given = { night, failed, ranking, college: null, results: [] };
    const listed = labs.answerOf<labs.Listed>(await lab.send('list-colleges', labs.start('by day')));
    const [college = ''] = colleges;
    const edited = lab.server.workbook(labs.workbookOf(lab, college));
    typeIn(sheetCalled(edited, '花名册'), { C9: '改名' });
    edited.version++;
    const at = listed.colleges.indexOf(college);
    labs.answerOf(await lab.send('read-college', { night: listed.night, college, at }));
    expect((await lab.send('publish-college', given)).error).toMatchObject({ type: 'StaleReading' });
    expect(labs.cellsOf(lab, lab.school, '概览')).not.toContain('已检查');
    await labs.night(lab, 'overtaken, again');
    expect(labs.cellsOf(lab, lab.school, '概览')).toContain('已检查');
  }, 120_000);

  it('keeps what it has drawn for some days only', async () => {
    await labs.assess(lab, 'kept');
    for (const college of ['JSJ', 'JX', '#school']) {
      const items = await itemsAt(engine.endpoint(), table, `IMAGE#kept#${college}`);
      expect(items.length).toBeGreaterThan(0);
      // 15 days after the beginning of the night.
      for (const { expires } of items)
        expect(expires).toEqual({ N: String(Date.parse('2026-07-29T18:00:03Z') / 1_000) });
    }
  }, 120_000);

  it('tells numbers, and nothing about anybody', async () => {
    const invocations = [await lab.send('list-colleges', labs.start('telling'))];
    const { night, colleges, failed } = labs.answerOf<labs.Listed>(invocations[0]!);
    for (const [at, college] of colleges.entries())
      invocations.push(await lab.send('read-college', { night, college, at }));
    const results = invocations.slice(1).map((one) => labs.answerOf<labs.CollegeAnswer>(one));
    const assessment = await lab.send('assess-school', { night, failed, results });
    const { ranking } = labs.answerOf<labs.Assessed>(assessment);
    invocations.push(assessment, await lab.send('publish-college', { night, college: 'JSJ' }));
    invocations.push(await lab.send('publish-college', { night, failed, ranking, college: null, results }));
    const lines = invocations.flatMap(({ log }) => log);
    const numbers = lines.map((line) => JSON.parse(line) as Record<string, number | string>);
    expect(numbers.map(({ level, school }) => [level, school])).toEqual(lines.map(() => ['INFO', 'lab']));
    expect(Number(numbers[1]!.RowsRead)).toBeGreaterThan(100);
    expect(Number(numbers[3]!.Violations)).toBeGreaterThan(20);
    expect(numbers.at(-1)).toMatchObject({ step: 'publish-college', Nights: 1, FailedWorkbooks: 0 });
    const workbooks = colleges.map((college) => labs.workbookOf(lab, college));
    expect(peopleIn(workbooks).filter((word) => lines.join().includes(word))).toEqual([]);
  }, 120_000);

  it('seals the year on a later day where one workbook could not be read on 1 September, and then no more', async () => {
    await labs.night(lab, 'before');
    const workbook = lab.server.workbook(workbooksOf(lab).find((id) => id !== lab.school) ?? '');
    workbook.access = 'none';
    const first = await lab.send('close-year', labs.start('1 September', '2026-08-31T19:00:00Z'));
    expect(first.error).toMatchObject({
      type: 'Refused',
      message: expect.stringContaining('有台账没有读到，不能封存'),
    });
    workbook.access = 'writer';
    const state = (scheduledAt: string) => async () =>
      labs.answerOf<{ readonly state: string }>(await lab.send('close-year', labs.start(scheduledAt, scheduledAt)))
        .state;
    expect(await state('2026-09-01T19:00:00Z')()).toBe('sealed');
    lab.server.plan(() => null);
    expect(await state('2026-09-02T19:00:00Z')()).toBe('stands');
    expect(lab.server.log).toEqual([]);
  }, 120_000);

  it('seals no year in which the school was not there', async () => {
    const years = ['2028-08-31T19:00:00Z', '2028-09-01T19:00:00Z'];
    for (const day of years)
      expect(labs.answerOf(await lab.send('close-year', labs.start(day, day)))).toMatchObject({ state: 'empty' });
    expect(labs.cellsOf(lab, lab.school, '年度考核')).toEqual([]);
  }, 120_000);

  it('seals the year on 1 September, and leaves a sealed year alone', async () => {
    await labs.night(lab, 'before');
    const sealed = await lab.send('close-year', labs.start('sealing', '2026-08-31T21:00:00Z'));
    const hash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(labs.answerOf(sealed)).toEqual({ academicYear: '2025-2026', state: 'sealed', hash, failed: 0 });
    expect(labs.cellsOf(lab, lab.school, '年度考核').length).toBeGreaterThan(5);
    // A night of the old year that is brought to its end only now.
    lab.server.plan(() => null);
    const late = await labs.night(lab, 'late');
    expect(late).toMatchObject({ verdict: 'sealed', colleges: [] });
    expect(writes()).toEqual([]);
  }, 120_000);
});

/** What stands in the columns of names and student numbers, whichever tab they are in. */
function peopleIn(workbooks: readonly string[]): readonly string[] {
  const sheets = workbooks.flatMap((id) => lab.server.workbook(id).sheets);
  const words = sheets.flatMap(({ rows }) => {
    const texts = rows.map((row) => row.map((cell) => String(cell?.userEnteredValue?.stringValue ?? '').trim()));
    const at = texts.findIndex((row) => row.some((word) => PERSONAL.test(word)));
    const columns = (texts[at] ?? []).flatMap((word, column) => (PERSONAL.test(word) ? [column] : []));
    return texts.slice(at + 1).flatMap((row) => columns.map((column) => row[column] ?? ''));
  });
  const known = [...new Set(words)].filter((word) => word.length > 1);
  expect(known.length).toBeGreaterThan(100);
  return known;
}

const PERSONAL = /^.{0,3}(姓\s*名|学\s*号).{0,3}$/u;
