import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { davFiles } from '../../../functions/adapters/dav/files.ts';
import { davHost } from '../../../functions/adapters/dav/http.ts';
import { Refused } from '../../../shared/ports.ts';
import { type OtherServer, startWsgidav, WSGIDAV } from '../../support/other-servers.ts';
import { notRun } from '../../support/tools.ts';

const LIMIT = 1_000_000;
let server: OtherServer | null = null;
beforeAll(async () => {
  server = await startWsgidav();
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
const failure = async (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => 'done',
    (error: unknown) => error,
  );

describe('files on WsgiDAV', () => {
  const whenThere = (name: string, test: () => Promise<void>) =>
    it(name, async ({ skip }) => {
      if (server === null) return skip(notRun(WSGIDAV.name, WSGIDAV.how));
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
    await writeFile(join(server?.folder ?? '', '新.xlsx'), 'abc');
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
    expect(davHost('dav+http://127.0.0.1:8080/x', undefined, undefined, 1)).toEqual({
      folder: new URL('http://127.0.0.1:8080/x/'),
      authorization: null,
      timeout: 1,
    });
  });
});
