/** `peak-of-night.ts FOLDER`: the most memory in MB that a process takes for one night over a copy of the folder. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { systemClock } from '../../functions/clock.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openStore } from '../../functions/wiring.ts';
import { oneNight } from './one-night.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-peak-'));
try {
  cpSync(process.argv[2] ?? '', folder, { recursive: true });
  const { store, close } = await openStore(join(folder, '.xietong'), readEnvironment({}), { readOnly: false });
  await oneNight({ workbooks: xlsxWorkbooks(folder), store, clock: systemClock });
  await close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
