import { storedColleges } from '../../shared/run/reopen.ts';
import { NotDeployed } from '../env.ts';
import { startEvent } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';
import { renewWatches } from './renew.ts';

/** Milliseconds: a function has a quarter of an hour, and one busy workbook takes some minutes. */
const LIMIT = 10 * 60_000;

/** Four times a day: keeps every workbook watched, so that an edit is noticed before the night. */
export const handler = step('renew-watches', startEvent, async (wired, { execution }) => {
  const { ports, channels, environment, schoolWorkbook } = wired;
  const address = environment.XIETONG_WEBHOOK_URL;
  if (address === undefined) throw new NotDeployed('XIETONG_WEBHOOK_URL');
  if (channels === null) throw new NotDeployed('XIETONG_SCHOOL_WORKBOOK');
  const colleges = (await storedColleges(ports)).map(({ workbook }) => workbook);
  const renewing = { runs: ports.store.runs, channels, address, now: Date.now, until: Date.now() + LIMIT };
  const { opened, stopped, failed, left, channelHours } = await renewWatches(renewing, [
    ...new Set([schoolWorkbook, ...colleges]),
  ]);
  for (const [workbook, error] of failed)
    wired.telemetry.failed('renew-watches', { kind: 'Refused', message: error, at: workbook });
  return {
    answer: { opened, stopped, left, failed: failed.length },
    ids: { run: execution },
    numbers: { channelHours },
  };
});
