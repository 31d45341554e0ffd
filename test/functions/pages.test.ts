import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { openS3 } from '../../functions/adapters/s3/client.ts';
import { openNight } from '../../functions/open-night.ts';
import { isGiven } from '../../shared/domain/cell.ts';
import { NotifyChannel, SCHOOL_OFFICE } from '../../shared/domain/vocabulary.ts';
import type { PagesInput } from '../../shared/pages/input.ts';
import { pagesOf } from '../../shared/pages/pages.ts';
import { storedPagesInput } from '../../shared/run/stored-pages.ts';
import { useEngine } from '../support/engine.ts';
import type { Cell } from '../support/google-server/model.ts';
import { MOTO, type OtherServer, startMoto } from '../support/other-servers.ts';
import { type Robots, startRobots } from '../support/robots/robots.ts';
import { type SignedBucket, startSignedBucket } from '../support/signed-bucket.ts';
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

  describe('and the links in digests', () => {
    let robots: Robots;
    let front: SignedBucket;
    let told: readonly string[];
    beforeAll(async () => {
      robots = await startRobots();
      front = await startSignedBucket(moto.url, { id: 'local', secret: 'local', token: null });
      told = typeReceivers(lab, robots);
      await assess(lab, 'told');
      await s3.send(new CreateBucketCommand({ Bucket: 'empty' }));
    }, 60_000);
    afterAll(() => Promise.all([robots.close(), front.close()]));

    /** Sends the digests of a day at 9:07; the messages that came, and every line of the log. */
    async function digests(day: string, more = {}) {
      const from = robots.shown.length;
      const { answer, error, log } = await lab.send('send-digests', start('digests', `${day}T01:07:00Z`), {
        XIETONG_NOTIFY_SECRETS: JSON.stringify(Object.fromEntries(told.map((id) => [id, robots.secret]))),
        XIETONG_PAGES_BUCKET: BUCKET,
        XIETONG_S3_ENDPOINT: front.url,
        ...more,
      });
      expect(error).toBeNull();
      return { answer, texts: robots.shown.slice(from).map(({ text }) => text), log: log.join('\n') };
    }
    const linkIn = (text = ''): URL => new URL(/报告网页（[^）]+）\]\(([^)]+)\)/.exec(text)?.[1] ?? 'none:');

    it('open the page for whoever has them until their time is over, and no log line holds one', async () => {
      const { answer, texts, log } = await digests('2026-07-16');
      expect(answer).toEqual({ sent: 3, open: 0, failed: 0 });
      const links = texts.map(linkIn);
      expect(links.map(({ pathname }) => decodeURIComponent(pathname).replace(`/${BUCKET}/pages/`, ''))).toEqual([
        expect.stringMatching(/^学院-/),
        expect.stringMatching(/^学院-/),
        'index.html',
      ]);
      for (const link of links) {
        const answered = await fetch(link);
        expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
        expect(await answered.text()).toContain('<!doctype html>');
        expect((await fetch(new URL(link.pathname, link))).status).toBe(403);
      }
      const [link = new URL('none:')] = links;
      const end = Number(link.searchParams.get('X-Amz-Expires')) * 1_000;
      expect([end > 11 * 3_600_000, end <= 12 * 3_600_000]).toEqual([true, true]);
      front.now = () => Date.now() + end;
      expect((await fetch(link)).status).toBe(403);
      front.now = Date.now;
      expect(log).not.toMatch(/X-Amz|pages\//);
      expect(log.split('\n')).toHaveLength(1);
    }, 60_000);

    it('are others the next day, and none where pages are off or were never made', async () => {
      const first = (await digests('2026-07-17')).texts[0] ?? '';
      // A signature says its second, and the sandbox is warm: two messages in one second would have the same one.
      await new Promise((done) => setTimeout(done, 1_000 - (Date.now() % 1_000)));
      const second = (await digests('2026-07-20')).texts[0] ?? '';
      expect(linkIn(first).searchParams.get('X-Amz-Signature')).not.toBe(
        linkIn(second).searchParams.get('X-Amz-Signature'),
      );
      for (const [day, bucket] of [
        ['2026-07-21', ''],
        ['2026-07-22', 'empty'],
      ] as const) {
        const { texts, log } = await digests(day, { XIETONG_PAGES_BUCKET: bucket });
        expect(texts).toHaveLength(3);
        for (const text of texts) expect(text).not.toMatch(/X-Amz|报告网页/);
        expect(log).not.toContain('Unlinked');
      }
    }, 120_000);

    it('that cannot be made hold nothing back, and the log says why', async () => {
      const { answer, texts, log } = await digests('2026-07-23', { XIETONG_PAGES_BUCKET: 'nobodys' });
      expect([answer, texts.length]).toEqual([{ sent: 3, open: 0, failed: 0 }, 3]);
      expect(JSON.parse(log.split('\n')[0] ?? '')).toMatchObject({
        level: 'WARN',
        step: 'send-digests',
        kind: 'Unlinked',
        message: '没有这个存储桶。请核对位置',
      });
    }, 60_000);
  });

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

/** Types robots into 学院登记 and 考核参数 of the school workbook: a group for each college, one for the office; gives who they are. */
function typeReceivers({ server, school }: Lab, { wecom, dingtalk, feishu }: Robots): readonly string[] {
  const sheet = (title: string) => server.workbook(school).sheets.find((one) => one.properties.title === title)!;
  const cell = (stringValue: string) => ({ userEnteredValue: { stringValue }, effectiveValue: { stringValue } });
  const textOf = (row: readonly (Cell | undefined)[], at: number) => row[at]?.effectiveValue?.stringValue ?? '';
  const { rows } = sheet('学院登记');
  const head = rows.findIndex((row) => row.some((_, at) => textOf(row, at) === '通知方式'));
  const column = (heading: string) => rows[head]!.findIndex((_, at) => textOf(rows[head]!, at) === heading);
  for (const [at, [channel, address]] of [
    [NotifyChannel.wecom, wecom],
    [NotifyChannel.dingtalk, dingtalk],
  ].entries()) {
    rows[head + 1 + at]![column('通知方式')] = cell(channel!);
    rows[head + 1 + at]![column('通知地址')] = cell(address!);
  }
  const parameters = sheet('考核参数').rows;
  for (const [name, value] of [
    ['校级通知方式', NotifyChannel.feishu],
    ['校级通知地址', feishu],
  ] as const)
    parameters.find((row) => textOf(row, 0) === name)![1] = cell(value);
  return [...rows.slice(head + 1, head + 3).map((row) => textOf(row, 0)), SCHOOL_OFFICE];
}
