import type { Runs, Store, TimeLeft } from '../../shared/ports.ts';
import { changeNotes } from '../../shared/run/changes.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { type ChangedWorkbooks, sqsChanges } from '../adapters/sqs/changes.ts';
import { moments } from '../clock.ts';
import { DEFAULT_TABLE, NotDeployed, readEnvironment } from '../env.ts';
import { isWritable, knownProbe, openRemoteFiles, readOnlyWords } from '../open-remote-files.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What a look works with: the place's listing, the store and the queue; no workbook is opened. */
export interface WiredLook {
  readonly store: Store;
  readonly telemetry: Telemetry;
  /** The place's listing, and why the place is read-only (`null`: it is writable). */
  list(): Promise<{ readonly versions: ReadonlyMap<string, string>; readonly readOnly: string | null }>;
  /** Marks a workbook as dirty and asks for a worker, in this order. */
  changed(workbook: string, id: string): Promise<void>;
}

export function wireLook(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): WiredLook {
  const environment = readEnvironment(variables);
  const { XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  const { XIETONG_PLACE: place, XIETONG_QUEUE_URL: queue } = environment;
  if (place === undefined) throw new NotDeployed('XIETONG_PLACE');
  if (queue === undefined) throw new NotDeployed('XIETONG_QUEUE_URL');
  const store = dynamoStore({ table, endpoint, timeLeft });
  const tell = teller(store.runs, sqsChanges(queue, timeLeft));
  return {
    store,
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
    async list() {
      const files = await openRemoteFiles(place, environment, timeLeft);
      const isWritten = isWritable(await knownProbe(files, place, store.runs));
      const listed = await files.list();
      const versions = listed.flatMap(({ name, version }) => (version === null ? [] : [[name, version] as const]));
      return { versions: new Map(versions), readOnly: isWritten ? null : readOnlyWords(place) };
    },
    changed: tell,
  };
}

function teller(runs: Runs, changes: ChangedWorkbooks): WiredLook['changed'] {
  const notes = changeNotes(runs, moments);
  return async (workbook, id) => {
    await notes.mark(workbook, id);
    await changes.send({ workbook, id });
  };
}
