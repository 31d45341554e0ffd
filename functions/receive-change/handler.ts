import { LONGEST_BODY } from '../../shared/run/changes.ts';
import { type LambdaContext, openDeadline } from '../lambda/deadline.ts';
import { reportFailure } from '../lambda/failure.ts';
import { type Webhook, wireWebhook } from '../lambda/webhook.ts';

import { unwired } from '../telemetry.ts';
import { type HttpEvent, httpEvent } from './http-event.ts';

interface HttpAnswer {
  readonly statusCode: number;
}

/** What the sender may learn about a refusal. */
const STATUS: Readonly<Record<string, number>> = { tooLong: 413, noJson: 415 };

let webhook: Webhook | null = null;
const deadline = openDeadline();

/** “This workbook has changed”, over HTTP. A refused sender learns nothing but the refusal; 503 asks to come again. */
export const handler = async (raw: unknown, context: LambdaContext): Promise<HttpAnswer> => {
  deadline.begin(context);
  try {
    webhook ??= wireWebhook(process.env, deadline.timeLeft);
    const event = httpEvent.safeParse(raw);
    return { statusCode: event.success ? await receive(webhook, event.data) : 400 };
  } catch (error) {
    reportFailure(webhook?.telemetry ?? unwired(), 'receive-change', error);
    return { statusCode: 503 };
  }
};

async function receive(own: Webhook, { header, body, method }: HttpEvent): Promise<number> {
  if (method !== 'POST') return 405;
  if (body.length > LONGEST_BODY) return 413;
  const channel = header('x-goog-channel-id');
  if (channel !== null) return await receivePush(own, channel, header);
  const [timestamp, nonce] = [header('x-xietong-timestamp'), header('x-xietong-nonce')];
  const [signature, contentType] = [header('x-xietong-signature'), header('content-type')];
  const verdict = await own.verify({ timestamp, nonce, signature, contentType, body });
  if (!verdict.ok) return STATUS[verdict.why] ?? 403;
  await own.changed(verdict.workbook, { id: String(nonce), nonce });
  return 202;
}

/** A push of Drive. A repetition carries the same number, by which the queue recognizes it. */
async function receivePush(own: Webhook, channel: string, header: HttpEvent['header']): Promise<number> {
  const number = header('x-goog-message-number') ?? '';
  if (!/^[\w-]{1,64}$/.test(channel) || !/^\d{1,20}$/.test(number)) return 400;
  const workbook = await own.workbookOf(channel, header('x-goog-channel-token'));
  if (workbook === null) return 403;
  // The first message of a channel only says that it is open.
  if (header('x-goog-resource-state') === 'sync') return 200;
  await own.changed(workbook, { id: `${channel}/${number}`, nonce: null });
  return 202;
}
