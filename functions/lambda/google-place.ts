import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TimeLeft } from '../../shared/ports.ts';
import { googleChannels } from '../adapters/google/channels.ts';
import { type GoogleClient, openClient } from '../adapters/google/client.ts';
import { type Pace, Setback } from '../adapters/google/pace.ts';
import { googleWorkbooks } from '../adapters/google/workbooks.ts';
import { type Environment, NotDeployed } from '../env.ts';
import type { LambdaPlace } from './place.ts';

/**
 * Workbooks at Google. Loaded only by functions of a school whose workbooks are there.
 * @param onThrottled called when Google has refused a request because its quota is used up
 */
export function googlePlace(environment: Environment, timeLeft: TimeLeft, onThrottled: () => void): LambdaPlace {
  const schoolWorkbook = environment.XIETONG_SCHOOL_WORKBOOK;
  if (schoolWorkbook === undefined) throw new NotDeployed('XIETONG_SCHOOL_WORKBOOK');
  const client = openClient({
    credentials: credentialsOf(environment),
    api: environment.XIETONG_GOOGLE_API ?? null,
    perMinute: environment.XIETONG_GOOGLE_PER_MINUTE,
    timeLeft,
  });
  const quota = countingQuota(client, onThrottled);
  return {
    schoolWorkbook,
    channels: googleChannels(client, Date.now),
    workbooks: () => googleWorkbooks(quota),
  };
}

/** The adapter expects a file; a function has a variable and a folder of its own. The variable holds no secret. */
function credentialsOf({ XIETONG_GOOGLE_CREDENTIALS, XIETONG_GOOGLE_FEDERATION }: Environment): string | null {
  if (XIETONG_GOOGLE_FEDERATION === undefined) return XIETONG_GOOGLE_CREDENTIALS ?? null;
  const file = join(tmpdir(), 'google-federation.json');
  if (!existsSync(file)) writeFileSync(file, XIETONG_GOOGLE_FEDERATION, { mode: 0o600 });
  return file;
}

function countingQuota(client: GoogleClient, onThrottled: () => void): GoogleClient {
  const turn: Pace['turn'] = async (kind, call) => {
    try {
      return await client.pace.turn(kind, call);
    } catch (error) {
      if (error instanceof Setback && error.kind === 'quota') onThrottled();
      throw error;
    }
  };
  return { ...client, pace: { ...client.pace, turn } };
}
