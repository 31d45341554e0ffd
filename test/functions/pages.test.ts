import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { openS3 } from '../../functions/adapters/s3/client.ts';
import { openNight } from '../../functions/open-night.ts';
import { isGiven } from '../../shared/domain/cell.ts';
import type { PagesInput } from '../../shared/pages/input.ts';
import { pagesOf } from '../../shared/pages/pages.ts';
import { storedPagesInput } from '../../shared/run/stored-pages.ts';
import { useEngine } from '../support/engine.ts';
import { MOTO, type OtherServer, startMoto } from '../support/other-servers.ts';
import { findTool, notRun } from '../support/tools.ts';
import { answerOf, assess, type Lab, openLab, start } from './a-lab.ts';

const engine = useEngine();
const BUCKET = 'pages-of-the-lab';
const LIST = 'pages/hashes.json';
const missing = findTool(MOTO.name) === null ? notRun(MOTO.name, MOTO.how) : null;

describe.runIf(missing !== null)('make-pages', () => {
  it('with a bucket', ({ skip }) => skip(missing ?? ''));
});

describe.runIf(missing === null)('make-pages', () => {
  let lab: Lab;
  let moto: OtherServer;
  let s3: ReturnType<typeof openS3>;

  beforeAll(async () => {
    const server = await startMoto();
    if (server === null) throw new Error('moto did not start');
    moto = server;
    s3 = openS3(moto.url);
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    lab = await openLab(engine.endpoint(), await engine.table());
  }, 120_000);
  afterAll(async () => {
    s3.destroy();
    await Promise.all([lab.close(), moto.stop()]);
  });

  const make = async (scheduledAt: string, more = {}): Promise<unknown> =>
    answerOf(await lab.send('make-pages', start('pages', scheduledAt), { ...bucket(), ...more }));

  function bucket(): Readonly<Record<string, string>> {
    return { XIETONG_PAGES_BUCKET: BUCKET, XIETONG_S3_ENDPOINT: moto.url };
  }

  async function keys(): Promise<readonly string[]> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    return Contents.map(({ Key = '' }) => Key).toSorted();
  }

  async function textOf(Key: string): Promise<string> {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    return (await Body?.transformToString('utf-8')) ?? '';
  }

  /** What the pages are drawn from, read past the function. */
  async function inputOf(): Promise<PagesInput> {
    const { DYNAMODB_ENDPOINT: endpoint, XIETONG_TABLE: table = '' } = lab.environment;
    return await storedPagesInput(
      { store: dynamoStore({ endpoint, table }) },
      (of) => openNight({ schoolWorkbook: '', trigger: 'command', nextRun: '', dryRun: true, ...of }),
      { asOf: null, year: null },
    );
  }

  it('writes nothing before the first night', async () => {
    expect(await make('2026-07-14T19:00:00Z')).toEqual({ pages: 0, written: 0 });
    expect(await keys()).toEqual([]);
  }, 60_000);

  it('writes a page of the school and one of each college, with no link to another and with nobody’s 学号 or name', async () => {
    await assess(lab, 'first');
    expect(await make('2026-07-14T19:00:00Z')).toEqual({ pages: 3, written: 3 });
    const found = await keys();
    expect(found).toHaveLength(4);
    expect(found).toContain(LIST);
    expect(found).toContain('pages/index.html');
    const texts = await Promise.all(found.map(textOf));
    const pages = texts.filter((text) => text.startsWith('<!doctype html>'));
    expect(pages).toHaveLength(3);
    for (const text of pages) {
      expect(text.match(/(?:href|src)="(?!#|data:,)[^"]*"/gu)).toBeNull();
      expect(text).toContain('href="#figures"');
    }
    const input = await inputOf();
    const students = input.school.colleges.flatMap(({ all }) => all.students);
    const names = [...new Set(students.map(({ name }) => name).filter(isGiven))];
    const ids = students.map(({ id }) => id).filter(isGiven);
    expect([names.length > 50, ids.length > 100]).toEqual([true, true]);
    const said = texts.join('\n');
    expect(ids.filter((id) => said.includes(id))).toEqual([]);
    expect(names.filter((name) => said.includes(name))).toEqual([]);
    // What is looked for is found where it stands: a 成绩单 names people.
    const statements = [...pagesOf(input)].filter(({ file }) => file.startsWith('成绩单')).map(({ text }) => text);
    expect(names.filter((name) => statements.some((text) => text.includes(name))).length).toBeGreaterThan(0);
  }, 120_000);

  it('are served as pages, and kept by nobody on the way', async () => {
    const { ContentType, CacheControl } = await s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: 'pages/index.html' }),
    );
    expect([ContentType, CacheControl]).toEqual(['text/html; charset=utf-8', 'private, no-store']);
  });

  it('puts nothing again that says the same, until it is 30 days old', async () => {
    const list = await textOf(LIST);
    expect(await make('2026-07-15T19:00:00Z')).toEqual({ pages: 3, written: 0 });
    expect(await make('2026-08-12T19:00:00Z')).toEqual({ pages: 3, written: 0 });
    expect(await textOf(LIST)).toBe(list);
    expect(await make('2026-08-13T19:00:00Z')).toEqual({ pages: 3, written: 3 });
    expect(await make('2026-08-14T19:00:00Z')).toEqual({ pages: 3, written: 0 });
  }, 120_000);

  it('writes what the list does not know, and everything where the list is none of ours', async () => {
    const list = JSON.parse(await textOf(LIST)) as { readonly pages: Record<string, unknown> };
    delete list.pages['index.html'];
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: LIST, Body: JSON.stringify(list) }));
    expect(await make('2026-08-15T19:00:00Z')).toEqual({ pages: 3, written: 1 });
    for (const Body of ['no JSON', '{"schema":"another"}']) {
      await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: LIST, Body }));
      expect(await make('2026-08-15T19:00:00Z')).toEqual({ pages: 3, written: 3 });
    }
  }, 120_000);

  it('says what is wrong with its bucket, in one sentence', async () => {
    const { error, log } = await lab.send('make-pages', start('pages'), {
      ...bucket(),
      XIETONG_PAGES_BUCKET: 'nobodys',
    });
    expect(error).toEqual({ type: 'Refused', message: '没有这个存储桶。请核对位置' });
    expect(JSON.parse(log.at(-1) ?? '')).toMatchObject({ level: 'WARN', step: 'make-pages', kind: 'Refused' });
    const undeployed = await lab.send('make-pages', start('pages'), { XIETONG_PAGES_BUCKET: '' });
    expect(undeployed.error).toEqual({
      type: 'NotDeployed',
      message: 'XIETONG_PAGES_BUCKET is not set: deploy the stack again',
    });
  }, 60_000);
});
