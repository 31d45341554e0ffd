import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

/** One request to the table, as the engine bills it. */
export interface TableRequest {
  /** Partition of the item that it puts or gets; '' for requests about many items. */
  readonly partition: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Whether it puts one item. */
  readonly puts: boolean;
}

export interface CountedTable {
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface CountedTableOptions {
  /** Items that are never there: puts are taken and dropped, and neither they nor reads of them are billed. */
  readonly isForgotten: (partition: string, sort: string) => boolean;
  readonly seen: (request: TableRequest) => void;
}

const keyed = z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) });
const sent = z.looseObject({
  Key: keyed.optional(),
  Item: z.looseObject(keyed.shape).optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
});
const batch = z.array(z.object({ PutRequest: z.object({ Item: z.looseObject(keyed.shape) }).optional() }));
const capacity = z.object({ CapacityUnits: z.number() });
const answered = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

const WRITES: ReadonlySet<string> = new Set(['PutItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

/** A proxy on a free loopback port before the engine, which has the engine tell the units of every request. */
export async function openCountedTable(engine: string, options: CountedTableOptions): Promise<CountedTable> {
  const server = createServer((incoming, outgoing) => {
    void pass(engine, incoming, options).then(
      ({ status, text }) => outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(text),
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  engine: string,
  incoming: IncomingMessage,
  { isForgotten, seen }: CountedTableOptions,
): Promise<{ readonly status: number; readonly text: string }> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const body = sent.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
  const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./u, '');
  const keys = keysOf(body);
  const isWrite = WRITES.has(operation);
  const [first] = keys;
  const told = { partition: keys.length === 1 ? (first?.pk.S ?? '') : '', puts: operation === 'PutItem' };
  if (keys.length > 0 && keys.every(({ pk, sk }) => isForgotten(pk.S, sk.S))) {
    seen({ ...told, readUnits: 0, writeUnits: 0 });
    return { status: 200, text: operation === 'BatchWriteItem' ? '{"UnprocessedItems":{}}' : '{}' };
  }
  const { 'content-type': type, 'x-amz-target': target, 'x-amz-date': date, authorization } = incoming.headers;
  const response = await fetch(engine, {
    method: 'POST',
    headers: {
      'content-type': String(type),
      'x-amz-target': String(target),
      'x-amz-date': String(date),
      authorization: String(authorization),
    },
    body: JSON.stringify({ ...body, ReturnConsumedCapacity: 'TOTAL' }),
  });
  const text = await response.text();
  const { ConsumedCapacity: used = [] } = answered.parse(JSON.parse(text));
  const units = [used].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  seen({ ...told, readUnits: isWrite ? 0 : units, writeUnits: isWrite ? units : 0 });
  return { status: response.status, text };
}

function keysOf({ Key, Item, RequestItems = {} }: z.output<typeof sent>): readonly z.output<typeof keyed>[] {
  const one = Key ?? Item;
  if (one !== undefined) return [one];
  return Object.values(RequestItems).flatMap((requests) =>
    (batch.safeParse(requests).data ?? []).flatMap(({ PutRequest }) => (PutRequest ? [PutRequest.Item] : [])),
  );
}
