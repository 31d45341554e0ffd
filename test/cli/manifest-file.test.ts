import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putManifest, refuseForeignManifests } from '../../functions/cli/manifest-file.ts';
import type { SchoolPlace } from '../../functions/school-place.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { aFolder } from '../adapters/xlsx/support.ts';
import { aNight, aPlace, contentsOf, nightInput } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

it('a manifest clears away drafts of runs that were killed; one that the store knows by its name and not by what is in it is refused', async () => {
  const folder = await aFolder();
  const place: SchoolPlace = {
    kind: 'folder',
    folder,
    schoolWorkbook: '校级总表',
    stateFolder: join(folder, '.xietong'),
  };
  const [workbooks, store] = [aPlace(contentsOf(aSchool('2026-08-31', 2025))), await embeddedStore()];
  await aNight(workbooks, store, '2026-08-31');
  const clock = { now: () => new Date().toISOString(), runId: () => 'a-run' };
  const handOut = (done: Parameters<typeof putManifest>[1]): void => putManifest(place, done);
  const closing = { force: false, reason: null, today: nightInput('2026-09-02').night.asOf, handOut };
  writeFileSync(join(folder, '封存-2025-2026-1.json.999.tmp'), 'of a run that was killed');
  await sealYear({ workbooks, store, clock }, nightInput('2026-09-01', { year: 2025 }), closing);
  expect(readdirSync(folder).filter((name) => name.startsWith('封存'))).toEqual(['封存-2025-2026-1.json']);
  await refuseForeignManifests(place, store, 2025);
  const file = join(folder, '封存-2025-2026-1.json');
  const whole = readFileSync(file, 'utf8');
  const sentence =
    '“封存-2025-2026-1.json”与存储里记下的封存不一致：内容被改动过，或者是别处拿来的。请换回原来的清单；找不到了，就先把它移到别处，再运行一次同样的命令。';
  for (const other of [whole.replace('"total": ', '"total": 1'), whole.slice(0, -20), '{}', '']) {
    expect(other).not.toBe(whole);
    writeFileSync(file, other);
    await expect(refuseForeignManifests(place, store, 2025)).rejects.toThrow(sentence);
  }
  writeFileSync(file, whole);
  await refuseForeignManifests(place, store, 2025);
});
