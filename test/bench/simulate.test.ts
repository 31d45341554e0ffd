import { expect, it } from 'vitest';
import { type Scenario, simulate } from './simulate/fleet.ts';
import { quotaOf } from './simulate/quota.ts';
import { virtualTime } from './simulate/virtual-time.ts';

const SCHOOL: Scenario = {
  name: 'one school',
  schools: 1,
  workbooks: 60,
  accounts: 1,
  projects: 1,
  parallel: 3,
  share: 20,
  times: { read: 1_500, write: 2_000, coldStart: 800, assess: 3_000, assessEach: 100, lost: 0 },
};

it('sleepers wake in the order of their times, and time stands still while somebody works', async () => {
  const time = virtualTime();
  const woken: string[] = [];
  const sleeper = async (name: string, milliseconds: number): Promise<void> => {
    await time.sleep(milliseconds);
    woken.push(`${name} ${time.now()}`);
  };
  const all = Promise.all([sleeper('c', 30), sleeper('a', 10), sleeper('b', 20).then(() => sleeper('d', 15))]);
  await time.until(all);
  expect(woken).toEqual(['a 10', 'b 20', 'c 30', 'd 35']);
});

it('a minute of the quota is used up by account and by project, and the next begins anew', () => {
  let now = 0;
  const quota = quotaOf(2, 3, () => now);
  const takes = [0, 0, 0, 1, 1].map((account) => quota.take(account, 0, 'read'));
  expect(takes).toEqual([true, true, false, true, false]);
  expect(quota.take(0, 0, 'write')).toBe(true);
  now = 60_000;
  expect(quota.take(0, 0, 'read')).toBe(true);
});

it('function instances that take a share each are never refused; with all of the quota each they are', async () => {
  const shared = await simulate(SCHOOL);
  expect(shared).toMatchObject({ refused: 0, failedWorkbooks: 0, reads: 1 + 60 + 61, writes: 61 });
  expect(shared.waits.backOff).toBe(0);
  const greedy = await simulate({ ...SCHOOL, workbooks: 300, parallel: 40, share: 60 });
  expect(greedy.refused).toBeGreaterThan(300);
  expect(greedy.waits.backOff).toBeGreaterThan(60_000);
});

it('no night is faster than the quota, nor much slower than five sixths of it', async () => {
  const { duration } = await simulate(SCHOOL);
  const minutes = duration / 60_000;
  expect(minutes).toBeGreaterThan((2 * 60) / 60);
  expect(minutes).toBeLessThan((2 * 60) / 40);
});

it('two accounts halve the night of many schools, until the project is used up', async () => {
  const many = { ...SCHOOL, schools: 10, workbooks: 30 };
  const [one, two] = await Promise.all([simulate(many), simulate({ ...many, accounts: 2 })]);
  expect(two.duration / one.duration).toBeCloseTo(0.5, 1);
  const ten = await simulate({ ...many, accounts: 10 });
  expect(ten.refused).toBeGreaterThan(0);
});
