import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { signatureOf } from '../../../functions/adapters/webhook/verify.ts';
import { openWebhook } from '../../../functions/cli/serve/webhook.ts';
import { readEnvironment } from '../../../functions/env.ts';
import { openGate } from '../../../functions/wiring.ts';
import type { Runs } from '../../../shared/ports.ts';

const SECRET = 'a secret that is long enough to keep';

async function anEndpoint(claimNote: Runs['claimNote']) {
  const changed: string[] = [];
  const refused: string[] = [];
  const runs = { claimNote } as Runs;
  const judge = openGate(readEnvironment({ XIETONG_WEBHOOK_SECRET: SECRET }), runs);
  const webhook = await openWebhook(
    0,
    judge,
    (id) => changed.push(id),
    (why) => refused.push(why),
  );
  onTestFinished(() => webhook.close());
  return { webhook, changed, refused };
}

function headersFor(body: string): Record<string, string> {
  const parts = { timestamp: String(Math.floor(Date.now() / 1_000)), nonce: randomUUID(), body };
  return {
    'x-xietong-timestamp': parts.timestamp,
    'x-xietong-nonce': parts.nonce,
    'x-xietong-signature': signatureOf(SECRET, parts),
  };
}

test('a signed message is passed on once; a replay, a stranger and a flood are not', async () => {
  const known = new Set<string>();
  const { webhook, changed, refused } = await anEndpoint(
    async (name) => !known.has(name) && known.add(name) !== undefined,
  );
  const body = '{"workbook":"spreadsheet-1"}';
  const headers = headersFor(body);
  const post = async (more: RequestInit) =>
    (await fetch(webhook.url, { method: 'POST', body, headers, ...more })).status;
  expect(await post({})).toBe(202);
  expect(await post({})).toBe(403);
  expect(await post({ headers: {} })).toBe(403);
  const long = 'x'.repeat(9_000);
  expect(await post({ body: long, headers: headersFor(long) })).toBe(403);
  expect((await fetch(webhook.url)).status).toBe(404);
  expect(changed).toEqual(['spreadsheet-1']);
  expect(refused).toEqual(['replayed', 'incomplete', 'tooLong']);
});

test('where the store cannot say whether a nonce is new, nobody gets in', async () => {
  const { webhook, changed } = await anEndpoint(async () => {
    throw new Error('the store is away');
  });
  const body = '{"workbook":"spreadsheet-1"}';
  expect((await fetch(webhook.url, { method: 'POST', body, headers: headersFor(body) })).status).toBe(503);
  expect(changed).toEqual([]);
});
