import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type PageBucket, type TimeLeft, TryLater } from '../../../shared/ports.ts';
import { s3Failure, s3Status } from './files.ts';
import { words } from './words.ts';

/** Statuses for a missing object: 403 for callers that may not list the bucket (docs.aws.amazon.com, GetObject). */
const ABSENT: ReadonlySet<number | null> = new Set([403, 404]);

/** A bucket of pages. @param timeLeft of the function that writes them */
export function pageBucket(client: S3Client, bucket: string, timeLeft: TimeLeft): PageBucket {
  /** A function that is killed while it waits cannot report why. */
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
        if (ABSENT.has(s3Status(error))) return null;
        throw s3Failure(error);
      }
    },
    async put(key, text, type) {
      try {
        const object = { Bucket: bucket, Key: key, Body: text, ContentType: type, CacheControl: 'private, no-store' };
        await client.send(new PutObjectCommand(object), inTime());
      } catch (error) {
        throw s3Failure(error);
      }
    },
  };
}

/** Milliseconds that one object may take, all attempts together. */
const LONGEST = 120_000;
