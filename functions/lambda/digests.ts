import type { Messages, Store, TimeLeft } from '../../shared/ports.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { DEFAULT_TABLE, readEnvironment } from '../env.ts';
import { messagesOf } from '../open-messages.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What the digest works with: the store and the channels; no workbook. */
export interface WiredDigests {
  readonly store: Store;
  readonly messages: Messages;
  readonly telemetry: Telemetry;
}

export function wireDigests(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): WiredDigests {
  const environment = readEnvironment(variables);
  const { XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  return {
    store: dynamoStore({ table, endpoint, timeLeft }),
    messages: messagesOf(environment),
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
  };
}
