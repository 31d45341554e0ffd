import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** An `init` that dies, and places in which no folder can be made. */
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'xietong-begun-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** @param killAfter kills the process when it has said so */
function init(folder: string, options: readonly string[], killAfter: RegExp | null = null): Promise<Ended> {
  const child = spawn(process.execPath, ['functions/cli/main.ts', 'init', folder, ...options]);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (killAfter?.test(said)) child.kill('SIGKILL');
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

const hashes = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

const SAMPLE = ['--sample', 'x', '--colleges', '3', '--students', '20', '--as-of', '2026-07-15'];

describe('an init that died', () => {
  it('is brought to its end by running it again; what it made, and what was typed since, stays', {
    timeout: 60_000,
  }, async () => {
    const [place, undisturbed] = [join(root, 'killed'), join(root, 'undisturbed')];
    expect((await init(place, SAMPLE, /写入 1\/5/)).code).toBeNull();
    const made = readdirSync(place).filter((name) => name.endsWith('.xlsx'));
    expect(made.length).toBeGreaterThan(0);
    expect(made.length).toBeLessThan(4);
    const other = await init(place, ['--colleges', '2']);
    expect(other.code).toBe(2);
    expect(other.said).toBe(
      `“${place}”里上一次 init 没有做完，选项与这次不同。请用原来的选项（--colleges 3 --sample x --students 20 --as-of 2026-07-15 --year 2025-2026）再运行一次接着做；不要了的，请删去已建的文件和“.xietong-init”。\n`,
    );
    expect((await init(place, SAMPLE)).code).toBe(0);
    expect((await init(undisturbed, SAMPLE)).code).toBe(0);
    expect(Object.keys(hashes(place))).toEqual(Object.keys(hashes(undisturbed)));
    expect(hashes(place)).toEqual(hashes(undisturbed));
    const again = await init(place, SAMPLE);
    expect([again.code, again.said.includes('没有覆盖任何文件')]).toEqual([2, true]);
  });
});

describe('a place in which nothing can be made', () => {
  it.runIf(existsSync('/proc/self'))('is refused at once', { timeout: 20_000 }, async () => {
    expect(await init('/proc/x', [])).toEqual({
      code: 2,
      said: '无法建立文件夹“/proc/x”：它所在的文件夹不存在。请换一个可以写的位置。\n',
    });
  });

  it('below a file is refused, and the file stays', { timeout: 20_000 }, async () => {
    const file = join(root, 'a file');
    writeFileSync(file, 'text');
    expect(await init(join(file, 'deep', 'deeper'), [])).toMatchObject({ code: 2 });
    expect(await init(file, [])).toEqual({
      code: 2,
      said: `无法建立文件夹“${file}”：那里已经有同名的文件。请换一个可以写的位置。\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe('text');
  });

  it('is not made of blank templates with options of the sample', { timeout: 20_000 }, async () => {
    const place = join(root, 'no sample');
    for (const option of [['--students', '10'], ['--no-faults']])
      expect(await init(place, option)).toEqual({
        code: 2,
        said: `${option[0]} 只与 --sample 合用：空白台账里没有学生。要虚构一所大学，请加上 --sample 种子。\n`,
      });
    expect(existsSync(place)).toBe(false);
  });

  it('several folders deep is made', { timeout: 20_000 }, async () => {
    const deep = join(root, 'one', 'two', 'three');
    expect((await init(deep, [])).code).toBe(0);
    expect(readdirSync(deep).toSorted()).toEqual(['学院01台账.xlsx', '校级总表.xlsx']);
  });
});
