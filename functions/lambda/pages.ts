import type { PageBucket, Store, TimeLeft } from '../../shared/ports.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { openS3 } from '../adapters/s3/client.ts';
import { pageBucket } from '../adapters/s3/page-bucket.ts';
import { DEFAULT_TABLE, NotDeployed, readEnvironment } from '../env.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What making the pages works with: the store and their bucket; no workbook. */
export interface WiredPages {
  readonly store: Store;
  readonly bucket: PageBucket;
  readonly telemetry: Telemetry;
}

export function wirePages(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): WiredPages {
  const environment = readEnvironment(variables);
  const { XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  const { XIETONG_PAGES_BUCKET: bucket, XIETONG_S3_ENDPOINT: buckets } = environment;
  if (bucket === undefined) throw new NotDeployed('XIETONG_PAGES_BUCKET');
  return {
    store: dynamoStore({ table, endpoint, timeLeft }),
    bucket: pageBucket(openS3(buckets), bucket, timeLeft),
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
  };
}
