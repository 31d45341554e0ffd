import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { Refused, type SignedAddresses, type TimeLeft, TryLater } from '../../../shared/ports.ts';
import { words } from './words.ts';

/** Who signs: what Lambda gives a function in its environment. */
export interface Signer {
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Milliseconds since 1970: when these credentials were given at the latest. */
  readonly since: number;
}

const MINUTE = 60_000;
/** The longest that an address may open. */
const LONGEST = 12 * 60 * MINUTE;
/**
 * A signature ends with the credentials that made it, whatever it says. Nothing states how long those of a function live;
 * they have been seen to end after twelve hours (boto3, issue 2392). They are as old as its sandbox, and perhaps a little older.
 */
const CREDENTIALS_LIVE = 12 * 60 * MINUTE - 15 * MINUTE;
/** An address that opens for less than this is of no use to people. */
const SHORTEST = 60 * MINUTE;
/** An address for our own reading, used at once. */
const OWN = 60;
const TIMEOUT = 10_000;
/** The list of the pages of 600 colleges has 60 KB. */
const LARGEST = 1_048_576;

/**
 * Addresses of a bucket's objects with a signature in their query (AWS: “Authenticating Requests: Using Query
 * Parameters”). No client of the service: signing asks nobody, and the one object that is read is read by such an address.
 * @param endpoint of a bucket service other than AWS
 * @param now milliseconds since 1970
 */
export function signedAddresses(
  { bucket, endpoint }: { readonly bucket: string; readonly endpoint: string | undefined },
  { region, credentials, since }: Signer,
  now: () => number,
  timeLeft: TimeLeft,
): SignedAddresses {
  const signature = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false });
  const base =
    endpoint === undefined ? awsBucket(bucket, region) : new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/`);
  const sign = async (key: string, seconds: number, at: number): Promise<string> => {
    const path = base.pathname + key.split('/').map(escaped).join('/');
    const request = new HttpRequest({ method: 'GET', protocol: base.protocol, hostname: base.hostname, path });
    // A signature over no body would be one over an empty body, which is not what the service checks.
    const headers = { host: base.host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
    const { query } = await signature.presign(
      { ...request, headers },
      { expiresIn: seconds, signingDate: new Date(at) },
    );
    const pairs = Object.entries(query ?? {}).map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`);
    return `${base.origin}${path}?${pairs.join('&')}`;
  };
  return {
    async read(key) {
      const left = Math.min(timeLeft(), TIMEOUT);
      if (left <= 0) throw new TryLater(words.away, 60);
      return await readText(await sign(key, OWN, now()), left);
    },
    async sign(key) {
      const at = now();
      const until = Math.floor(Math.min(at + LONGEST, since + CREDENTIALS_LIVE) / MINUTE) * MINUTE;
      if (until - at < SHORTEST) return null;
      const seconds = Math.floor(until / 1_000) - Math.floor(at / 1_000);
      return { address: await sign(key, seconds, at), until: new Date(until).toISOString() };
    },
  };
}

function awsBucket(bucket: string, region: string): URL {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(`https://${bucket}.s3.${region}.${suffix}/`);
}

/** As signatures want it: everything but letters, digits and `-._~`; brackets too, which a group's markdown would end a link at. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Errors are not passed on: their texts hold the address. */
async function readText(address: string, left: number): Promise<string | null> {
  const { status, ok, text } = await fetched(address, left);
  if (ok) return text;
  if (status >= 500 || status === 429) throw new TryLater(words.busy, 60);
  if (/<Code>NoSuchBucket</.test(text)) throw new Refused(words.noBucket);
  // A caller that may not list the bucket gets 403 for a missing object; a refused key is a different error.
  if (status === 404 || /<Code>AccessDenied</.test(text)) return null;
  throw new Refused(words.notSignedIn);
}

async function fetched(
  address: string,
  left: number,
): Promise<{ readonly status: number; readonly ok: boolean; readonly text: string }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(left) });
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LARGEST) break;
      chunks.push(chunk);
    }
    if (size <= LARGEST)
      return { status: response.status, ok: response.ok, text: Buffer.concat(chunks).toString('utf8') };
  } catch {
    throw new TryLater(words.away, 60);
  }
  throw new Refused(words.tooBig(LARGEST / 1_048_576));
}
