import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedBy } from '../support/signed-by.ts';
import type { Lab } from './a-lab.ts';

/** Address that stands for the HTTP API of the deployment. */
export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** Hands every request to the deployed webhook as an HTTP API does (payload version 2.0), and gives its answer back. */
export async function openGateway(lab: () => Pick<Lab, 'send'>): Promise<Gateway> {
  const server = createServer((request, response) => {
    void eventOf(request)
      .then((event) => lab().send('receive-change', event))
      .then(({ answer, error }) => {
        const status = error === null ? (answer as { readonly statusCode: number }).statusCode : 500;
        response.writeHead(status, { connection: 'close' }).end();
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/changed`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function eventOf(request: IncomingMessage): Promise<object> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return httpEvent(String(request.method), request.headers as Record<string, string>, Buffer.concat(parts).toString());
}

/** An event as the HTTP API makes it. */
export function httpEvent(method: string, headers: Readonly<Record<string, string>>, body = ''): object {
  return {
    version: '2.0',
    routeKey: `${method} /changed`,
    rawPath: '/changed',
    rawQueryString: '',
    headers,
    requestContext: { requestId: randomUUID(), stage: '$default', http: { method, path: '/changed' } },
    ...(body === '' ? {} : { body }),
    isBase64Encoded: false,
  };
}

/** A message of a workbook's Apps Script, as the HTTP API hands it on. */
export function signedChange(workbook: string, secret: string): object {
  const message = {
    timestamp: String(Math.floor(Date.now() / 1_000)),
    nonce: randomUUID(),
    body: JSON.stringify({ workbook }),
  };
  const headers = {
    'content-type': 'application/json',
    'x-xietong-timestamp': message.timestamp,
    'x-xietong-nonce': message.nonce,
    'x-xietong-signature': signedBy(secret, message),
  };
  return httpEvent('POST', headers, message.body);
}
