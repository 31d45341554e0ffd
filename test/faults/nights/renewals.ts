import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { isChannelToken } from '../../../functions/adapters/webhook/verify.ts';
import { CHANNELS, type WatchChannel, watchChannel } from '../../../shared/run/watch-channel.ts';
import { answerOf, openLab, start } from '../../functions/a-lab.ts';
import { openSandbox } from '../../support/bundles.ts';
import { openEngine } from '../../support/engine-process.ts';
import { openFaultyProxy } from '../../support/faulty-proxy.ts';
import { type Fault, googleCalls, plant, type Sort, sortOf, waysOf } from './plant.ts';

/**
 * A fault at every external call of a renewal of Drive's channels, each followed by the renewal six hours later: every
 * workbook is watched then by one lasting channel whose messages are believed, and none that is not the school's.
 */

export interface RenewalReport {
  readonly trials: number;
  readonly sorts: ReadonlyMap<Sort, number>;
  /** Channels that stayed open at Google without our knowing them; they end within a day, and nobody believes them. */
  readonly unknown: number;
  readonly differences: readonly string[];
}

const HOUR = 3_600_000;
/** Hours that a channel must last after a renewal. */
const LASTING = 13;
const ENDS_SOON = 1;
/** What no college's workbook is called. */
const REMOVED = 'a-removed-college';

interface Noted extends WatchChannel {
  readonly name: string;
}

/** @param every every k-th fault only, beginning with the `offset`-th */
export async function renewals(every: number, offset: number): Promise<RenewalReport> {
  const engine = await openEngine();
  const table = 'renewals';
  await dynamoStore({ endpoint: engine.endpoint, table }).ensureTable();
  const lab = await openLab(engine.endpoint, table);
  const proxy = await openFaultyProxy(engine.endpoint);
  const { runs } = dynamoStore({ endpoint: engine.endpoint, table });
  const noted = async (): Promise<readonly Noted[]> =>
    (await runs.notes(CHANNELS)).map(({ name, value }) => ({ ...watchChannel.parse(JSON.parse(value)), name }));

  /** One renewal; gives the calls that it made. */
  const renew = async (fault: Fault | null) => {
    const environment = { ...lab.environment, DYNAMODB_ENDPOINT: proxy.endpoint };
    const sandbox = await openSandbox('renew-watches', environment, 0);
    const victims = { store: proxy, queue: null, google: lab.server, kill: () => sandbox.kill() };
    plant(victims, fault);
    await sandbox.send(start('renewal'));
    const calls = { store: proxy.operations(), google: googleCalls(lab.server) };
    plant(victims, null);
    return calls;
  };
  /** All channels end within the hour, and one of them is a removed college's. */
  const age = async (): Promise<void> => {
    const expiresAt = new Date(Date.now() + ENDS_SOON * HOUR).toISOString();
    for (const [at, { name, ...channel }] of (await noted()).entries()) {
      const workbook = at === 0 ? REMOVED : channel.workbook;
      await runs.putNote(name, JSON.stringify({ ...channel, workbook, expiresAt }), expiresAt);
    }
  };
  const differences = async (workbooks: readonly string[]): Promise<readonly string[]> => {
    const channels = await noted();
    const lasting = channels.filter(({ expiresAt }) => Date.parse(expiresAt) - Date.now() > (LASTING - 1) * HOUR);
    return [
      ...channels.flatMap(({ workbook }) => (workbooks.includes(workbook) ? [] : [`${workbook} is watched still`])),
      ...workbooks.flatMap((workbook) => {
        const own = lasting.filter((channel) => channel.workbook === workbook);
        const heard = own.filter(({ name, hash }) =>
          lab.server.channels.some(
            ({ id, token, ...open }) =>
              `${CHANNELS}${id}` === name && open.workbook === workbook && isChannelToken(token, hash),
          ),
        );
        return own.length === 1 && heard.length === 1
          ? []
          : [`${workbook} has ${own.length} channels, ${heard.length} of them at Google`];
      }),
    ];
  };
  try {
    answerOf(await lab.send('list-colleges', start('first')));
    await renew(null);
    const workbooks = (await noted()).map(({ workbook }) => workbook);
    await age();
    const calls = await renew(null);
    const undisturbed = await differences(workbooks);
    if (workbooks.length !== 3 || undisturbed.length > 0) throw new Error(`not watched: ${undisturbed.join()}`);
    const faults = (['store', 'google'] as const).flatMap((kind) =>
      calls[kind].flatMap((call, at) => waysOf(kind, call).map((way) => ({ kind, number: at + 1, way, call }))),
    );
    const sorts = new Map<Sort, number>();
    const found: string[] = [];
    const chosen = faults.filter((_, at) => at % every === offset % every);
    for (const fault of chosen) {
      await age();
      await renew(fault);
      await renew(null);
      const sort = sortOf(fault.kind, fault.call);
      sorts.set(sort, (sorts.get(sort) ?? 0) + 1);
      const name = `renewal, ${fault.kind} ${fault.number} (${fault.call}) ${fault.way}`;
      found.push(...(await differences(workbooks)).map((difference) => `${name}: ${difference}`));
    }
    const known = new Set((await noted()).map(({ name }) => name));
    const unknown = lab.server.channels.filter(({ id }) => !known.has(`${CHANNELS}${id}`)).length;
    return { trials: chosen.length, sorts, unknown, differences: found };
  } finally {
    await Promise.all([proxy.close(), lab.close()]);
    await engine.stop();
  }
}
