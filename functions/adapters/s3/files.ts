import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Refused, type ReplaceOutcome, type TimeLeft, TryLater } from '../../../shared/ports.ts';
import type { RemoteContent, RemoteFile, RemoteFiles } from '../remote-files.ts';
import { within } from '../within.ts';
import { words } from './words.ts';

/** A bucket and the prefix of its names, which is empty or ends with a slash. */
export interface S3Folder {
  readonly bucket: string;
  readonly prefix: string;
}

/** Reads `s3://bucket/prefix/`. Throws `Refused`. */
export function s3Folder(place: string): S3Folder {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(place);
  const [, bucket, path = ''] = match ?? [];
  if (bucket === undefined || path.split('/').includes('..')) throw new Refused(words.badPlace);
  return { bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` };
}

/**
 * Objects below a prefix of a bucket as files. A file's version is its ETag; a write is a PUT with `If-Match`
 * (docs.aws.amazon.com, “conditional writes”). Repetitions are the SDK's; one whose answer was lost finds its own write
 * in the way (412) and comes back as `changed`.
 * @param timeLeft no call waits longer, repetitions included
 */
export function s3Files(
  client: S3Client,
  { bucket, prefix }: S3Folder,
  timeLeft: TimeLeft = () => Number.POSITIVE_INFINITY,
): RemoteFiles {
  const counts = new Map<string, { read: number; write: number }>();
  const count = (name: string, kind: 'read' | 'write', attempts: number | undefined): void => {
    const one = counts.get(name) ?? { read: 0, write: 0 };
    one[kind] += attempts ?? 1;
    counts.set(name, one);
  };
  const key = (name: string): string => prefix + name;
  const isListed = async (name: string): Promise<boolean> => {
    const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: key(name), MaxKeys: 1 });
    const page = await told(() => within(timeLeft(), (abortSignal) => client.send(command, { abortSignal })));
    count('', 'read', page.$metadata.attempts);
    // Names come in order, and none is shorter than what it begins with.
    return page.Contents?.[0]?.Key === key(name);
  };
  return {
    async list() {
      const files: RemoteFile[] = [];
      let token: string | undefined;
      do {
        const command = new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          Delimiter: '/',
          ContinuationToken: token,
        });
        const page = await told(() => within(timeLeft(), (abortSignal) => client.send(command, { abortSignal })));
        count('', 'read', page.$metadata.attempts);
        for (const { Key = '', ETag = null, Size = 0 } of page.Contents ?? []) {
          const name = Key.slice(prefix.length);
          if (name !== '') files.push({ name: name.normalize('NFC'), version: ETag, bytes: Size });
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
      return files;
    },
    async read(name, limit): Promise<RemoteContent | null> {
      count(name, 'read', 1);
      try {
        return await within(timeLeft(), async (abortSignal) => {
          const command = new GetObjectCommand({ Bucket: bucket, Key: key(name) });
          const { Body, ETag, ContentLength = 0 } = await client.send(command, { abortSignal });
          if (ContentLength > limit) throw new Refused(words.tooBig(Math.round(limit / 1_048_576)));
          const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
          if (bytes.length !== ContentLength) throw new TryLater(words.away, 60);
          return { bytes, version: ETag ?? null };
        });
      } catch (error) {
        if (s3Status(error) === 404 && nameOf(error) !== 'NoSuchBucket') return null;
        // Whoever may list a part of a bucket only is told 403 of an object that is not there (docs.aws.amazon.com, GetObject).
        if (s3Status(error) === 403 && !(await isListed(name))) return null;
        throw s3Failure(error);
      }
    },
    async replace(name, bytes, version): Promise<ReplaceOutcome> {
      count(name, 'write', 1);
      try {
        const command = new PutObjectCommand({ Bucket: bucket, Key: key(name), Body: bytes, IfMatch: version });
        const { ETag } = await within(timeLeft(), (abortSignal) => client.send(command, { abortSignal }));
        return { status: 'replaced', ...(ETag === undefined ? {} : { label: ETag }) };
      } catch (error) {
        if (s3Status(error) === 412 || s3Status(error) === 404) return { status: 'changed' };
        // 409: another conditional write is under way.
        if (s3Status(error) === 409) return { status: 'changed' };
        const failure = s3Failure(error);
        if (failure instanceof TryLater && s3Status(error) === null) return { status: 'unknown' };
        throw failure;
      }
    },
    async create(name, bytes): Promise<boolean> {
      count(name, 'write', 1);
      try {
        const command = new PutObjectCommand({ Bucket: bucket, Key: key(name), Body: bytes, IfNoneMatch: '*' });
        await within(timeLeft(), (abortSignal) => client.send(command, { abortSignal }));
        return true;
      } catch (error) {
        if (s3Status(error) === 412) return false;
        throw s3Failure(error);
      }
    },
    async remove(name) {
      count(name, 'write', 1);
      const command = new DeleteObjectCommand({ Bucket: bucket, Key: key(name) });
      await told(() => within(timeLeft(), (abortSignal) => client.send(command, { abortSignal })));
    },
    sent: (name) => ({ ...(counts.get(name) ?? { read: 0, write: 0 }) }),
  };
}

async function told<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw s3Failure(error);
  }
}

/** HTTP status of what a bucket service answered; `null`: it did not answer. */
export function s3Status(error: unknown): number | null {
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? null) : null;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

const NO_KEY = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'CredentialsProviderError', 'ExpiredToken']);

/** What a failed request means: `TryLater` or `Refused`, in words for the office. */
export function s3Failure(error: unknown): Error {
  if (error instanceof Refused || error instanceof TryLater) return error;
  const name = nameOf(error);
  const status = s3Status(error);
  if (NO_KEY.has(name) || status === 401) return new Refused(words.notSignedIn);
  if (status === 403) return new Refused(words.noPermission);
  if (status === 404) return new Refused(words.noBucket);
  if (status === 429 || status === 503 || /Throttl|SlowDown/.test(name)) return new TryLater(words.busy, 60);
  if (status === null || status >= 500 || status === 408) return new TryLater(words.away, 60);
  return new Refused(words.other(name));
}
