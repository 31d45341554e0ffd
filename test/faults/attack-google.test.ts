import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { copyFolder, idOfFile } from '../support/google-server/copy-folder.ts';
import type { Cell } from '../support/google-server/model.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';
import { copySample } from '../support/sample-school.ts';
import { hostilePlace, PAYLOADS } from './hostile-place.ts';
import { attacked } from './tally.ts';

/** The hostile place at Google: whatever was typed arrives as text, and every link stays in its workbook. */
const AS_OF = '2026-07-15';
let root = '';
let server: GoogleServer;
let school = '';
let files: readonly string[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-google-attack-'));
  const [sample, place] = [join(root, 'sample'), join(root, 'place')];
  mkdirSync(place);
  await copySample(sample, {
    colleges: 2,
    sample: 'attack',
    studentsPerCollege: 40,
    faults: true,
    asOf: parseIsoDay(AS_OF) as number,
  });
  files = await hostilePlace(sample, place);
  server = await openGoogleServer();
  school = await copyFolder(place, server);
}, 90_000);
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

function audit(): Promise<number | null> {
  const child = spawn(
    process.execPath,
    ['functions/cli/main.ts', 'audit', `google:${school}`, '--as-of', AS_OF, '--quiet'],
    {
      env: {
        ...process.env,
        XIETONG_GOOGLE_API: server.url,
        XIETONG_GOOGLE_PER_MINUTE: '6000',
        XIETONG_STATE: join(root, 'state'),
      },
    },
  );
  return new Promise((resolve) => child.once('exit', resolve));
}

interface Seen {
  readonly faults: string[];
  texts: number;
  links: number;
}

function inspect(title: string, cell: Cell | undefined, seen: Seen): void {
  const entered = cell?.userEnteredValue ?? {};
  if ('formulaValue' in entered) seen.faults.push(`${title}: a formula ${entered.formulaValue}`);
  if (/^\s*[=+\-@＝]/.test(entered.stringValue ?? '')) seen.texts++;
  const links = [
    cell?.userEnteredFormat?.textFormat?.link,
    ...(cell?.textFormatRuns ?? []).map(({ format }) => format?.link),
  ];
  for (const { uri } of links.flatMap((link) => link ?? [])) {
    seen.links++;
    if (!/^#gid=\d+&range=[A-Z]{1,3}\d+$/.test(uri ?? '')) seen.faults.push(`${title}: a link to ${uri}`);
  }
}

it('no formula and no outer link in any tab; a second night writes nothing', { timeout: 180_000 }, async () => {
  expect(await audit()).toBe(0);
  const seen: Seen = { faults: [], texts: 0, links: 0 };
  let cells = 0;
  for (const id of [school, ...files.map(idOfFile)])
    for (const { properties, rows, developerMetadata } of server.workbook(id).sheets) {
      if (developerMetadata.length === 0) continue;
      for (const cell of rows.flat()) {
        cells++;
        inspect(properties.title, cell, seen);
      }
    }
  attacked(`dangerous texts among ${cells} cells of output tabs at Google, of ${PAYLOADS.length} kinds`, seen.texts);
  expect(seen.faults).toEqual([]);
  expect(seen.texts).toBeGreaterThan(400);
  expect(seen.links).toBeGreaterThan(100);
  server.plan(() => null);
  expect(await audit()).toBe(0);
  expect(server.log.filter(({ method }) => method === 'POST')).toEqual([]);
});
