import type { Messages, SignedAddresses, Store, TimeLeft } from '../../shared/ports.ts';
import { callerOf } from '../adapters/aws/on-loopback.ts';
import { dynamoStore } from '../adapters/dynamodb/store.ts';
import { signedAddresses } from '../adapters/s3/signed-addresses.ts';
import { DEFAULT_TABLE, type Environment, NotDeployed, readEnvironment } from '../env.ts';
import { messagesOf } from '../open-messages.ts';
import { openTelemetry, type Telemetry } from '../telemetry.ts';

/** What sending digests works with: the store, the channels and the location of the pages; no workbook. */
export interface WiredDigests {
  readonly store: Store;
  readonly messages: Messages;
  /** `null`: no pages are made. */
  readonly pages: SignedAddresses | null;
  readonly telemetry: Telemetry;
}

export function wireDigests(variables: Readonly<Record<string, string | undefined>>, timeLeft: TimeLeft): WiredDigests {
  const environment = readEnvironment(variables);
  const { XIETONG_TABLE: table = DEFAULT_TABLE, DYNAMODB_ENDPOINT: endpoint } = environment;
  return {
    store: dynamoStore({ table, endpoint, timeLeft }),
    messages: messagesOf(environment),
    pages: pagesOf(environment, timeLeft),
    telemetry: openTelemetry(environment.XIETONG_SCHOOL, (line) => process.stdout.write(line), Date.now),
  };
}

function pagesOf(environment: Environment, timeLeft: TimeLeft): SignedAddresses | null {
  const { XIETONG_PAGES_BUCKET: bucket, XIETONG_S3_ENDPOINT: endpoint } = environment;
  if (bucket === undefined) return null;
  const { region, credentials } = { ...ownCaller(environment), ...callerOf(endpoint) };
  if (region === undefined) throw new NotDeployed('AWS_REGION');
  if (credentials === undefined) throw new NotDeployed('AWS_ACCESS_KEY_ID');
  // The process began when the sandbox did, which is when Lambda gave it its credentials.
  const signer = { region, credentials, since: performance.timeOrigin };
  return signedAddresses({ bucket, endpoint }, signer, Date.now, timeLeft);
}

function ownCaller({ AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: Environment) {
  const given = AWS_ACCESS_KEY_ID !== undefined && AWS_SECRET_ACCESS_KEY !== undefined;
  const token = AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN };
  return {
    region: AWS_REGION,
    credentials: given
      ? { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, ...token }
      : undefined,
  };
}
