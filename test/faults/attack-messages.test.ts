import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openWebhook } from '../../functions/cli/serve/webhook.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openGate } from '../../functions/wiring.ts';
import { RULES } from '../../shared/rules/index.ts';
import { openSnapshot } from '../../shared/run/snapshot.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { parseSettings } from '../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import { readManifest } from '../../shared/year/manifest.ts';
import { notesInMemory } from '../support/notes.ts';
import { signedBy } from '../support/signed-by.ts';
import { attacked } from './tally.ts';

/** Messages and stored texts made by a hostile hand. */

const SECRET = 'a secret that is long enough to keep';
const PORT = 0;

async function anEndpoint() {
  const changed: string[] = [];
  const refused: string[] = [];
  const gate = openGate(readEnvironment({ XIETONG_WEBHOOK_SECRET: SECRET }), notesInMemory());
  const webhook = await openWebhook(
    PORT,
    gate,
    (id) => changed.push(id),
    (why) => refused.push(why),
  );
  return { webhook, changed, refused };
}

function signed(body: string, at = Date.now(), nonce = `nonce-${Math.random().toString(36).slice(2).padEnd(20, '0')}`) {
  const parts = { timestamp: String(Math.floor(at / 1000)), nonce, body };
  return { ...parts, signature: signedBy(SECRET, parts) };
}

const changedAt = (text: string, at: number): string =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);

describe('the endpoint of serve', () => {
  it('every change of one sign, every stretch of time and every other shape of a true message is refused', {
    timeout: 120_000,
  }, async () => {
    const { webhook, changed, refused } = await anEndpoint();
    const good = signed('{"workbook":"spreadsheet-1"}');
    const post = async (message: typeof good, init: RequestInit = {}): Promise<number> =>
      (
        await fetch(webhook.url, {
          method: 'POST',
          body: message.body,
          headers: {
            'content-type': 'application/json',
            'x-xietong-timestamp': message.timestamp,
            'x-xietong-nonce': message.nonce,
            'x-xietong-signature': message.signature,
          },
          ...init,
        })
      ).status;
    const forged = (['timestamp', 'nonce', 'body', 'signature'] as const).flatMap((part) =>
      Array.from(good[part], (_, at) => ({ ...good, [part]: changedAt(good[part], at) })),
    );
    const bodies = [
      '{"__proto__":{"workbook":"spreadsheet-1"}}',
      '{"constructor":{"prototype":{"workbook":"spreadsheet-1"}}}',
      '{"workbook":["spreadsheet-1"]}',
      '{"workbook":{"toString":"spreadsheet-1"}}',
      '{"workbook":"../../spreadsheet"}',
      '{"workbook":"spreadsheet-1\\u0000"}',
      '{"workbook":"spreadsheet-1\\n2026-01-01 00:00 done"}',
      '[{"workbook":"spreadsheet-1"}]',
      'null',
      '"spreadsheet-1"',
      '',
      `${'['.repeat(4000)}`,
      `{"workbook":"${'a'.repeat(3900)}"}`,
      `{"a":"${'a'.repeat(4096)}","workbook":"spreadsheet-1"}`,
      `{"a":"${'a'.repeat(100_000)}","workbook":"spreadsheet-1"}`,
    ].map((body) => signed(body));
    // One to come must still be too far off when its turn comes.
    const late = [-301, -86_400, 400, 86_400, 1e9].map((seconds) => signed(good.body, Date.now() + seconds * 1000));
    const all = [...forged, ...bodies, ...late];
    const statuses = [];
    for (const message of all) statuses.push(await post(message));
    expect(new Set(statuses)).toEqual(new Set([403]));
    expect(changed).toEqual([]);
    expect(refused).toHaveLength(all.length);
    // The true one was not spent by all that; once taken it is never taken again, however often it comes.
    expect(await post(good)).toBe(202);
    const replays = await Promise.all(Array.from({ length: 100 }, () => post(good)));
    expect(new Set(replays)).toEqual(new Set([403]));
    expect(changed).toEqual(['spreadsheet-1']);
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await fetch(webhook.url, { method })).status).toBe(404);
    attacked('forged, late, oversized, malformed and replayed messages', all.length + replays.length + 4);
    await webhook.close();
  });

  it('a message that never ends is cut off, and the others are served meanwhile', { timeout: 60_000 }, async () => {
    const { webhook, changed } = await anEndpoint();
    const { port } = new URL(webhook.url);
    const sockets = Array.from({ length: 50 }, () => {
      const socket = createConnection(Number(port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write('POST /changed HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
      return socket;
    });
    const good = signed('{"workbook":"spreadsheet-2"}');
    const { status } = await fetch(webhook.url, {
      method: 'POST',
      body: good.body,
      headers: {
        'content-type': 'application/json',
        'x-xietong-timestamp': good.timestamp,
        'x-xietong-nonce': good.nonce,
        'x-xietong-signature': good.signature,
      },
    });
    expect(status).toBe(202);
    expect(changed).toEqual(['spreadsheet-2']);
    await webhook.close();
    for (const socket of sockets) socket.destroy();
    attacked('messages that never end', sockets.length);
  });
});

describe('prototype pollution', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__'];
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('by headings and cells of every input tab', () => {
    const tables = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)];
    let tried = 0;
    for (const { title, columns } of tables) {
      const headings = Object.values(columns as Readonly<Record<string, { heading: string }>>).map(
        ({ heading }) => heading,
      );
      for (const name of NAMES) {
        const rows: RawCell[][] = [
          [...headings, name],
          ...NAMES.map((own) => [...headings.map(() => own), 'polluted']),
        ];
        const raw = {
          version: '',
          tabs: [
            { title, rows, merges: [] },
            { title: name, rows, merges: [] },
          ],
        };
        expect(() => parseWorkbook(raw, 0, [])).not.toThrow();
        expect(() =>
          parseSettings(
            raw,
            RULES.map(({ id }) => id),
          ),
        ).not.toThrow();
        tried += NAMES.length;
      }
    }
    attacked('rows of names that an object has of its own, in every input tab', tried);
  });

  it('by parameters: a name that every object has is an unknown parameter, and changes none', () => {
    const settingsWith = (rows: RawCell[][]) =>
      parseSettings({ version: '', tabs: [{ title: '考核参数', rows: [['参数', '值'], ...rows], merges: [] }] }, []);
    const { parameters, issues } = settingsWith(NAMES.map((name) => [name, 'polluted']));
    expect(parameters).toEqual(settingsWith([]).parameters);
    expect(Object.getPrototypeOf(parameters)).toBe(Object.getPrototypeOf(settingsWith([]).parameters));
    expect(issues.length - settingsWith([]).issues.length).toBe(NAMES.length);
  });

  it('by stored texts and manifests', () => {
    const evil = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}';
    const tab = `{"title":"组织","rows":[["__proto__"]],"merges":[],${evil}}`;
    const opened = openSnapshot(`{"tabs":[${tab}],${evil}}`, '');
    expect(Object.keys(opened)).toEqual(['version', 'tabs']);
    expect((opened.tabs[0] as unknown as { polluted?: boolean }).polluted).toBeUndefined();
    for (const text of [`{${evil}}`, `{"content":{${evil}},"hash":"x"}`, '[]', 'null', '{"content":null}'])
      expect(() => readManifest(text)).toThrow();
    attacked('stored texts with names that an object has of its own', 6);
  });
});
