import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Outcome, type Scenario, simulate } from './fleet.ts';
import { COLLEGES, type Measured, measuredNight, QUOTA } from './measured.ts';
import { comparisonRow, pageOf } from './page.ts';
import { FLEETS, PACINGS, SHARINGS } from './scenarios.ts';

/** `npm run simulate [-- --dry]`: lives through nights of 30, 3,000 and 90,000 workbooks, compares a small one with a measured one, and writes test/bench/simulate/SIMULATION.md. */
const { values } = parseArgs({ options: { dry: { type: 'boolean', default: false } } });

async function all(scenarios: readonly Scenario[]): Promise<{ scenario: Scenario; outcome: Outcome }[]> {
  const results = [];
  for (const scenario of scenarios) {
    const from = performance.now();
    results.push({ scenario, outcome: await simulate(scenario) });
    process.stderr.write(`${scenario.name}: ${Math.round((performance.now() - from) / 1000)} s\n`);
  }
  return results;
}

/** The measured night with its own answer times: what is compared is the waiting. */
async function predicted(instances: number, { read, write, assess }: Measured): Promise<number> {
  const scenario: Scenario = {
    name: 'the measured night',
    schools: 1,
    workbooks: COLLEGES,
    accounts: 1,
    projects: 1,
    parallel: instances === 0 ? 4 : instances,
    share: instances === 0 ? QUOTA : Math.floor(QUOTA / instances),
    inOneProcess: instances === 0,
    quota: { perAccount: QUOTA, perProject: 300 },
    times: { read, write, assess, assessEach: 0, coldStart: 0, lost: 0 },
  };
  const runs = await Promise.all([1, 2, 3, 4, 5].map((seed) => simulate(scenario, seed)));
  return runs.map(({ duration }) => duration).toSorted((a, b) => a - b)[2] ?? 0;
}

const comparisons = [];
for (const [name, instances] of [
  ['the command line: one process, four workbooks at once', 0],
  ['the cloud: three function instances for each step, a third of the quota each', 3],
] as const) {
  const measured = await measuredNight(instances);
  const comparison = { name, measured, predicted: await predicted(instances, measured) };
  comparisons.push(comparison);
  process.stdout.write(`${comparisonRow(comparison)}\n`);
}
const page = pageOf({
  fleets: await all(FLEETS),
  sharings: await all(SHARINGS),
  pacings: await all(PACINGS),
  comparisons,
});
process.stdout.write(page);
if (!values.dry) writeFileSync(fileURLToPath(new URL('./SIMULATION.md', import.meta.url)), page);
