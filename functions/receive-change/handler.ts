import { type Webhook, wireWebhook } from '../lambda-webhook.ts';
import { type HttpEvent, httpEvent } from './http-event.ts';

interface HttpAnswer {
  readonly statusCode: number;
}

let webhook: Webhook | null = null;

/** “This workbook has changed”, over HTTP. Whoever is refused learns nothing but that; 503 asks to come again. */
export const handler = async (raw: unknown): Promise<HttpAnswer> => {
  try {
    webhook ??= wireWebhook(process.env);
    const event = httpEvent.safeParse(raw);
    return { statusCode: event.success ? await receive(webhook, event.data) : 400 };
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    webhook?.telemetry.failed('receive-change', { kind, message: '', at: '' });
    return { statusCode: 503 };
  }
};

async function receive(own: Webhook, { headers, body, requestContext }: HttpEvent): Promise<number> {
  const header = (name: string): string | null => headers[name] ?? null;
  const channel = header('x-goog-channel-id');
  if (channel !== null) {
    const workbook = await own.workbookOf(channel, header('x-goog-channel-token'));
    if (workbook === null) return 403;
    // The first message of a channel only says that it is open.
    if (header('x-goog-resource-state') !== 'sync') await own.changed(workbook, requestContext.requestId);
    return 202;
  }
  const [timestamp, nonce] = [header('x-xietong-timestamp'), header('x-xietong-nonce')];
  const verdict = await own.judge({ timestamp, nonce, signature: header('x-xietong-signature'), body });
  if (verdict.ok) await own.changed(verdict.workbook, nonce ?? '');
  return verdict.ok ? 202 : 403;
}
