import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { initPlace } from '../../../functions/cli/init/init-place.ts';
import { openWebhook } from '../../../functions/cli/serve/webhook.ts';
import { readEnvironment } from '../../../functions/env.ts';
import { openGate } from '../../../functions/wiring.ts';
import { type Notes, notesInMemory } from '../../support/notes.ts';
import { signedBy } from '../../support/signed-by.ts';

const SECRET = 'a secret that is long enough to keep';

async function anEndpoint(notes: Notes) {
  const changed: string[] = [];
  const refused: string[] = [];
  const gate = openGate(readEnvironment({ XIETONG_WEBHOOK_SECRET: SECRET }), notes);
  const webhook = await openWebhook(
    0,
    gate,
    (id) => changed.push(id),
    (why) => refused.push(why),
  );
  onTestFinished(() => webhook.close());
  return { webhook, changed, refused };
}

function headersFor(body: string): Record<string, string> {
  const parts = { timestamp: String(Math.floor(Date.now() / 1_000)), nonce: randomUUID(), body };
  return {
    'content-type': 'application/json',
    'x-xietong-timestamp': parts.timestamp,
    'x-xietong-nonce': parts.nonce,
    'x-xietong-signature': signedBy(SECRET, parts),
  };
}

test('a signed message is passed on once; a replay, a stranger and a flood are not', async () => {
  const { webhook, changed, refused } = await anEndpoint(notesInMemory());
  const body = '{"workbook":"spreadsheet-1"}';
  const headers = headersFor(body);
  const post = async (more: RequestInit) =>
    (await fetch(webhook.url, { method: 'POST', body, headers, ...more })).status;
  expect(await post({})).toBe(202);
  expect(await post({})).toBe(403);
  expect(await post({ headers: {} })).toBe(403);
  const long = 'x'.repeat(9_000);
  expect(await post({ body: long, headers: headersFor(long) })).toBe(403);
  expect(await post({ headers: { ...headersFor(body), 'content-type': 'text/plain' } })).toBe(415);
  expect((await fetch(webhook.url)).status).toBe(404);
  expect(changed).toEqual(['spreadsheet-1']);
  expect(refused).toEqual(['replayed', 'incomplete', 'tooLong', 'noJson']);
});

test('where the store cannot say whether a nonce is new, nobody gets in', async () => {
  const away = async (): Promise<never> => {
    throw new Error('the store is away');
  };
  const { webhook, changed } = await anEndpoint({ ...notesInMemory(), claimNote: away });
  const body = '{"workbook":"spreadsheet-1"}';
  expect((await fetch(webhook.url, { method: 'POST', body, headers: headersFor(body) })).status).toBe(503);
  expect(changed).toEqual([]);
});

test('a message whose serve died before it was handed on is let in again, one that was handed on is not', async () => {
  const notes = notesInMemory();
  const body = '{"workbook":"spreadsheet-1"}';
  const headers = headersFor(body);
  await notes.putNote(`nonce/${headers['x-xietong-nonce']}`, 'begun');
  const { webhook, changed } = await anEndpoint(notes);
  const post = async () => (await fetch(webhook.url, { method: 'POST', body, headers })).status;
  expect([await post(), await post()]).toEqual([202, 403]);
  expect(changed).toEqual(['spreadsheet-1']);
});

test('connections that send nothing, half a head or half a body are closed after ten seconds', {
  timeout: 30_000,
}, async () => {
  const { webhook } = await anEndpoint(notesInMemory());
  const { port } = new URL(webhook.url);
  const begun = Date.now();
  const lives = [
    '',
    'POST /changed HTTP/1.1\r\nhost: x\r\n',
    'POST /changed HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n{',
  ].map(async (text) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write(text);
    await once(socket, 'close');
    return Date.now() - begun;
  });
  for (const life of await Promise.all(lives)) expect(life).toBeLessThan(13_000);
});

test('where the port of messages is taken, serve says so and ends', { timeout: 60_000 }, async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'serve-port-')), '台账');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await initPlace({ folder, colleges: 1, sample: null, studentsPerCollege: null, faults: true, asOf: 46_218 });
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  const env = { ...process.env, XIETONG_WEBHOOK_SECRET: SECRET, XIETONG_WEBHOOK_PORT: port };
  const child = spawn(process.execPath, ['functions/cli/main.ts', 'serve', folder], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect((await once(child, 'exit'))[0]).toBe(2);
  expect(said).toBe(
    `通知端口 ${port} 打不开：listen EADDRINUSE: address already in use 127.0.0.1:${port}。请改 XIETONG_WEBHOOK_PORT。\n`,
  );
});
