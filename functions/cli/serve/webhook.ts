import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LONGEST_BODY } from '../../../shared/run/changes.ts';
import type { OpenGate } from '../../wiring.ts';

type Verdict = Awaited<ReturnType<OpenGate['verify']>>;

export interface WebhookListener {
  readonly url: string;
  close(): Promise<void>;
}

const PATH = '/changed';
/** Milliseconds within which a message must be complete, and between two checks for incomplete ones. */
const SLOWEST = 10_000;
const LOOK_EVERY = 1_000;
/** Simultaneous connections; fewer workbooks of a school change at one moment. */
const MOST = 200;

/**
 * Accepts signed messages “this workbook has changed” on loopback; a proxy of the school forwards them there. A refused
 * sender learns nothing but the refusal.
 */
export async function openWebhook(
  port: number,
  gate: OpenGate,
  onChange: (workbook: string) => void,
  onRefused: (why: string) => void,
): Promise<WebhookListener> {
  const limits = { headersTimeout: SLOWEST, requestTimeout: SLOWEST, connectionsCheckingInterval: LOOK_EVERY };
  const server = createServer(limits, (request, response) => {
    const answer = (status: number): void => {
      response.writeHead(status, { connection: 'close' }).end();
    };
    if (request.method !== 'POST' || request.url !== PATH) {
      answer(404);
      return;
    }
    receive(request, gate, onChange).then(
      (verdict) => {
        if (!verdict.ok) onRefused(verdict.why);
        answer(verdict.ok ? 202 : verdict.why === 'noJson' ? 415 : 403);
      },
      // If the store cannot be asked whether a nonce is new, nobody gets in.
      () => answer(503),
    );
  });
  server.maxConnections = MOST;
  await listen(server, port);
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}${PATH}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

async function receive(
  request: IncomingMessage,
  { verify, take }: OpenGate,
  onChange: (workbook: string) => void,
): Promise<Verdict> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > LONGEST_BODY) return { ok: false, why: 'tooLong' };
    parts.push(part as Buffer);
  }
  const header = (name: string): string | null => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : null;
  };
  const nonce = header('x-xietong-nonce');
  const verdict = await verify({
    timestamp: header('x-xietong-timestamp'),
    nonce,
    signature: header('x-xietong-signature'),
    contentType: header('content-type'),
    body: Buffer.concat(parts).toString('utf8'),
  });
  if (verdict.ok) {
    onChange(verdict.workbook);
    await take(String(nonce));
  }
  return verdict;
}
