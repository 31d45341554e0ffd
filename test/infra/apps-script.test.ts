import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type Gate, verifyMessage, workbookSecret } from '../../functions/adapters/webhook/verify.ts';
import { ROOT } from '../architecture/sources.ts';

/** notify.gs with services that stand in for those of Apps Script: what it sends is judged by the webhook's own code. */
const SCRIPT = readFileSync(`${ROOT}infra/apps-script/notify.gs`, 'utf8');
const WORKBOOK = 'a-college-workbook';
/** Key of the school, and what the office gives this workbook. */
const KEY = 'k'.repeat(48);
const SECRET = workbookSecret(KEY, WORKBOOK);

interface Sent {
  readonly url: string;
  readonly message: {
    readonly contentType: string;
    readonly payload: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

interface Desk {
  /** Runs a function of the script, as a trigger or the menu does. */
  call(name: 'install' | 'changed' | 'later', event?: object): void;
  readonly sent: readonly Sent[];
  /** Names of the functions that triggers will call. */
  triggers(): readonly string[];
  /** What the cache holds is forgotten after a minute. */
  minutePasses(): void;
}

/** @param answers HTTP status of each answer, or an error instead of one; 202 when there are no more */
function aDesk(answers: readonly (number | Error)[] = [], secret: string | null = SECRET): Desk {
  const sent: Sent[] = [];
  const cache = new Map<string, string>();
  let triggers: readonly { getHandlerFunction(): string }[] = [];
  const spreadsheet = { getId: () => WORKBOOK };
  const properties: Readonly<Record<string, string | null>> = {
    XIETONG_URL: 'https://example.org/changes',
    XIETONG_SECRET: secret,
  };
  const builder = (name: string): object => {
    const self: object = {
      forSpreadsheet: () => self,
      timeBased: () => self,
      after: () => self,
      onEdit: () => self,
      onChange: () => self,
      create: () => {
        triggers = [...triggers, { getHandlerFunction: () => name }];
      },
    };
    return self;
  };
  const context = createContext({
    console: { warn: () => {} },
    SpreadsheetApp: { getActive: () => spreadsheet },
    PropertiesService: { getScriptProperties: () => ({ getProperty: (name: string) => properties[name] ?? null }) },
    CacheService: {
      getScriptCache: () => ({ get: (key: string) => cache.get(key) ?? null, put: cache.set.bind(cache) }),
    },
    LockService: { getScriptLock: () => ({ tryLock: () => true, releaseLock: () => {} }) },
    ScriptApp: {
      getProjectTriggers: () => triggers,
      newTrigger: builder,
      deleteTrigger: (gone: object) => {
        triggers = triggers.filter((trigger) => trigger !== gone);
      },
    },
    Utilities: {
      Charset: { UTF_8: 'utf8' },
      getUuid: randomUUID,
      sleep: () => {},
      // Bytes there are signed.
      computeHmacSha256Signature: (text: string, key: string) => [
        ...new Int8Array(createHmac('sha256', key).update(text, 'utf8').digest()),
      ],
    },
    UrlFetchApp: {
      fetch: (url: string, message: Sent['message']) => {
        const answer = answers[sent.length] ?? 202;
        sent.push({ url, message });
        if (answer instanceof Error) throw answer;
        return { getResponseCode: () => answer };
      },
    },
  });
  runInContext(SCRIPT, context);
  return {
    call: (name, event) => {
      context.event = event;
      runInContext(`${name}(event)`, context);
    },
    sent,
    triggers: () => triggers.map((trigger) => trigger.getHandlerFunction()),
    minutePasses: () => cache.clear(),
  };
}

const gate: Gate = { key: KEY, now: Date.now, begin: async () => true };

function verdictOf({ message: { payload, headers, contentType } }: Sent): ReturnType<typeof verifyMessage> {
  const header = (name: string): string => headers[`X-Xietong-${name}`] ?? '';
  const [timestamp, nonce, signature] = [header('Timestamp'), header('Nonce'), header('Signature')];
  return verifyMessage({ timestamp, nonce, signature, contentType, body: payload }, gate);
}

describe('the Apps Script of a workbook', () => {
  it('signs as the webhook demands it, and sends the id of the workbook and nothing else', async () => {
    const desk = aDesk();
    // Among so many signatures there are bytes below sixteen, whose leading zero must not be lost.
    for (let time = 0; time < 20; time++) desk.call('later');
    expect(desk.sent).toHaveLength(20);
    for (const sent of desk.sent) {
      expect(await verdictOf(sent)).toEqual({ ok: true, workbook: WORKBOOK });
      expect(sent.message.payload).toBe(`{"workbook":"${WORKBOOK}"}`);
      expect(JSON.stringify(sent)).not.toContain(SECRET);
    }
  });

  it('is installed once however often it is run: for edits and for changes of the sheets', () => {
    const desk = aDesk();
    desk.call('install');
    desk.call('install');
    expect(desk.triggers()).toEqual(['changed', 'changed']);
    expect(desk.sent).toHaveLength(2);
  });

  it('tells of the first edit at once, and of those that follow within a minute once, afterwards', () => {
    const desk = aDesk();
    const event = { source: { getId: () => 'another-workbook' } };
    for (let edit = 0; edit < 5; edit++) desk.call('changed', event);
    expect(desk.sent.map(({ message }) => message.payload)).toEqual(['{"workbook":"another-workbook"}']);
    expect(desk.triggers()).toEqual(['later']);
    desk.minutePasses();
    desk.call('later');
    expect([desk.sent.length, desk.triggers()]).toEqual([2, []]);
    desk.call('changed');
    expect(desk.sent).toHaveLength(3);
  });

  it.each<[string, readonly (number | Error)[], number]>([
    ['accepted', [202], 1],
    ['refused', [403], 1],
    ['not taken now', [503, 202], 2],
    ['one too many', [429, 202], 2],
    ['one too many, again and again', [429, 429, 429, 202], 3],
    ['not answered', [new Error('timeout'), new Error('timeout'), new Error('timeout')], 3],
  ])('sends a message that was %s so many times, each time the same', (_, answers, times) => {
    const desk = aDesk(answers);
    desk.call('later');
    expect(desk.sent).toHaveLength(times);
    expect(new Set(desk.sent.map((sent) => JSON.stringify(sent))).size).toBe(1);
  });

  it('says what has to be filled in where the secret is missing', () => {
    const desk = aDesk([], null);
    expect(() => desk.call('install')).toThrow('请先在“项目设置 → 脚本属性”里填写 XIETONG_URL 和 XIETONG_SECRET。');
    expect(desk.sent).toEqual([]);
  });
});
