import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Store } from '../../../shared/ports.ts';
import { type NightResult, nightly } from '../../../shared/run/nightly.ts';
import { nightInput } from '../../support/a-place.ts';
import { embeddedStore } from '../../support/embedded-store.ts';
import {
  aGoogleBackend,
  type GoogleBackend,
  noteOn,
  pictureOf,
  sheetCalled,
  typeIn,
} from '../../support/google-server/backend.ts';
import { copied } from '../../support/google-server/copied.ts';
import { copyFolder, idOfFile } from '../../support/google-server/copy-folder.ts';
import type { Workbook } from '../../support/google-server/model.ts';
import { type Fault, openGoogleServer } from '../../support/google-server/server.ts';
import { copySample } from '../../support/sample-school.ts';

/**
 * Every HTTP call of two nights, each with every fault: the run that it befalls gets over it, and all workbooks end as
 * without it. `EVERY_CALL=1` tries all; without it one in eleven is tried, so that each call and each fault has its turn.
 */

const FAULTS: readonly Fault[] = [429, 500, 503, 'timeout', 'cut-before', 'cut-after', 'half'];
/** Has no divisor in common with the number of faults. */
const ONE_IN = process.env.EVERY_CALL === '1' ? 1 : 11;
const FIRST = '2026-07-15';
const SECOND = '2026-07-16';

let root = '';
let school = '';
let templates: readonly Workbook[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'every-call-'));
  const folder = join(root, 'place');
  await copySample(folder, { colleges: 2, sample: 'calls', studentsPerCollege: 12, faults: true, asOf: 46_218 });
  const server = await openGoogleServer();
  school = await copyFolder(folder, server);
  const files = readdirSync(folder).filter((file) => file.endsWith('.xlsx'));
  templates = files.map((file) => copied(server.workbook(idOfFile(file))));
  await server.close();
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function aPlaceAtGoogle(): Promise<GoogleBackend> {
  const backend = await aGoogleBackend(2_000);
  for (const template of templates) Object.assign(backend.server.add(template.spreadsheetId, []), copied(template));
  return backend;
}

async function aNight({ workbooks }: GoogleBackend, store: Store, asOf: string): Promise<NightResult> {
  const input = nightInput(asOf);
  const clock = { now: () => new Date().toISOString(), runId: () => 'unused' };
  const night = { ...input.night, schoolWorkbook: school };
  return await nightly({ workbooks, store, clock }, { ...input, night, parallel: 1 });
}

/** What people do by day: a finding is mended, another comes, words and notes are written. */
function aDayOfWork({ server }: GoogleBackend): void {
  for (const { spreadsheetId } of templates) {
    if (spreadsheetId === school) continue;
    const workbook = server.workbook(spreadsheetId);
    const roster = workbook.sheets.find(({ properties }) => properties.title.includes('花名册'))!;
    roster.rows[2]![1] = {};
    noteOn(roster, 'A2', '转专业');
    const problems = sheetCalled(workbook, '问题清单');
    const headings = problems.rows[0]!.map((cell) => cell?.effectiveValue?.stringValue);
    const column = String.fromCharCode(65 + headings.indexOf('整改说明'));
    typeIn(problems, { [`${column}2`]: '下周换届', [`${column}3`]: '已经补选' });
  }
}

function pictures({ server }: GoogleBackend): readonly unknown[] {
  return templates.map(({ spreadsheetId }) => pictureOf(server.workbook(spreadsheetId)));
}

/** Two nights with a day of work between; in one of them a call goes wrong. */
async function twoNights(faulty: 1 | 2, number: number, fault: Fault | null) {
  const backend = await aPlaceAtGoogle();
  const store = await embeddedStore();
  const calls: number[] = [];
  const results: NightResult[] = [];
  for (const night of [1, 2] as const) {
    if (night === 2) aDayOfWork(backend);
    backend.server.plan((request) => (night === faulty && request.number === number ? fault : null));
    results.push(await aNight(backend, store, night === 1 ? FIRST : SECOND));
    calls.push(backend.server.log.length);
  }
  const errors = results.flatMap(({ outcomes, schoolOutcome }) => [
    schoolOutcome.error,
    ...outcomes.map(({ error }) => error),
  ]);
  const found = results.map(({ assessment }) => assessment.judgement.violations.map(({ id, state }) => [id, state]));
  return { calls, errors, found, pictures: pictures(backend) };
}

test('every fault at every call of a night leads to the same workbooks', async () => {
  const undisturbed = await twoNights(1, 0, null);
  expect(undisturbed.errors.filter((error) => error !== null)).toEqual([]);
  const planned = ([1, 2] as const).flatMap((night) =>
    Array.from({ length: undisturbed.calls[night - 1]! }, (_, at) => at + 1).flatMap((number) =>
      FAULTS.map((fault) => ({ night, number, fault })),
    ),
  );
  const tried = planned.filter((_, at) => at % ONE_IN === 0);
  for (const { night, number, fault } of tried) {
    const { errors, found, pictures: seen } = await twoNights(night, number, fault);
    const where = `${fault} at call ${number} of night ${night}`;
    expect([where, errors, found]).toEqual([where, undisturbed.errors, undisturbed.found]);
    expect(seen, where).toEqual(undisturbed.pictures);
  }
  process.stdout.write(`${tried.length} of ${planned.length} faults tried, ${undisturbed.calls.join(' + ')} calls\n`);
  expect(new Set(tried.map(({ fault }) => fault)).size).toBe(FAULTS.length);
}, 900_000);
