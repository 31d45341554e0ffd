import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { runQueue, type Wish } from '../../../functions/cli/serve/run-queue.ts';
import { nextDailyRun } from '../../../functions/cli/serve/shanghai-clock.ts';
import { typeInto } from '../../support/edit-workbook.ts';
import { copySample } from '../../support/sample-school.ts';

const at = (text: string): number => Date.parse(text);

describe('the schedule of serve', () => {
  it('runs at 02:00 in Shanghai, whatever the zone of the host', () => {
    expect(new Date(nextDailyRun(at('2026-07-15T17:59:59Z'), 2)).toISOString()).toBe('2026-07-15T18:00:00.000Z');
    expect(new Date(nextDailyRun(at('2026-07-15T18:00:00Z'), 2)).toISOString()).toBe('2026-07-16T18:00:00.000Z');
  });

  it('seals at 03:00 in Shanghai', () => {
    expect(new Date(nextDailyRun(at('2026-08-31T18:30:00Z'), 3)).toISOString()).toBe('2026-08-31T19:00:00.000Z');
  });
});

describe('the queue of runs', () => {
  const files = (...names: string[]): Wish => ({ kind: 'files', files: new Set(names) });

  it('joins what comes during a run into one further run', async () => {
    const ran: Wish[] = [];
    let release = (): void => {};
    const queue = runQueue(async (wish) => {
      ran.push(wish);
      if (ran.length === 1) await new Promise<void>((resolve) => (release = resolve));
    });
    queue.ask(files('a'));
    queue.ask(files('b'));
    queue.ask(files('c'));
    release();
    await queue.idle();
    expect(ran).toEqual([files('a'), files('b', 'c')]);
  });

  it('a wish for everything swallows single files', async () => {
    const ran: Wish[] = [];
    const queue = runQueue(async (wish) => {
      ran.push(wish);
      await Promise.resolve();
    });
    queue.ask(files('a'));
    queue.ask(files('b'));
    queue.ask({ kind: 'all' });
    await queue.idle();
    expect(ran).toEqual([files('a'), { kind: 'all' }]);
  });
});

describe('serve as people run it', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'serve-')), '台账');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('checks at once, again within seconds after a workbook was saved but not after its own saves, and stops cleanly', {
    timeout: 90_000,
  }, async () => {
    await copySample(folder, {
      colleges: 1,
      sample: 'serve',
      studentsPerCollege: 40,
      faults: true,
      asOf: 46_218,
    });
    const child = spawn(process.execPath, ['functions/cli/main.ts', 'serve', folder]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const until = async (count: number): Promise<void> => {
      for (let i = 0; i < 600 && out.split('校验完成').length - 1 < count; i++)
        await new Promise((resolve) => setTimeout(resolve, 100));
    };
    const workbook = readdirSync(folder).find((name) => name.endsWith('台账.xlsx')) ?? '';
    const lines = (word: string): readonly string[] => out.split('\n').filter((line) => line.includes(word));
    for (const [at, name] of ['', '张'].entries()) {
      await until(at + 1);
      // As long as a save is waited for, and more: what the run has saved is no reason for another.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect([lines('校验完成').length, lines('已保存').length]).toEqual([at + 1, at]);
      typeInto(join(folder, workbook), '花名册', { B4: name });
    }
    await until(3);
    expect(lines('已保存').map((line) => line.slice(17))).toEqual([`已保存：${workbook}`, `已保存：${workbook}`]);
    await vi.waitFor(() => expect(out).toMatch(/新增 \d+ 个（.+）[\s\S]+：已整改 \d+ 个（.+）/u), { timeout: 10_000 });
    // What was told is no news when the same is saved again.
    let from = out.length;
    typeInto(join(folder, workbook), '花名册', { B4: '张' });
    await vi.waitFor(() => expect(out.slice(from)).toContain('与上次检查相比：没有变化。'), { timeout: 20_000 });
    from = out.length;
    renameSync(join(folder, workbook), join(folder, '..', workbook));
    await vi.waitFor(() => expect(out.slice(from)).toMatch(/1 个学院没有读到，其余共 \d+ 个问题/u), {
      timeout: 20_000,
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(out).toContain('这是本学年第一次检查；下一次起显示与上次相比的变化。');
    expect(out).not.toContain('校验没有完成');
    expect(out.trimEnd().endsWith('已停止值守；再次运行 serve 会接着检查。')).toBe(true);
  });
});
