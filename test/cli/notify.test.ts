import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { aFolder } from '../adapters/xlsx/support.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { type Robots, startRobots } from '../support/robots/robots.ts';
import { copySample } from '../support/sample-school.ts';

const DAY = '2026-07-15';
const MAIN = join(import.meta.dirname, '../../functions/cli/main.ts');

/** A process of its own, while the robots of this one answer it. */
function runCommand(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly stdout: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], { env: { ...process.env, ...variables } }, (_, stdout) =>
      resolve({ code: child.exitCode, stdout }),
    );
  });
}

let robots: Robots;
beforeAll(async () => {
  robots = await startRobots();
});
afterAll(() => robots.close());

/** A sample school two of whose colleges have a robot, and the office another. */
async function aToldSchool(detail: string): Promise<{ readonly folder: string; readonly secrets: string }> {
  const folder = await aFolder();
  const asOf = parseIsoDay(DAY) ?? 0;
  await copySample(folder, { colleges: 2, sample: '7', studentsPerCollege: 40, faults: true, asOf });
  const path = join(folder, '校级总表.xlsx');
  const { tabs } = await xlsxWorkbooks(folder).read('校级总表');
  const rows = tabs.find(({ title }) => title === '学院登记')?.rows ?? [];
  const at = rows.findIndex((row) => row.includes('通知方式'));
  const column = (heading: string): string => String.fromCharCode(65 + (rows[at]?.indexOf(heading) ?? 0));
  typeInto(path, '学院登记', {
    [`${column('通知方式')}${at + 2}`]: '企业微信',
    [`${column('通知地址')}${at + 2}`]: robots.wecom.replaceAll('&', '&amp;'),
    [`${column('通知方式')}${at + 3}`]: '钉钉',
    [`${column('通知地址')}${at + 3}`]: robots.dingtalk.replaceAll('&', '&amp;'),
  });
  const parameters = tabs.find(({ title }) => title === '考核参数')?.rows ?? [];
  const row = parameters.findIndex(([name]) => name === '通知内容') + 1;
  const days = parameters.findIndex(([name]) => name === '提醒日') + 1;
  typeInto(path, '考核参数', { [`B${row}`]: detail, [`B${days}`]: '每日' });
  const secrets = join(folder, 'secrets.json');
  const ids = rows.slice(at + 1).map((cells) => String(cells[0]));
  await writeFile(secrets, JSON.stringify(Object.fromEntries(ids.map((id) => [id, robots.secret]))));
  return { folder, secrets };
}

describe('notify', () => {
  it('sends each group its digest once, names nobody in 概况 and shows no address', { timeout: 300_000 }, async () => {
    const { folder, secrets } = await aToldSchool('概况');
    const variables = { XIETONG_NOTIFY_SECRETS: secrets };
    await runCommand(['audit', folder, '--as-of', DAY, '--quiet'], variables);
    const shown = await runCommand(['notify', folder, '--as-of', DAY, '--dry-run'], variables);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('企业微信 → ');
    expect(shown.stdout).not.toContain('127.0.0.1');
    expect(robots.shown).toEqual([]);
    const sent = await runCommand(['notify', folder, '--as-of', DAY], variables);
    expect([sent.code, sent.stdout.match(/已发送/g)?.length]).toEqual([0, 2]);
    const again = await runCommand(['notify', folder, '--as-of', DAY], variables);
    expect(again.stdout.match(/今天已经发过，不重复发送/g)?.length).toBe(2);
    expect(robots.shown.map(({ service }) => service)).toEqual(['wecom', 'dingtalk']);
    for (const { text } of robots.shown) {
      expect(text).toMatch(/错误 \d+，警告 \d+，提示 \d+/);
      const names = await namesOf(folder);
      expect(names.filter((name) => text.includes(name))).toEqual([]);
    }
  });
});

/** Names of all students of the place, and their numbers. */
async function namesOf(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.xlsx') && !name.startsWith('校级'));
  const rows = await Promise.all(
    files.map(
      async (file) =>
        (await xlsxWorkbooks(folder).read(file)).tabs.find(({ title }) => title.includes('花名册'))?.rows ?? [],
    ),
  );
  return rows.flatMap((table) => {
    const heading = table.findIndex((row) => row.includes('姓名'));
    const [id, name] = ['学号', '姓名'].map(
      (one) => table[heading]?.findIndex((cell) => String(cell).startsWith(one)) ?? -1,
    );
    return table
      .slice(heading + 1)
      .flatMap((row) =>
        [row[id ?? -1], row[name ?? -1]]
          .map(String)
          .filter((text) => text.length >= 2 && text !== 'null' && text !== 'undefined'),
      );
  });
}
