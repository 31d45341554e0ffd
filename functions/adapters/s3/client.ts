import { S3Client } from '@aws-sdk/client-s3';
import { callerOf } from '../aws/on-loopback.ts';

/** Milliseconds that one request may take. */
export interface S3Limits {
  readonly request: number;
}

const LIMITS: S3Limits = { request: 60_000 };
const CONNECTION = 10_000;

/**
 * The SDK's client of a bucket service: signatures, credentials and repetitions are its business. Services other than
 * AWS know buckets by path, and mostly none of the checksums that the SDK sends on its own (they are left out for them;
 * TLS guards the way).
 */
export function openS3(endpoint: string | undefined, { request }: S3Limits = LIMITS): S3Client {
  return new S3Client({
    requestHandler: {
      requestTimeout: request,
      throwOnRequestTimeout: true,
      socketTimeout: request,
      connectionTimeout: Math.min(CONNECTION, request),
    },
    ...(endpoint === undefined
      ? {}
      : {
          endpoint,
          forcePathStyle: true,
          region: 'us-east-1',
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
    ...callerOf(endpoint),
  });
}
