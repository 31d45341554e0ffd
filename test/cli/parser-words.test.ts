import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../functions/cli/main.ts';
import { textWidth } from '../../shared/sheet/text-width.ts';

/** What one command line says, and its exit code. */
async function told(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => (text: string | Uint8Array) => {
    said[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(to('out') as never);
  vi.spyOn(process.stderr, 'write').mockImplementation(to('err') as never);
  const code = await main(argv, { PATH: process.env.PATH });
  vi.restoreAllMocks();
  return { code, ...said };
}

afterEach(() => void vi.restoreAllMocks());

const HINT = '（加 --help 查看用法）\n';

describe('a mistake in a command line', () => {
  it.each([
    [['audit', '--dryrun', 'x'], '没有名为“--dryrun”的选项。是不是 --dry-run？'],
    [['audit', '--nothing-like-it', 'x'], '没有名为“--nothing-like-it”的选项。'],
    [['aduit', 'x'], '没有名为“aduit”的命令。是不是 audit？'],
    [['audit'], '还要写“位置”。'],
    [['audit', 'a', 'b'], '多写了内容：这个命令要 1 项，写了 2 项。有空格的名称请用引号括起来。'],
    [['audit', 'x', '--json'], '--json 后面要写文件。'],
    [['serve', 'x', '--year', '2025-2026'], '没有名为“--year”的选项。'],
  ])('%j is told in Chinese, on one line', async (argv, words) => {
    expect(await told(...argv)).toEqual({ code: 2, out: '', err: words + HINT });
  });

  it('a file for --json that cannot be written is told before the work', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xietong-json-'));
    const file = join(folder, '没有', 'x.json');
    const place = join(folder, 'place');
    const { code, err } = await told('init', place, '--json', file);
    expect([code, err]).toEqual([2, `无法写入“${file}”：它所在的文件夹不存在。请换一个可以写的位置。\n`]);
    expect(existsSync(place)).toBe(false);
  });
});

describe('help', () => {
  it('lists the commands without English', async () => {
    expect((await told('--help')).out).not.toContain('[options]');
  });

  it.each(['audit', 'init', 'year-end', 'verify', 'doctor', 'serve', 'notify', 'rules', 'explain', 'why', 'history'])(
    '%s has an example and no word in English',
    async (command) => {
      const { out } = await told(command, '--help');
      expect(out).toContain('例子：\n  xietong ');
      expect(out).not.toMatch(/usage|options|commands|arguments|display|default|version/i);
    },
  );

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await told('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('rules', () => {
  it('fit a terminal of 100 columns', async () => {
    const { out } = await told('rules');
    expect(Math.max(...out.split('\n').map((line) => textWidth(line)))).toBeLessThanOrEqual(100);
  });
});
