import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { toBody } from '../../../functions/adapters/store/body.ts';
import { shanghaiDay } from '../../../functions/clock.ts';
import type { KeptCollege } from '../../../shared/run/kept/kept-college.ts';
import { keptOf, keptText } from '../../../shared/run/kept/stored-kept.ts';
import { openGateway, signedChange } from '../../functions/a-gateway.ts';
import { openLab, SECRET, start } from '../../functions/a-lab.ts';
import { definitionOf, nameOf } from '../../support/cloud.ts';
import { openEngine } from '../../support/engine-process.ts';
import { execute } from '../../support/state-machine/execute.ts';
import { median } from '../figure.ts';
import { typeOneCell } from './edits.ts';
import { type Meter, type MeterOptions, openMeter, type Tally, total } from './meter.ts';

const TABLE = 'a-school-by-day';
const DAY = 86_400_000;
const PACKINGS = 5;

/** What one edit of one cell takes: its judgement, and the messages about it that need none. */
export interface EditTaken {
  readonly judged: Tally;
  readonly echoes: Tally;
}

/** A school at the stand-in for Google, and its functions as they are deployed. */
export interface SchoolByDay {
  /** Workbooks of the colleges. */
  readonly workbooks: readonly string[];
  meter(options: Pick<MeterOptions, 'forgets' | 'cold'>): Meter;
  /** The whole night, as its state machine runs it. @param later days after today */
  night(meter: Meter, later: number): Promise<Tally>;
  /** Opens the channels of Drive. */
  renewal(meter: Meter): Promise<Tally>;
  /** Drive tells that these workbooks have changed, one after the other. */
  echoes(meter: Meter, workbooks: readonly string[]): Promise<Tally>;
  /**
   * One cell is typed, and told as it really comes: by `onEdit`, then by `onChange` and by Drive, and in the end Drive tells
   * of our own write. Each message is worked off before the next one comes.
   */
  edit(meter: Meter, workbook: string): Promise<EditTaken>;
  /** Seconds that it takes to pack what is kept of all colleges. */
  packing(): Promise<number>;
  close(): Promise<void>;
}

export async function openSchoolByDay(colleges: number, studentsPerCollege: number): Promise<SchoolByDay> {
  const engine = await openEngine();
  const store = dynamoStore({ endpoint: engine.endpoint, table: TABLE });
  await store.ensureTable();
  const asOf = shanghaiDay(new Date().toISOString());
  const sample = { colleges, sample: 'bench', studentsPerCollege, faults: true, asOf };
  const lab = await openLab(engine.endpoint, TABLE, sample);
  const { server, queue } = lab;
  const meters: Meter[] = [];
  // Pushes of Drive belong to whoever is measured just now.
  let current: Meter | undefined;
  let pushed = 0;
  const gateway = await openGateway(() => ({
    async send(name, event) {
      const invocation = await (current ?? lab).send(name, event);
      pushed += 1;
      return invocation;
    },
  }));
  const workbooks: string[] = [];
  let edits = 0;

  const measured = (meter: Meter, work: () => Promise<unknown>): Promise<Tally> => {
    current = meter;
    return meter.during(work);
  };
  const workOff = async (meter: Meter): Promise<void> => {
    for (let batch = queue.receive(); batch !== null; batch = queue.receive()) {
      const { answer } = await meter.send('process-change', batch);
      const { batchItemFailures } = answer as { readonly batchItemFailures: readonly object[] };
      if (batchItemFailures.length > 0) throw new Error('a message was given back');
      for (const { messageId } of batch.Records) queue.delete(messageId);
    }
  };
  const tellByScript = async (meter: Meter, workbook: string): Promise<void> => {
    const { answer } = await meter.send('receive-change', signedChange(workbook, SECRET));
    expectTaken([(answer as { readonly statusCode: number }).statusCode]);
    await workOff(meter);
  };
  const tellByDrive = async (meter: Meter, workbook: string): Promise<void> => {
    expectTaken(await server.push(workbook));
    await workOff(meter);
  };

  return {
    workbooks,
    meter(options) {
      const environment = { XIETONG_WEBHOOK_URL: gateway.url };
      const students = colleges * studentsPerCollege;
      const meter = openMeter({ ...options, lab, engine: engine.endpoint, colleges, students, environment });
      meters.push(meter);
      return meter;
    },
    async night(meter, later) {
      const scheduledAt = new Date(Date.now() + later * DAY).toISOString();
      const tally = await measured(meter, async () => {
        const { status, output, error } = await execute(
          definitionOf('night'),
          { scheduledAt },
          `night-${randomUUID()}`,
          (resource, input) => meter.send(nameOf(resource), input),
        );
        if (status === 'FAILED' || Number((output as { readonly failed: number }).failed) > 0)
          throw new Error(`the night failed: ${error?.name} ${error?.cause}`);
      });
      const heads = await store.snapshots.heads();
      const ids = heads.map(({ workbook }) => workbook).filter((id) => id !== lab.school);
      workbooks.splice(0, workbooks.length, ...ids);
      return tally;
    },
    renewal: (meter) =>
      measured(meter, async () => {
        const before = pushed;
        await meter.send('renew-watches', start('renewal', new Date().toISOString()));
        if (server.channels.length !== colleges + 1) throw new Error('not all channels are open');
        // Of every channel Drive tells that it is open, whether or not anybody waits for it.
        while (pushed < before + colleges + 1) await sleep(10);
      }),
    echoes: (meter, told) =>
      measured(meter, async () => {
        for (const workbook of told) await tellByDrive(meter, workbook);
      }),
    async edit(meter, workbook) {
      typeOneCell(server.workbook(workbook), edits++);
      const judged = await measured(meter, () => tellByScript(meter, workbook));
      const wrote = total(judged).googleWrites > 0;
      const echoes = await measured(meter, async () => {
        await tellByScript(meter, workbook);
        await tellByDrive(meter, workbook);
        if (wrote) await tellByDrive(meter, workbook);
      });
      return { judged, echoes };
    },
    async packing() {
      const kept: KeptCollege[] = [];
      for (const { college } of await store.snapshots.heads()) {
        const one = keptOf(await store.images.image('kept', college));
        if (one !== null) kept.push(one);
      }
      if (kept.length !== colleges) throw new Error('not all colleges are kept');
      const seconds: number[] = [];
      for (let round = 0; round < PACKINGS; round++) {
        const begun = performance.now();
        for (const one of kept) toBody({ pk: '', sk: '' }, keptText(one));
        seconds.push((performance.now() - begun) / 1_000);
      }
      return median(seconds);
    },
    async close() {
      await lab.close();
      await gateway.close();
      for (const meter of meters) await meter.close();
      await engine.stop();
    },
  };
}

function expectTaken(statuses: readonly number[]): void {
  if (statuses.join() !== '202') throw new Error(`a message was answered with ${statuses.join()}`);
}
