import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { openGate } from '../../wiring.ts';

type Judge = ReturnType<typeof openGate>;

export interface Webhook {
  readonly url: string;
  close(): Promise<void>;
}

const PATH = '/changed';
/** More than any true message has; the rest is not even read. */
const LONGEST_BODY = 8_192;
const SLOWEST = 10_000;

/**
 * Takes signed messages “this workbook has changed” on loopback; a proxy of the school brings them there. Whoever is
 * refused learns nothing but that.
 */
export async function openWebhook(
  port: number,
  judge: Judge,
  onChange: (workbook: string) => void,
  onRefused: (why: string) => void,
): Promise<Webhook> {
  const server = createServer((request, response) => {
    const answer = (status: number): void => {
      response.writeHead(status, { connection: 'close' }).end();
    };
    if (request.method !== 'POST' || request.url !== PATH) {
      answer(404);
      return;
    }
    receive(request, judge).then(
      (verdict) => {
        if (verdict.ok) onChange(verdict.workbook);
        else onRefused(verdict.why);
        answer(verdict.ok ? 202 : 403);
      },
      // Where the store cannot be asked whether a nonce is new, nobody gets in.
      () => answer(503),
    );
  });
  server.requestTimeout = SLOWEST;
  server.headersTimeout = SLOWEST;
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

async function receive(request: IncomingMessage, judge: Judge): Promise<Awaited<ReturnType<Judge>>> {
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
  return await judge({
    timestamp: header('x-xietong-timestamp'),
    nonce: header('x-xietong-nonce'),
    signature: header('x-xietong-signature'),
    body: Buffer.concat(parts).toString('utf8'),
  });
}
