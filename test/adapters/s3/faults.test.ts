import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openS3 } from '../../../functions/adapters/s3/client.ts';
import { s3Files, s3Folder } from '../../../functions/adapters/s3/files.ts';
import { remoteFolder } from '../../../functions/adapters/xlsx/remote-folder.ts';
import { storedWorkbooks } from '../../../functions/adapters/xlsx/stored-workbooks.ts';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { typeInto } from '../../support/edit-workbook.ts';
import { type Fault, type FaultyProxy, openFaultyProxy } from '../../support/faulty-proxy.ts';
import { MOTO, type OtherServer, startMoto } from '../../support/other-servers.ts';
import { notRun } from '../../support/tools.ts';
import { anImage, folderWithSmall, violations } from '../xlsx/support.ts';

/** A bucket that others wrote (moto) behind a proxy that spoils one answer, or all of them from one on. */

let server: OtherServer | null = null;
let proxy: FaultyProxy;
beforeAll(async () => {
  server = await startMoto();
  if (server === null) return;
  proxy = await openFaultyProxy(server.url);
  await openS3(server.url).send(new CreateBucketCommand({ Bucket: 'school' }));
}, 60_000);
afterAll(async () => {
  if (server !== null) await proxy.close();
  await server?.stop();
});

/** Milliseconds that a bucket on a busy machine gets where nothing is wrong. */
const PATIENT = 20_000;
const NAME = '台账.xlsx';
const ROW =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>学号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c></row>';
const FAULTS: Readonly<Record<string, Fault>> = {
  'no connection': 'cut-before',
  'a lost answer': 'cut-after',
  'half an answer': 'half',
  'no answer': 'hang',
  'a file that others have changed (412)': { status: 412, type: '' },
  'another write under way (409)': { status: 409, type: '' },
  'too many requests (503)': { status: 503, type: '' },
  'a service that fails (500)': { status: 500, type: '' },
  'no permission (403)': { status: 403, type: '' },
  'a redirect (301)': { status: 301, type: '', headers: { location: 'http://127.0.0.1:9/' } },
};

/** As S3 says it. */
const DENIED: Fault = {
  status: 403,
  type: '',
  headers: { 'content-type': 'application/xml' },
  text: '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
};

describe('a bucket at fault', () => {
  it('that may be listed in part only says 403 of what is not there, and of what may not be read', {
    timeout: 60_000,
  }, async ({ skip }) => {
    if (server === null) return skip(notRun(MOTO.name, MOTO.how));
    const place = s3Folder('s3://school/in-part/');
    const files = s3Files(openS3(proxy.endpoint, { request: PATIENT }), place);
    proxy.plan(({ method, url }) => (method === 'GET' && !url.includes('list-type') ? DENIED : null));
    await s3Files(openS3(server.url), place).create('台账.xlsx', Buffer.from('x'));
    expect(await files.read('台账', 100)).toBeNull();
    expect(await files.read('没有.xlsx', 100)).toBeNull();
    await expect(files.read('台账.xlsx', 100)).rejects.toThrow(
      '这份凭据没有权限。请存储桶的管理员授予读取、写入和列出对象的权限',
    );
    proxy.plan(() => null);
  });

  it('never loses what a user typed, whatever fails at whichever request', { timeout: 240_000 }, async ({ skip }) => {
    if (server === null) return skip(notRun(MOTO.name, MOTO.how));
    const folder = s3Folder('s3://school/团委/');
    const direct = s3Files(openS3(server.url), folder);
    const port = (request: number) =>
      storedWorkbooks(remoteFolder(s3Files(openS3(proxy.endpoint, { request }), folder)));
    const { folder: desk, path } = await folderWithSmall({ 花名册: ROW });
    const blank = await readFile(path);
    /** A user saves over whatever stands there. */
    const save = async (text: string): Promise<void> => {
      await writeFile(path, blank);
      typeInto(path, '花名册', { B1: text });
      await direct.remove(NAME);
      expect(await direct.create(NAME, await readFile(path))).toBe(true);
    };
    const standing = async () => {
      await writeFile(join(desk, NAME), (await direct.read(NAME, 1e8))?.bytes ?? '');
      const { tabs } = await xlsxWorkbooks(desk).read(NAME);
      const ours = JSON.stringify(tabs.find(({ output }) => output !== undefined)?.rows ?? null);
      return { ours, typed: tabs.find(({ title }) => title === '花名册')?.rows[0]?.[1] };
    };
    let tried = 0;
    for (const [fault, kind] of Object.entries(FAULTS))
      for (const [at, lasts] of [
        [1, false],
        [2, false],
        [2, true],
      ] as const) {
        const what = `${fault} ${lasts ? 'from' : 'at'} ${at}`;
        await save(`typed ${tried}`);
        const image = anImage([violations([{ key: 'A-1', text: `text ${tried}` }])]);
        proxy.plan(({ number }) => (number === at || (lasts && number > at) ? kind : null));
        const error = await port(300)
          .publish(NAME, image)
          .then(
            () => null,
            (thrown: unknown) => thrown,
          );
        const isTold = error instanceof TryLater || error instanceof Refused;
        expect([what, error === null || (isTold && error.message.startsWith(`工作簿“${NAME}”：`))]).toEqual([
          what,
          true,
        ]);
        expect([what, (await standing()).typed]).toEqual([what, `typed ${tried}`]);
        // The next night puts everything right.
        proxy.plan(() => null);
        await port(PATIENT).publish(NAME, image);
        const { ours, typed } = await standing();
        expect([what, typed, ours.includes(`text ${tried}`)]).toEqual([what, `typed ${tried}`, true]);
        expect([what, (await port(PATIENT).publish(NAME, image)).status]).toEqual([what, 'unchanged']);
        tried++;
      }
    expect(tried).toBe(30);
  });
});
