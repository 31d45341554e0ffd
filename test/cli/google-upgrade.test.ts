import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../functions/cli/main.ts';
import { sheetCalled, typeIn } from '../support/google-server/backend.ts';
import { insertColumns } from '../support/google-server/columns.ts';
import { copied } from '../support/google-server/copied.ts';
import type { Sheet, Workbook } from '../support/google-server/model.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';

/** `init --upgrade` at Google: workbooks that were made before there were certain tabs and columns. */

const SCHOOL = 'blank-school-1';
const COLLEGE = 'blank-college-1';
const NEW = ['共同议事规则', '负责人学号'];
let root = '';
let server: GoogleServer;

let old: Workbook;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-google-upgrade-'));
  server = await openGoogleServer();
  for (const id of [SCHOOL, COLLEGE]) server.add(id, ['工作表1']);
  await run('init', `google:${SCHOOL},${COLLEGE}`);
  makeOld();
  old = copied(server.workbook(COLLEGE));
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  server.plan(() => null);
  Object.assign(server.workbook(COLLEGE), copied(old));
});

async function run(...args: string[]): Promise<{ readonly code: number; readonly json: unknown }> {
  const file = join(root, 'out.json');
  const environment = {
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_STATE: join(root, 'state'),
  };
  const code = await main([...args, '--quiet', '--json', file], environment);
  return { code, json: JSON.parse(readFileSync(file, 'utf8')) };
}

const sheet = (title: string): Sheet => sheetCalled(server.workbook(COLLEGE), title);
const textsOf = ({ rows }: Sheet): (string | null)[][] =>
  rows.map((row) => Array.from(row, (cell) => cell?.userEnteredValue?.stringValue ?? null));
const headingsOf = (one: Sheet): (string | null)[] => textsOf(one).find((row) => row.includes('组织编号*')) ?? [];

/** Takes away what has come since, and puts in what people have typed. */
function makeOld(): void {
  const workbook = server.workbook(COLLEGE);
  workbook.sheets = workbook.sheets.filter(({ properties }) => properties.title !== '阵地');
  const organizations = sheet('组织');
  const kept = headingsOf(organizations).findIndex((heading) => NEW.includes(String(heading)));
  for (const row of organizations.rows) row.length = Math.min(row.length, kept);
  organizations.properties.gridProperties.columnCount = kept;
  typeIn(organizations, { A5: 'JSJ-P-1', B5: '第一党支部' });
}

const ADDED = {
  file: expect.any(String),
  tabs: ['阵地'],
  columns: [{ tab: '组织', headings: NEW }],
  error: null,
};
const NOTHING = { file: '校级总表', tabs: [], columns: [], error: null };

describe('init --upgrade at Google', { timeout: 60_000 }, () => {
  it('adds sheets behind the others and columns behind the last, changes nothing else, and nothing the second time', async () => {
    const width = headingsOf(sheet('组织')).length;
    expect(await run('init', `google:${SCHOOL}`, '--upgrade')).toEqual({
      code: 0,
      json: { schema: 'xietong/init/1', upgraded: [ADDED, NOTHING] },
    });
    expect(headingsOf(sheet('组织')).slice(width)).toEqual(NEW);
    expect(server.workbook(COLLEGE).sheets.at(-1)?.properties.title).toBe('阵地');
    expect(textsOf(sheet('阵地'))[0]).toEqual(['阵地名称*', '类型*', '学生人数', '负责人', '对应组织']);
    expect(sheet('阵地').rows[1]?.[1]?.dataValidation?.condition?.type).toBe('ONE_OF_LIST');
    expect(sheet('组织').rows[6]?.[width + 1]?.userEnteredFormat?.numberFormat).toEqual({ type: 'TEXT' });
    for (const before of old.sheets) {
      const now = sheet(before.properties.title);
      if (now.properties.title !== '组织') expect(JSON.stringify(now)).toBe(JSON.stringify(before));
      else expect(textsOf(now).map((row) => row.slice(0, width))).toEqual(textsOf(before));
    }
    const after = JSON.stringify(server.workbook(COLLEGE));
    const again = await run('init', `google:${SCHOOL}`, '--upgrade');
    expect(again).toMatchObject({ code: 0, json: { upgraded: [{ tabs: [], columns: [] }, NOTHING] } });
    expect(JSON.stringify(server.workbook(COLLEGE))).toBe(after);
  });

  it('writes over nothing that people put in or move while it is at work', async () => {
    let hasBegun = false;
    server.plan(({ path }) => {
      if (!hasBegun && path.endsWith(':batchUpdate')) {
        hasBegun = true;
        const { sheetId, gridProperties } = sheet('组织').properties;
        const last = gridProperties.columnCount;
        const range = { sheetId, dimension: 'COLUMNS', startIndex: 3, endIndex: 4 };
        insertColumns(server.workbook(COLLEGE), { range, inheritFromBefore: true });
        for (const row of [2, 5])
          typeIn(sheet('组织'), { [`${String.fromCharCode(65 + last)}${row}`]: `自己的 ${row}` });
      }
      return null;
    });
    const before = textsOf(sheet('组织'))
      .flat()
      .filter((text) => text !== null);
    expect((await run('init', `google:${SCHOOL}`, '--upgrade')).code).toBe(0);
    expect(hasBegun).toBe(true);
    const after = textsOf(sheet('组织'))
      .flat()
      .filter((text) => text !== null);
    expect(after.toSorted()).toEqual([...before, ...NEW, '自己的 2', '自己的 5'].toSorted());
  });

  it('adds once where the answer was lost, and says of a workbook that is not shared who has to do what', async () => {
    let lost = 0;
    server.plan(({ path }) => (path.endsWith(':batchUpdate') && lost++ === 0 ? 'cut-after' : null));
    expect(await run('init', `google:${SCHOOL}`, '--upgrade')).toMatchObject({
      code: 0,
      json: { upgraded: [ADDED, NOTHING] },
    });
    expect(lost).toBe(1);
    expect(headingsOf(sheet('组织')).filter((heading) => NEW.includes(String(heading)))).toEqual(NEW);
    Object.assign(server.workbook(COLLEGE), copied(old));
    server.workbook(COLLEGE).access = 'reader';
    const { code, json } = await run('init', `google:${SCHOOL}`, '--upgrade');
    expect(code).toBe(1);
    expect(json).toMatchObject({ upgraded: [{ error: expect.stringContaining(COLLEGE) }, NOTHING] });
  });
});
