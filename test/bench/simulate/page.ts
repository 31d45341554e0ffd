import { PRICES } from '../prices.ts';
import type { Outcome, Scenario } from './fleet.ts';
import { COLLEGES, type Measured, QUOTA, SPEED } from './measured.ts';

/** The page with the figures. */

export interface Result {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
}
export interface Comparison {
  readonly name: string;
  readonly measured: Measured;
  readonly predicted: number;
}

/** Gigabytes of a function. */
const MEMORY = 1;
/** Write and read units for each workbook: its snapshot in chunks, accounts and violations that changed, its drawing. */
const WRITE_UNITS = 60;
const READ_UNITS = 40;

const number = (value: number): string => Math.round(value).toLocaleString('en-US');

function spoken(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes < 90 ? `${minutes.toFixed(1)} min` : `${(minutes / 60).toFixed(1)} h`;
}

function costOf({ scenario, outcome }: Result): number {
  const workbooks = scenario.schools * scenario.workbooks;
  return (
    (outcome.functionTime / 1000) * MEMORY * PRICES.gigabyteSecond +
    (outcome.invocations / 1e6) * PRICES.millionInvocations +
    (outcome.transitions / 1e3) * PRICES.thousandTransitions +
    ((workbooks * WRITE_UNITS) / 1e6) * PRICES.millionWrites +
    ((workbooks * READ_UNITS) / 1e6) * PRICES.millionReads
  );
}

const WAITS: Readonly<Record<keyof Outcome['waits'], string>> = {
  ownPace: 'own pace',
  backOff: 'back-off',
  retryOfState: 'retry of a state',
  functions: 'a free function',
};

function longestWait({ waits }: Outcome): string {
  const total = Object.values(waits).reduce((sum, wait) => sum + wait, 0);
  const [name, wait] = Object.entries(waits).toSorted((a, b) => b[1] - a[1])[0] ?? ['ownPace', 0];
  return total === 0 ? 'nowhere' : `${WAITS[name as keyof Outcome['waits']]} ${Math.round((100 * wait) / total)} %`;
}

function row(result: Result): string {
  const { scenario, outcome } = result;
  const { duration, schoolDuration, reads, writes, refused, failedWorkbooks, mostFunctions } = outcome;
  return `| ${scenario.name} | ${spoken(duration)} | ${spoken(schoolDuration)} | ${number(reads)} + ${number(writes)} | ${number(refused)} | ${number(failedWorkbooks)} | ${number(mostFunctions)} | ${longestWait(outcome)} | ${costOf(result).toFixed(2)} |`;
}

export function comparisonRow({ name, measured, predicted }: Comparison): string {
  const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
  return `| ${name} | ${measured.reads} + ${measured.writes} | ${measured.refused} | ${seconds(measured.duration)} | ${seconds(predicted)} | ${(predicted / measured.duration).toFixed(2)} |`;
}

const HEAD = [
  '| night | until all are done | a school | reads + writes | refused (429) | workbooks given up | functions at once | waited longest for | USD |',
  '|---|--:|--:|--:|--:|--:|--:|---|--:|',
];

/** Instances that use up what an account allows while each is held by a read and a write: more make no night shorter. */
function instancesWorthHaving({ times: { read, write } }: Scenario): number {
  // A pace gives five sixths of a minute's requests; the mean of the answers is a fifth above their median.
  return Math.ceil((((60 * 5) / 6) * 1.2 * (read + write)) / 60_000);
}

export interface Figures {
  readonly fleets: readonly Result[];
  readonly sharings: readonly Result[];
  readonly pacings: readonly Result[];
  readonly comparisons: readonly Comparison[];
}

export function pageOf({ fleets, sharings, pacings, comparisons }: Figures): string {
  const { scenario } = fleets[0] as Result;
  const { times } = scenario;
  return `<!-- Written by \`npm run simulate\`; do not edit. -->

# Nights, simulated

A discrete-event simulation with the project's own pacing (\`functions/adapters/google/pace.ts\`) on a virtual clock, around
a model of Google's quota, of the state machine's maps and retries, and of functions that start, stay warm and run side by
side. A night of a school: the school workbook is read; every college workbook is read; the school is assessed; every
workbook is read again and written (the worst night: everything has changed).

**Assumed**: Google answers a read in ${times.read} ms and a write in ${times.write} ms (medians, log-normal), loses
${times.lost * 100} % of them, allows 60 reads and 60 writes a minute for each account and 300 and 300 for each project, counted
by minutes; a new function takes ${times.coldStart} ms; assessing takes ${times.assess} ms and ${times.assessEach} ms for each workbook; 1,000
functions at once in an AWS account. A school has 30 college workbooks, its map works on ${scenario.parallel} at once. Lambda's own
time limits are not in the model.

## 30, 3,000 and 90,000 workbooks

An account serves its schools one after another; accounts that share a project share its 300 a minute.

${[...HEAD, ...fleets.map(row)].join('\n')}

The quota decides: a workbook costs two reads, so an account does at most 60 / 2 = 30 workbooks a minute, and a project of five
or more accounts 150. The maps' limits (40 inline, 10,000 distributed) are never reached, because MaxConcurrency is far below
them; an AWS account reaches its 1,000 functions if more than 333 Google accounts work at once.

## Schools that share an account

Every school has its own schedule and its own map, which do not know of each other: \`perMinute\` of \`cdk.json\` must be
the school's share of what the account allows.

${[...HEAD, ...sharings.map(row)].join('\n')}

## One school: what an instance may allow itself

${[...HEAD, ...pacings.map(row)].join('\n')}

A pace belongs to a process, the quota to the account: so each of the map's instances takes only its share,
\`shareOf(perMinute, parallel)\` = ⌊perMinute / parallel⌋ (\`infra/config.ts\`), and then nothing is refused. A pace holds back a
sixth of its share for bursts, so five sixths of an account's quota are used. Useful instances: requests that an account allows per
second × seconds that a workbook holds its instance = ${instancesWorthHaving(scenario)} here; more hardly shorten the night. Without shares a
map of many instances over many workbooks is refused again and again: with back-off it still completes, at several times the cost.

## Compared with a measured night

A real night (the walk, the adapter, the store's engine) of ${COLLEGES} colleges against the stand-in for Google, which refuses what is
beyond ${QUOTA} reads and ${QUOTA} writes a minute, on a clock ${SPEED} times as fast. The simulation is given the measured times of single answers and of
the assessment, and predicts the waiting.

| night | reads + writes | refused | measured, s | predicted, s | ratio |
|---|--:|--:|--:|--:|--:|
${comparisons.map(comparisonRow).join('\n')}

## What it costs

List prices of us-east-1 in US dollars as known to us in November 2026 (not looked up again: check before relying on a total): ${PRICES.gigabyteSecond} a GB-second of Lambda on arm64 (functions of ${MEMORY} GB, waiting
included; the few that assess have 3 GB, which is left out), ${PRICES.millionInvocations} a million invocations, ${PRICES.thousandTransitions} a thousand state transitions, ${PRICES.millionWrites} and ${PRICES.millionReads} a million write and read units of
DynamoDB, of which a workbook takes ${WRITE_UNITS} and ${READ_UNITS} (assumed). Cost = GB-seconds + invocations + transitions + units. Logs, alarms and
traffic are not included; Google's API costs nothing.
`;
}
