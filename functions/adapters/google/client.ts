import { setTimeout as sleep } from 'node:timers/promises';
import { drive, type drive_v3 } from 'googleapis/build/src/apis/drive/index.js';
import { auth, sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { Refused, type TimeLeft } from '../../../shared/ports.ts';
import { readText } from '../../read-text.ts';
import { createPace } from './pace.ts';
import { FIELD_MEANINGS, SETUP } from './words.ts';
import type { GoogleAccess } from './workbooks.ts';

/** How to reach Google; from the environment. */
export interface GoogleSettings {
  /** Path of the credentials: `external_account` (no secret in it) or a service account's key. */
  readonly credentials: string | null;
  /** Address of a stand-in on this machine, for tests: no sign-in. */
  readonly api: string | null;
  /** Reads and writes a minute that Google allows this account. */
  readonly perMinute: number;
  /** Shows a line to a person who waits. */
  progress?(line: string): void;
  /** Limits each call; by default only Google's own limits hold. */
  readonly timeLeft?: TimeLeft;
}

export interface GoogleClient extends GoogleAccess {
  readonly drive: drive_v3.Drive;
  readonly perMinute: number;
}

/** The access that the nightly run needs. */
const SCOPES = [
  'https://www.googleapis.com/auth/spreadsheets',
  'https://www.googleapis.com/auth/drive.metadata.readonly',
] as const;
/** Allows sharing the files that `init` itself made, and no others. */
const SHARING_SCOPE = 'https://www.googleapis.com/auth/drive.file';

export const ALL_SCOPES = [...SCOPES, SHARING_SCOPE] as const;

/** Milliseconds; Google itself gives up after three minutes. */
const LONGEST = 180_000;

/** Makes a client and sends nothing. Throws `Refused`, which says what is missing. */
export function openClient(settings: GoogleSettings): GoogleClient {
  const account = settings.api === null ? accountOf(settings.credentials) : null;
  const { perMinute, progress, timeLeft = () => Number.POSITIVE_INFINITY } = settings;
  const pace = createPace({
    readsPerMinute: perMinute,
    writesPerMinute: perMinute,
    now: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
    timeLeft,
    ...(progress ? { progress } : {}),
  });
  const timeout: TimeLeft = () => Math.max(1, Math.min(LONGEST, Math.floor(timeLeft())));
  return { ...services(settings), pace, account, timeout, perMinute };
}

function services({ api, credentials }: GoogleSettings): Pick<GoogleClient, 'sheets' | 'drive'> {
  if (api !== null) {
    // No token ever leaves for a foreign host: the stand-in is on this machine and gets none.
    if (!isLoopback(api)) throw new Refused(SETUP.notLoopback);
    return { sheets: sheets({ version: 'v4', rootUrl: api }), drive: drive({ version: 'v3', rootUrl: api }) };
  }
  if (credentials === null) throw new Refused(SETUP.noCredentials);
  const signIn = signInWith(credentials);
  return { sheets: sheets({ version: 'v4', auth: signIn }), drive: drive({ version: 'v3', auth: signIn }) };
}

/** The client that fetches and renews tokens. It reads its environment (a Lambda's credentials) only on use. */
export function signInWith(path: string) {
  accountOf(path);
  const fields = fieldsOf(path);
  const scopes = [...ALL_SCOPES];
  if (fields.type === 'service_account')
    return new auth.JWT({ email: String(fields.client_email), key: String(fields.private_key), scopes });
  // `fromJSON` warns about unchecked addresses; `accountOf` has checked them.
  const options: object = { ...fields, scopes };
  return String(sourceOf(fields).environment_id ?? '').startsWith('aws')
    ? new auth.AwsClient(options as ConstructorParameters<typeof auth.AwsClient>[0])
    : new auth.IdentityPoolClient(options as ConstructorParameters<typeof auth.IdentityPoolClient>[0]);
}

function sourceOf({ credential_source: source }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof source === 'object' && source !== null ? (source as Record<string, unknown>) : {};
}

function isLoopback(address: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}

/** Checks the credentials file and returns the e-mail address with which workbooks must be shared. */
export function accountOf(path: string | null): string | null {
  if (path === null) throw new Refused(SETUP.noCredentials);
  const fields = fieldsOf(path);
  const need = (names: readonly string[]): void => {
    const missing = names.find((name) => fields[name] === undefined || fields[name] === '');
    if (missing !== undefined) throw new Refused(SETUP.missingField(path, missing, FIELD_MEANINGS[missing] ?? ''));
  };
  if (fields.type === 'service_account') {
    need(['client_email', 'private_key']);
    return String(fields.client_email);
  }
  if (fields.type !== 'external_account') throw new Refused(SETUP.unknownType(path, String(fields.type ?? '')));
  need(['audience', 'subject_token_type', 'token_url', 'service_account_impersonation_url', 'credential_source']);
  // A changed address would hand the token of this machine to somebody else.
  const wrong = Object.entries(WANTED).find(([name, { pattern }]) => !pattern.test(String(fields[name])));
  if (wrong) throw new Refused(SETUP.wrongField(path, wrong[0], wrong[1].shown));
  return (
    /serviceAccounts\/([^:/]+):generateAccessToken$/.exec(String(fields.service_account_impersonation_url))?.[1] ?? null
  );
}

const WANTED: Readonly<Record<string, { readonly pattern: RegExp; readonly shown: string }>> = {
  token_url: { pattern: /^https:\/\/sts\.googleapis\.com\/v1\/token$/, shown: 'https://sts.googleapis.com/v1/token' },
  service_account_impersonation_url: {
    pattern:
      /^https:\/\/iamcredentials\.googleapis\.com\/v1\/projects\/-\/serviceAccounts\/[^:/]+:generateAccessToken$/,
    shown: 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/<EMAIL>:generateAccessToken',
  },
};

function fieldsOf(path: string): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new Refused(SETUP.noFile(path), { cause: error });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    throw new Refused(SETUP.notJson(path), { cause: error });
  }
  throw new Refused(SETUP.notJson(path));
}
