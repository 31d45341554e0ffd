import { parseArgs } from 'node:util';
import { campaign, PLACE_KINDS, STORE_KINDS } from './nights/campaign.ts';
import { NIGHTS } from './nights/nights.ts';
import { SORTS, type Sort } from './nights/plant.ts';
import { renewals } from './nights/renewals.ts';
import { together } from './nights/together.ts';

/**
 * `npm run faults -- [--every k] [--offset n] [--store embedded|service] [--place folder|google] [--night first|changed|seal|told|unrepeated]
 * [--rounds n] [--seed s]`: at every external
 * call of a night the process is killed, or the call fails, before and after it takes effect; a normal run follows, and
 * everything has to be as without the fault. The same for renewals of Drive's channels. Then nights, runs of one college and command lines go on at once while the
 * workbooks are edited: nothing may be lost or booked twice. Prints what was tried and whatever differed; exit code 1 where anything did.
 */
const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    offset: { type: 'string', default: '0' },
    store: { type: 'string' },
    place: { type: 'string' },
    night: { type: 'string' },
    rounds: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    slots: { type: 'string', default: '3' },
  },
});

function bySort(sorts: ReadonlyMap<Sort, number>): string {
  return SORTS.map((sort) => `${sort} ${sorts.get(sort) ?? 0}`).join(', ');
}

const begun = Date.now();
const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const places = PLACE_KINDS.filter((kind) => values.place === undefined || values.place === kind);
const stores = STORE_KINDS.filter((kind) => values.store === undefined || values.store === kind);
let differences = 0;
for (const store of stores) {
  const report = await campaign({
    store,
    places,
    nights: NIGHTS.filter((night) => values.night === undefined || values.night === night),
    every: Number(values.every),
    offset: Number(values.offset),
    slots: Number(values.slots),
    say,
  });
  for (const [what, count] of report.counts) process.stdout.write(`${String(count).padStart(6)}  ${store} ${what}\n`);
  process.stdout.write(
    `${store} store: ${report.trials} faults in ${Math.round((Date.now() - begun) / 1000)} s, ${report.unheard} messages were left to the night, ${report.differences.length} differences\n`,
  );
  process.stdout.write(`by kind of call: ${bySort(report.sorts)}\n`);
  differences += report.differences.length;
}
const renewed = await renewals(Number(values.every), Number(values.offset));
for (const difference of renewed.differences) say(difference);
process.stdout.write(
  `${renewed.trials} faults of renewals of channels, ${renewed.unknown} channels nobody knows of, ${renewed.differences.length} differences\nby kind of call: ${bySort(renewed.sorts)}\n`,
);
differences += renewed.differences.length;
const rounds = Number(values.rounds);
for (const store of stores) {
  const crowd = await together({ store, places, rounds, seed: Number(values.seed), say });
  process.stdout.write(
    `${store} store: ${crowd.rounds} rounds of ${crowd.runs} runs at once and ${crowd.edits} edits, ${crowd.gaveUp} runs gave up, ${crowd.differences.length} differences\n`,
  );
  differences += crowd.differences.length;
}
process.exitCode = differences === 0 ? 0 : 1;
