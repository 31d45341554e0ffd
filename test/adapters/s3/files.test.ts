import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Files, s3Folder } from '../../../functions/adapters/s3/files.ts';
import { Refused } from '../../../shared/ports.ts';
import { MOTO, type OtherServer, startMoto } from '../../support/other-servers.ts';
import { notRun } from '../../support/tools.ts';

const LIMIT = 1_000_000;
let server: OtherServer | null = null;
let client: S3Client;
beforeAll(async () => {
  server = await startMoto();
  client = new S3Client({
    endpoint: server?.url ?? 'http://127.0.0.1:1',
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  if (server !== null) await client.send(new CreateBucketCommand({ Bucket: 'school' }));
}, 60_000);
afterAll(() => server?.stop());

describe('files in a bucket of moto', () => {
  const whenThere = (name: string, test: () => Promise<void>) =>
    it(name, async ({ skip }) => {
      if (server === null) return skip(notRun(MOTO.name, MOTO.how));
      await test();
    });
  const files = (prefix = '台账') => s3Files(client, s3Folder(`s3://school/${prefix}`));

  whenThere('are created once, listed, read, and replaced while nobody was quicker', async () => {
    expect(await files().create('一.xlsx', Buffer.from('abc'))).toBe(true);
    expect(await files().create('一.xlsx', Buffer.from('xyz'))).toBe(false);
    const [listed] = await files().list();
    const content = await files().read('一.xlsx', LIMIT);
    expect(content?.bytes.toString()).toBe('abc');
    expect(listed).toEqual({ name: '一.xlsx', version: content?.version, bytes: 3 });
    const version = content?.version ?? '';
    expect(await files().replace('一.xlsx', Buffer.from('ours'), version)).toEqual({
      status: 'replaced',
      label: expect.stringMatching(/^".+"$/),
    });
    expect(await files().replace('一.xlsx', Buffer.from('late'), version)).toEqual({ status: 'changed' });
    expect((await files().read('一.xlsx', LIMIT))?.bytes.toString()).toBe('ours');
  });

  whenThere('stand below their prefix only', async () => {
    await files('a').create('x.xlsx', Buffer.from('1'));
    await files('a/b').create('y.xlsx', Buffer.from('2'));
    expect((await files('a').list()).map(({ name }) => name)).toEqual(['x.xlsx']);
    expect(await files('a').read('z.xlsx', LIMIT)).toBeNull();
  });

  whenThere('of a bucket that is not there are refused', async () => {
    const none = s3Files(client, s3Folder('s3://nowhere/'));
    await expect(none.list()).rejects.toEqual(new Refused('没有这个存储桶。请核对位置'));
  });
});

describe('a place in a bucket', () => {
  it.each(['s3://', 's3://B/', 's3://ab', 's3://school/../x/', 'https://school'])('%s is refused', (place) => {
    expect(() => s3Folder(place)).toThrow(new Refused('地址不对：应为 s3://存储桶/文件夹/。请改正位置'));
  });
  it('is a bucket with a prefix that ends with a slash', () => {
    expect(s3Folder('s3://school')).toEqual({ bucket: 'school', prefix: '' });
    expect(s3Folder('s3://school/a/b')).toEqual({ bucket: 'school', prefix: 'a/b/' });
  });
});
