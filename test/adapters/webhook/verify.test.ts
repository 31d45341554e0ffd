import { describe, expect, it } from 'vitest';
import {
  type Gate,
  isChannelToken,
  type SignedMessage,
  signatureOf,
  tokenHash,
  verifyMessage,
  workbookSecret,
} from '../../../functions/adapters/webhook/verify.ts';
import { signedBy } from '../../support/signed-by.ts';

const KEY = 'a key that is long enough to be kept';
const NOW = Date.UTC(2026, 5, 30, 2);

function gate(change: Partial<Gate> = {}): Gate {
  const known = new Set<string>();
  return {
    key: KEY,
    now: () => NOW,
    begin: async (nonce) => !known.has(nonce) && known.add(nonce) !== undefined,
    ...change,
  };
}

function message(change: Partial<SignedMessage> = {}, key = KEY): SignedMessage {
  const parts = {
    timestamp: String(NOW / 1_000),
    nonce: '0123456789abcdef',
    contentType: 'application/json',
    body: '{"workbook":"spreadsheet-1"}',
    ...change,
  };
  return { signature: signedBy(key, parts), ...parts };
}

describe('a signed message', () => {
  it('is taken once', async () => {
    const one = gate();
    expect(await verifyMessage(message(), one)).toEqual({ ok: true, workbook: 'spreadsheet-1' });
    expect(await verifyMessage(message(), one)).toEqual({ ok: false, why: 'replayed' });
  });

  it.each<[string, SignedMessage, string]>([
    ['another school’s key', message({}, 'another key that is long enough.'), 'badSignature'],
    ['a changed body', { ...message(), body: '{"workbook":"spreadsheet-2"}' }, 'badSignature'],
    ['a changed nonce', { ...message(), nonce: 'fedcba9876543210' }, 'badSignature'],
    ['a changed timestamp', { ...message(), timestamp: String(NOW / 1_000 + 1) }, 'badSignature'],
    ['no signature', { ...message(), signature: null }, 'incomplete'],
    ['an empty signature', { ...message(), signature: '' }, 'badSignature'],
    ['no nonce', { ...message(), nonce: null }, 'incomplete'],
    ['a nonce with a line break', message({ nonce: '0123456789abcdef\n' }), 'incomplete'],
    ['an old timestamp', message({ timestamp: String(NOW / 1_000 - 301) }), 'tooOld'],
    ['a timestamp to come', message({ timestamp: String(NOW / 1_000 + 301) }), 'tooOld'],
    ['a timestamp that is none', message({ timestamp: 'now' }), 'tooOld'],
    ['no content type', message({ contentType: null }), 'noJson'],
    ['the content type of a form', message({ contentType: 'application/x-www-form-urlencoded' }), 'noJson'],
    ['a content type that only begins like it', message({ contentType: 'application/jsonp' }), 'noJson'],
    ['no workbook', message({ body: '{}' }), 'badBody'],
    ['a workbook that is a path', message({ body: '{"workbook":"../../etc/passwd"}' }), 'badBody'],
    ['no JSON', message({ body: 'workbook' }), 'badBody'],
    ['a long body', message({ body: `{"workbook":"${'a'.repeat(5_000)}"}` }), 'tooLong'],
  ])('is refused with %s', async (_, given, why) => {
    expect(await verifyMessage(given, gate())).toEqual({ ok: false, why });
  });

  it('is taken with a character set beside its content type', async () => {
    const given = message({ contentType: 'Application/JSON; charset=UTF-8' });
    expect(await verifyMessage(given, gate())).toEqual({ ok: true, workbook: 'spreadsheet-1' });
  });

  it('is taken at the ends of the window', async () => {
    for (const seconds of [-300, 300])
      expect((await verifyMessage(message({ timestamp: String(NOW / 1_000 + seconds) }), gate())).ok).toBe(true);
  });

  it('opens one workbook by its secret, and no other; the key of the school is the secret of none', async () => {
    const [own, other] = ['spreadsheet-1', 'spreadsheet-2'].map((id) => workbookSecret(KEY, id)) as [string, string];
    const { signature: _, ...parts } = message();
    const verdictBy = async (secret: string): Promise<boolean> =>
      (await verifyMessage({ ...parts, signature: signatureOf(secret, parts) }, gate())).ok;
    expect(await Promise.all([own, other, KEY, ''].map(verdictBy))).toEqual([true, false, false, false]);
    expect(own).toMatch(/^[0-9a-f]{64}$/);
    expect(workbookSecret('another key that is long enough.', 'spreadsheet-1')).not.toBe(own);
  });

  it('is refused where no key is set, and its nonce is not spent before the signature holds', async () => {
    expect(await verifyMessage(message(), gate({ key: null }))).toEqual({ ok: false, why: 'noSecret' });
    expect(await verifyMessage(message({}, ''), gate({ key: '' }))).toEqual({ ok: false, why: 'noSecret' });
    const one = gate();
    await verifyMessage({ ...message(), body: '{"workbook":"spreadsheet-2"}' }, one);
    expect((await verifyMessage(message(), one)).ok).toBe(true);
  });
});

describe('the token of a Drive channel', () => {
  it('is compared with its stored hash, and nothing else opens', () => {
    const stored = tokenHash('token of the channel');
    expect(isChannelToken('token of the channel', stored)).toBe(true);
    for (const token of ['token of the channe', '', null, stored]) expect(isChannelToken(token, stored)).toBe(false);
    for (const hash of [null, '', 'token of the channel'])
      expect(isChannelToken('token of the channel', hash)).toBe(false);
  });
});
