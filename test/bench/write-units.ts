import * as z from 'zod';

const attribute = z.object({ S: z.string().optional(), N: z.string().optional(), B: z.string().optional() });
const put = z.object({ Item: z.record(z.string(), attribute) });
const request = z.object({
  Item: put.shape.Item.optional(),
  TransactItems: z.array(z.object({ Put: put.optional() })).optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
});
const batch = z.array(z.object({ PutRequest: put.optional() }));

/**
 * Counts the write units of what this process sends from now on, as DynamoDB bills them: one for each begun KB of an
 * item, two in a transaction. The embedded engine does not tell them.
 */
export function countWriteUnits(): () => number {
  let units = 0;
  const send = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    if (typeof init?.body === 'string') units += unitsOf(init.body);
    return send(input, init);
  };
  return () => units;
}

function unitsOf(body: string): number {
  const { Item, TransactItems = [], RequestItems = {} } = request.parse(JSON.parse(body));
  const batched = Object.values(RequestItems).flatMap((items) => batch.safeParse(items).data ?? []);
  const transacted = TransactItems.reduce((sum, { Put }) => sum + (Put ? 2 * kilobytes(Put.Item) : 0), 0);
  const plain = batched.reduce((sum, { PutRequest }) => sum + (PutRequest ? kilobytes(PutRequest.Item) : 0), 0);
  return transacted + plain + (Item ? kilobytes(Item) : 0);
}

function kilobytes(item: z.infer<typeof put>['Item']): number {
  let bytes = 0;
  for (const [name, { S = '', N = '', B = '' }] of Object.entries(item))
    bytes += Buffer.byteLength(name) + Buffer.byteLength(S) + N.length + Math.floor((B.length * 3) / 4);
  return Math.ceil(bytes / 1024);
}
