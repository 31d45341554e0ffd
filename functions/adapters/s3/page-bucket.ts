import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type TimeLeft, TryLater } from '../../../shared/ports.ts';
import { failureOf, statusOf } from './files.ts';
import { words } from './words.ts';

/** What is put into a bucket for people to look at with a browser. */
export interface PageBucket {
  /** The text of an object; `null` where there is none. Throws `TryLater` or `Refused`. */
  read(key: string): Promise<string | null>;
  /** Puts an object, in place of one that was there. Throws `TryLater` or `Refused`. */
  put(key: string, text: string, type: string): Promise<void>;
}

/** Statuses of an object that is not there: 403 for whoever may not list the bucket (docs.aws.amazon.com, GetObject). */
const ABSENT: ReadonlySet<number | null> = new Set([403, 404]);

export function pageBucket(client: S3Client, bucket: string, timeLeft: TimeLeft): PageBucket {
  /** A function that is killed while it waits tells nobody why. */
  const inTime = (): { readonly abortSignal: AbortSignal } => {
    const left = timeLeft();
    if (left <= 0) throw new TryLater(words.away, 60);
    return { abortSignal: AbortSignal.timeout(Math.min(left, LONGEST)) };
  };
  return {
    async read(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), inTime());
        return (await Body?.transformToString('utf-8')) ?? null;
      } catch (error) {
        if (ABSENT.has(statusOf(error))) return null;
        throw failureOf(error);
      }
    },
    async put(key, text, type) {
      try {
        const object = { Bucket: bucket, Key: key, Body: text, ContentType: type, CacheControl: 'private, no-store' };
        await client.send(new PutObjectCommand(object), inTime());
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

/** Milliseconds that one object may take, all attempts together. */
const LONGEST = 120_000;
