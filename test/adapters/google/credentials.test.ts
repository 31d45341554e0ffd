import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { accountOf, openClient, signInWith } from '../../../functions/adapters/google/client.ts';

const FEDERATION = {
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/a',
  subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  token_url: 'https://sts.googleapis.com/v1/token',
  service_account_impersonation_url:
    'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/bot@school.iam.gserviceaccount.com:generateAccessToken',
  credential_source: {
    environment_id: 'aws1',
    regional_cred_verification_url: 'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
  },
};

function fileWith(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'google.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('federation and keys name the account that workbooks are shared with; nothing is sent', () => {
  expect(accountOf(fileWith(FEDERATION))).toBe('bot@school.iam.gserviceaccount.com');
  expect(accountOf(fileWith({ type: 'service_account', client_email: 'a@b.c', private_key: 'k' }))).toBe('a@b.c');
  const client = openClient({ credentials: fileWith(FEDERATION), api: null, perMinute: 60 });
  expect(client.account).toBe('bot@school.iam.gserviceaccount.com');
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /不是 JSON/],
  ['another type', { type: 'authorized_user' }, /type 是“authorized_user”/],
  ['no audience', { ...FEDERATION, audience: '' }, /缺少 audience/],
  [
    'no impersonation',
    { ...FEDERATION, service_account_impersonation_url: undefined },
    /缺少 service_account_impersonation_url.*共享/,
  ],
  ['a token address of a stranger', { ...FEDERATION, token_url: 'https://sts.example.com/v1/token' }, /token_url 不对/],
  [
    'an impersonation address of a stranger',
    {
      ...FEDERATION,
      service_account_impersonation_url: 'https://example.com/v1/projects/-/serviceAccounts/a:generateAccessToken',
    },
    /service_account_impersonation_url 不对/,
  ],
  ['no key', { type: 'service_account', client_email: 'a@b.c' }, /缺少 private_key/],
])('credentials with %s are refused in words', (_, content, words) => {
  expect(() => accountOf(fileWith(content))).toThrow(words);
});

test('nothing set, a file that is not there, a stand-in elsewhere: each says what to do', () => {
  expect(() => accountOf(null)).toThrow(/XIETONG_GOOGLE_CREDENTIALS/);
  expect(() => accountOf('/nowhere/google.json')).toThrow(/读不到/);
  expect(() => openClient({ credentials: null, api: 'https://example.com', perMinute: 60 })).toThrow(/本机地址/);
});

test("federation signs with the credentials of its surroundings, offline: no secret of Google's is needed", async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'example');
  vi.stubEnv('AWS_SESSION_TOKEN', 'session');
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  const warnings = vi.spyOn(console, 'warn');
  const client = signInWith(fileWith(FEDERATION));
  if (!('retrieveSubjectToken' in client)) throw new Error('not a federation');
  const token = JSON.parse(decodeURIComponent(await client.retrieveSubjectToken())) as {
    url: string;
    headers: { key: string; value: string }[];
  };
  expect(token.url).toBe('https://sts.ap-southeast-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15');
  expect(token.headers.find(({ key }) => key.toLowerCase() === 'x-goog-cloud-target-resource')?.value).toBe(
    FEDERATION.audience,
  );
  expect(warnings).not.toHaveBeenCalled();
});
