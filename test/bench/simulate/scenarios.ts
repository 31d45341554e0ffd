import type { Scenario, Times } from './fleet.ts';

/** What the cloud and Google take, until they have been measured there: set by hand, on the slow side. */
const TIMES: Times = { read: 1_500, write: 2_000, coldStart: 800, assess: 3_000, assessEach: 100, lost: 0.002 };

/** As deployed: three workbooks at once, a third of the account's sixty a minute for each function instance. */
const DEPLOYED = { workbooks: 30, parallel: 3, times: TIMES };
/** An account has 60 a minute, and its part of the project's 300 where it shares the project with more than four. */
function share(accounts: number, projects: number): number {
  return Math.floor(Math.min(60, (300 * projects) / accounts) / DEPLOYED.parallel);
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function fleet(schools: number, accounts: number, projects: number): Scenario {
  const count = (schools * 30).toLocaleString('en-US');
  return {
    ...DEPLOYED,
    name: `${count} workbooks, ${counted(accounts, 'account')} in ${counted(projects, 'project')}`,
    schools,
    accounts,
    projects,
    share: share(accounts, projects),
  };
}

/** Nights to be lived through: schools of thirty colleges. */
export const FLEETS: readonly Scenario[] = [
  fleet(1, 1, 1),
  fleet(100, 1, 1),
  fleet(100, 5, 1),
  fleet(100, 10, 1),
  fleet(100, 20, 4),
  fleet(100, 100, 20),
  fleet(3_000, 5, 1),
  fleet(3_000, 50, 10),
  fleet(3_000, 300, 60),
  fleet(3_000, 600, 120),
];

const one = { ...DEPLOYED, schools: 1, accounts: 1, projects: 1 };

/** Schools that share an account and know nothing of each other: every night begins at two. */
const sharing = { ...DEPLOYED, accounts: 1, projects: 1 };

export const SHARINGS: readonly Scenario[] = [
  { ...sharing, name: '5 schools one after another', schools: 5, share: 20 },
  { ...sharing, name: '5 schools at once, perMinute 60 each', schools: 5, together: 5, share: 20 },
  { ...sharing, name: '5 schools at once, perMinute 12 each', schools: 5, together: 5, share: 4 },
  { ...sharing, name: '20 schools at once, perMinute 60 each', schools: 20, together: 20, share: 20 },
  { ...sharing, name: '20 schools at once, perMinute 12 each', schools: 20, together: 20, share: 4 },
  { ...sharing, name: '100 schools at once, perMinute 60 each', schools: 100, together: 100, share: 20 },
];

/** One school, paced in other ways: why each instance gets its share and no more, and how many instances there should be. */
export const PACINGS: readonly Scenario[] = [
  { ...one, name: '1 at once, all of the quota', parallel: 1, share: 60 },
  { ...one, name: '2 at once, half each', parallel: 2, share: 30 },
  { ...one, name: '3 at once, a third each (as deployed)', parallel: 3, share: 20 },
  { ...one, name: '5 at once, a fifth each', parallel: 5, share: 12 },
  { ...one, name: '10 at once, a tenth each', parallel: 10, share: 6 },
  { ...one, name: '3 at once, all of the quota each', parallel: 3, share: 60 },
  { ...one, name: '10 at once, all of the quota each', parallel: 10, share: 60 },
  { ...one, name: '40 at once, all of the quota each', parallel: 40, share: 60 },
  { ...one, name: '300 workbooks, 3 at once, a third each', workbooks: 300, parallel: 3, share: 20 },
  { ...one, name: '300 workbooks, 40 at once, all of the quota each', workbooks: 300, parallel: 40, share: 60 },
];
