import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request as the proxy saw it. */
export interface SeenRequest {
  /** 1, 2, 3, … in the order of arrival. */
  readonly number: number;
  /** The service's name of the operation, e.g. `TransactWriteItems`. */
  readonly operation: string;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: string;
}

/** An answer in place of the service's. `applied`: the request is carried out first. */
export interface FalseReply {
  readonly status: number;
  /** Name of the exception, e.g. `ThrottlingException`. */
  readonly type: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is answered instead of JSON, e.g. the XML of S3. */
  readonly text?: string;
  readonly applied?: boolean;
}

/**
 * `cut-before`: the connection breaks before the request is carried out; `cut-after`: it is carried out, and the
 * connection breaks before the answer; `half`: it is carried out, and the connection breaks in the middle of the answer;
 * `hang`: nothing is carried out and no answer ever comes.
 */
export type Fault = 'cut-before' | 'cut-after' | 'half' | 'hang' | FalseReply;

/** The fault for a request; `null` = none. */
export type Plan = (request: SeenRequest) => Fault | null;

export interface FaultyProxy {
  readonly endpoint: string;
  /** Replaces the plan and numbers from 1 again. */
  plan(plan: Plan): void;
  /** Operations since the last plan, in the order of arrival. */
  operations(): readonly string[];
  close(): Promise<void>;
}

/** A proxy on a free loopback port in front of an HTTP service. It passes on every request for which the plan has no fault. */
export async function openFaultyProxy(target: string): Promise<FaultyProxy> {
  let decide: Plan = () => null;
  let seen: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('error', () => {});
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      const operation = String(incoming.headers['x-amz-target'] ?? incoming.url).replace(/^.*\./u, '');
      seen.push(operation);
      const fault = decide({
        number: seen.length,
        operation,
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        body: body.toString('utf8'),
      });
      answer({ target, incoming, outgoing, body }, fault);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    plan(next) {
      decide = next;
      seen = [];
    },
    operations: () => seen,
    close: () => close(server),
  };
}

interface Exchange {
  readonly target: string;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: Buffer;
}

function answer(exchange: Exchange, fault: Fault | null): void {
  const { incoming, outgoing } = exchange;
  const cut = (): Socket => incoming.socket.destroy();
  if (fault === 'hang') return;
  if (fault === 'cut-before') return void cut();
  if (fault === 'cut-after') return void forward(exchange, (response) => response.resume().on('end', cut));
  if (fault === 'half') {
    forward(exchange, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, { ...response.headers, 'content-length': '100000' });
      response.once('data', (part: Buffer) => outgoing.write(part.subarray(0, Math.ceil(part.length / 2)), cut));
      response.once('end', cut);
    });
    return;
  }
  if (fault === null) {
    forward(exchange, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    return;
  }
  const reply = (): void => {
    outgoing.writeHead(fault.status, { 'content-type': 'application/x-amz-json-1.0', ...fault.headers });
    outgoing.end(
      fault.text ?? JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${fault.type}`, ...fault.details }),
    );
  };
  if (fault.applied) forward(exchange, (response) => response.resume().on('end', reply));
  else reply();
}

function forward({ target, incoming, body }: Exchange, use: (response: IncomingMessage) => void): ClientRequest {
  const { method, url, headers } = incoming;
  const onward = request(new URL(url ?? '/', target), { method, headers, agent: false }, use);
  onward.on('error', () => incoming.socket.destroy());
  onward.end(body);
  return onward;
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
