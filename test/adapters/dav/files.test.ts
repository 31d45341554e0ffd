import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { davFiles } from '../../../functions/adapters/dav/files.ts';
import { davHost } from '../../../functions/adapters/dav/http.ts';
import { Refused } from '../../../shared/ports.ts';
import { APACHE, type OtherServer, startApache, startWsgidav, WSGIDAV } from '../../support/other-servers.ts';
import { notRun } from '../../support/tools.ts';

const LIMIT = 1_000_000;
const SERVERS = [
  { kind: 'WsgiDAV', start: startWsgidav, tool: WSGIDAV },
  { kind: 'Apache', start: startApache, tool: APACHE },
] as const;

const failure = async (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => 'done',
    (error: unknown) => error,
  );

describe.each(SERVERS)('files on $kind', ({ start, tool }) => {
  let server: OtherServer | null = null;
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server?.stop());
  const host = (path = '', password = 'geheim') => davHost(`dav+${server?.url}${path}`, 'xietong', password, 10_000);
  /** A file that was saved a minute ago. */
  async function put(name: string, text: string): Promise<void> {
    const path = join(server?.folder ?? '', name);
    await writeFile(path, text);
    const then = new Date(Date.now() - 60_000);
    await utimes(path, then, then);
  }

  const whenThere = (name: string, test: () => Promise<void>) =>
    it(name, async ({ skip }) => {
      if (server === null) return skip(notRun(tool.name, tool.how));
      await test();
    });

  whenThere('are listed by name and version, without folders', async () => {
    await put('计算机 学院#1.xlsx', 'abc');
    const [file] = await davFiles(host()).list();
    expect(file).toEqual({ name: '计算机 学院#1.xlsx', version: expect.stringMatching(/^[^"]+$/), bytes: 3 });
  });

  whenThere('are read with the version that the list gives', async () => {
    await put('一.xlsx', 'abc');
    const files = davFiles(host());
    const listed = (await files.list()).find(({ name }) => name === '一.xlsx');
    expect(await files.read('一.xlsx', LIMIT)).toEqual({ bytes: Buffer.from('abc'), version: listed?.version });
    expect(await files.read('没有.xlsx', LIMIT)).toBeNull();
    expect(files.sent('一.xlsx')).toEqual({ read: 1, write: 0 });
  });

  whenThere('changed a moment ago have no version yet: the second is not over', async () => {
    const path = join(server?.folder ?? '', '新.xlsx');
    await writeFile(path, 'abc');
    // However slow this machine is.
    const soon = new Date(Date.now() + 60_000);
    await utimes(path, soon, soon);
    expect((await davFiles(host()).read('新.xlsx', LIMIT))?.version).toBeNull();
  });

  whenThere('are replaced while they have the version that was read, and not when somebody was quicker', async () => {
    await put('二.xlsx', 'abc');
    const files = davFiles(host());
    const version = (await files.read('二.xlsx', LIMIT))?.version ?? '';
    const then = (await stat(join(server?.folder ?? '', '二.xlsx'))).mtimeMs;
    await writeFile(join(server?.folder ?? '', '二.xlsx'), 'typed by somebody');
    expect(await files.replace('二.xlsx', Buffer.from('ours'), version)).toEqual({ status: 'changed' });
    expect(await readFile(join(server?.folder ?? '', '二.xlsx'), 'utf8')).toBe('typed by somebody');
    await put('二.xlsx', 'abc');
    expect((await stat(join(server?.folder ?? '', '二.xlsx'))).mtimeMs).toBeGreaterThanOrEqual(then);
    const again = (await files.read('二.xlsx', LIMIT))?.version ?? '';
    expect((await files.replace('二.xlsx', Buffer.from('ours'), again)).status).toBe('replaced');
    expect(await readFile(join(server?.folder ?? '', '二.xlsx'), 'utf8')).toBe('ours');
  });

  whenThere('are left alone while another program has locked them', async () => {
    await put('锁.xlsx', 'abc');
    const address = new URL(encodeURIComponent('锁.xlsx'), server?.url);
    const authorization = `Basic ${Buffer.from('xietong:geheim').toString('base64')}`;
    const lock =
      '<lockinfo xmlns="DAV:"><lockscope><exclusive/></lockscope><locktype><write/></locktype><owner>WPS</owner></lockinfo>';
    const { status } = await fetch(address, {
      method: 'LOCK',
      headers: { authorization, depth: '0', timeout: 'Second-600', 'content-type': 'application/xml' },
      body: lock,
    });
    expect(status).toBe(200);
    const files = davFiles(host());
    const version = (await files.read('锁.xlsx', LIMIT))?.version ?? '';
    expect(await files.replace('锁.xlsx', Buffer.from('ours'), version)).toEqual({ status: 'locked' });
    expect(await readFile(join(server?.folder ?? '', '锁.xlsx'), 'utf8')).toBe('abc');
  });

  whenThere('of a folder with a Chinese name are listed and written, folders beside them left out', async () => {
    const folder = join(server?.folder ?? '', '团委 2026/下一级');
    await mkdir(folder, { recursive: true });
    for (const open of [folder, join(folder, '..')]) await chmod(open, 0o777);
    await put('团委 2026/台账.xlsx', 'abc');
    const files = davFiles(host('团委 2026'));
    const [listed, ...others] = await files.list();
    expect([listed?.name, others]).toEqual(['台账.xlsx', []]);
    expect((await files.replace('台账.xlsx', Buffer.from('ours'), listed?.version ?? '')).status).toBe('replaced');
    expect(await files.create('新的.xlsx', Buffer.from('new'))).toBe(true);
    await files.remove('新的.xlsx');
    expect((await files.list()).map(({ name }) => name)).toEqual(['台账.xlsx']);
  });

  whenThere('are created only where there is none', async () => {
    const files = davFiles(host());
    expect(await files.create('三.xlsx', Buffer.from('a'))).toBe(true);
    expect(await files.create('三.xlsx', Buffer.from('b'))).toBe(false);
    expect(await readFile(join(server?.folder ?? '', '三.xlsx'), 'utf8')).toBe('a');
  });

  whenThere('need the right password and a folder that is there', async () => {
    expect(await failure(davFiles(host('', 'wrong')).list())).toEqual(
      new Refused(
        '网盘不接受这个用户名和密码。请核对 XIETONG_DAV_USER 和 XIETONG_DAV_PASSWORD，网盘开了两步验证时要用应用密码',
      ),
    );
    expect(await failure(davFiles(host('nowhere/')).list())).toEqual(
      new Refused('网盘上没有这个文件夹。请核对位置，或先在网盘里建好它'),
    );
  });

  whenThere('beyond the limit are refused', async () => {
    await put('大.xlsx', 'a'.repeat(2_097_153));
    expect(await failure(davFiles(host()).read('大.xlsx', 2_097_152))).toEqual(
      new Refused('文件超过 2 MB 的上限，拒绝读取。请删去多余的图片或工作表'),
    );
  });
});

describe('a place on a campus disk', () => {
  it.each([
    [
      'dav+https://user:pass@disk.example.edu.cn/x/',
      '地址不对：应为 dav+https://主机/文件夹/，不能含用户名和密码。请改正位置',
    ],
    [
      'dav+https://disk.example.edu.cn/x/?token=1',
      '地址不对：应为 dav+https://主机/文件夹/，不能含用户名和密码。请改正位置',
    ],
    ['dav+ftp://disk.example.edu.cn/', '地址不对：应为 dav+https://主机/文件夹/，不能含用户名和密码。请改正位置'],
    ['dav+http://disk.example.edu.cn/', '地址必须用 https（dav+https://）。请改正位置'],
  ])('%s is refused', (place, words) => {
    expect(() => davHost(place, 'u', 'p', 1)).toThrow(new Refused(words));
  });

  it('asks for credentials, but on loopback', () => {
    expect(() => davHost('dav+https://disk.example.edu.cn/', undefined, undefined, 1)).toThrow(
      new Refused('没有登录信息。请设置 XIETONG_DAV_USER 和 XIETONG_DAV_PASSWORD（建议用网盘的应用密码）'),
    );
    const host = davHost('dav+http://127.0.0.1:8080/x', undefined, undefined, 1);
    expect([host.folder.href, host.authorization, host.timeout()]).toEqual(['http://127.0.0.1:8080/x/', null, 1]);
  });
});

describe('servers of other habits', () => {
  /** Answers every request with these bytes; gives what it was asked. */
  async function answering(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
    const asked: IncomingHttpHeaders[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers);
      response.writeHead(status, headers).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { asked, files: davFiles(davHost(`dav+http://127.0.0.1:${port}/dav/台账/`, undefined, undefined, 10_000)) };
  }
  const response = (href: string, properties: string): string =>
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  const FOLDER = '<d:resourcetype><d:collection/></d:resourcetype>';
  const listing = (...all: readonly string[]): string =>
    `<d:multistatus xmlns:d="DAV:">${all.join('')}</d:multistatus>`;

  it.each([
    ['under another path, behind a proxy', '/remote.php/files/8/%e5%8f%b0%e8%b4%a6'],
    ['under another path, without its slash', '/8/台账'],
    ['by whole addresses', 'http://other.host:80/dav/%E5%8F%B0%E8%B4%A6'],
  ])('list files %s', async (_, base) => {
    const { files } = await answering(
      207,
      listing(
        response(`${base}${base.endsWith('账') ? '' : '/'}`, FOLDER),
        response(
          `${base}/%E4%B8%80.xlsx`,
          '<d:resourcetype/><d:getetag>"7"</d:getetag><d:getcontentlength>3</d:getcontentlength>',
        ),
        response(`${base}/sub/`, FOLDER),
      ),
    );
    expect(await files.list()).toEqual([{ name: '一.xlsx', version: '7', bytes: 3 }]);
  });

  it('give weak versions: a write names the strong one too, that a server behind a proxy knows', async () => {
    const { files, asked } = await answering(200, 'abc', { etag: 'W/"7"' });
    expect(await files.read('一.xlsx', LIMIT)).toEqual({ bytes: Buffer.from('abc'), version: 'W/7' });
    await files.replace('一.xlsx', Buffer.from('ours'), 'W/7');
    expect(asked.map((headers) => [headers['accept-encoding'], headers['if-match']])).toEqual([
      ['identity', undefined],
      ['identity', '"7", W/"7"'],
    ]);
  });
});
