import { Refused } from '../shared/ports.ts';
import { dynamoStore } from './adapters/dynamodb/store.ts';
import { type Changes, sqsChanges } from './adapters/sqs/changes.ts';
import { isChannelToken, judge, type SignedMessage, type Verdict } from './adapters/webhook/verify.ts';
import { readEnvironment } from './env.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';

/** What the webhook works with: the store's notes and the queue; no workbook, so that it starts fast. */
export interface Webhook {
  readonly telemetry: Telemetry;
  /** A message of the Apps Script, signed. */
  judge(message: SignedMessage): Promise<Verdict>;
  /** A push of Drive: the workbook of the channel, `null` where the token is not the one it was opened with. */
  workbookOf(channel: string, token: string | null): Promise<string | null>;
  /** Marks a workbook as dirty and asks for a worker. The mark comes first: a message without one finds nothing to do. */
  changed(workbook: string, id: string): Promise<void>;
}

/** Days until a mark that nobody has worked off is forgotten: the night has read the workbook long before. */
const MARK_LIFE = 7 * 86_400_000;

export function wireWebhook(variables: Readonly<Record<string, string | undefined>>): Webhook {
  const environment = readEnvironment(variables);
  const { XIETONG_QUEUE_URL: queue, XIETONG_TABLE: table, DYNAMODB_ENDPOINT: endpoint } = environment;
  if (queue === undefined) throw new Refused('XIETONG_QUEUE_URL is not set: deploy the stack again');
  const { runs } = dynamoStore({ table, endpoint });
  const changes: Changes = sqsChanges(queue, endpoint === undefined ? undefined : new URL(queue).origin);
  const gate = {
    secret: environment.XIETONG_WEBHOOK_SECRET ?? null,
    now: () => Date.now(),
    claim: (nonce: string, expiresAt: string) => runs.claimNote(`nonce/${nonce}`, '1', expiresAt),
  };
  return {
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
    judge: (message) => judge(message, gate),
    async workbookOf(channel, token) {
      const note = await runs.note(`channel/${channel}`);
      if (note === null) return null;
      const { workbook, hash } = JSON.parse(note) as { readonly workbook: string; readonly hash: string };
      return isChannelToken(token, hash) ? workbook : null;
    },
    async changed(workbook, id) {
      const now = new Date();
      const expires = new Date(now.getTime() + MARK_LIFE).toISOString();
      await runs.putNote(`dirty/${workbook}`, `${now.toISOString()} ${id}`, expires);
      await changes.send({ workbook, id });
    },
  };
}
