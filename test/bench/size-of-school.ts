/**
 * `size-of-school.ts make FOLDER COLLEGES`: snapshots of a made school. `size-of-school.ts judge FOLDER COLLEGES`: what one process
 * takes that judges them all and draws every workbook, as `assess-school` does; JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import { accountDigest } from '../../shared/ledger/settle.ts';
import { RULES } from '../../shared/rules/index.ts';
import { judgeSchool } from '../../shared/run/judge-school.ts';
import { openSnapshot, takeSnapshot } from '../../shared/run/snapshot.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { madeColleges } from '../support/made-colleges.ts';
import { AS_OF } from './made-school.ts';

const [, , what, folder = '', count = '1'] = process.argv;
if (what === 'make') {
  let index = 0;
  for (const { id, name, raw } of madeColleges(Number(count), 1500))
    writeFileSync(join(folder, `${index++}.json`), JSON.stringify({ id, name, content: takeSnapshot(raw).content }));
} else {
  const begun = process.cpuUsage();
  const colleges = [];
  for (let index = 0; index < Number(count); index++) {
    const { id, name, content } = JSON.parse(readFileSync(join(folder, `${index}.json`), 'utf8'));
    colleges.push({ id, name, stale: false, parsed: parseWorkbook(openSnapshot(content, ''), index, []) });
  }
  const parsed = process.cpuUsage(begun);
  const judgement = judgeSchool({
    settings: {
      registrations: [],
      parameters: DEFAULT_PARAMETERS,
      scheme: null,
      schemeBroken: false,
      waivers: [],
      appeals: [],
      issues: [],
      registrationFaults: [],
    },
    scheme: { version: '', items: DEFAULT_SCHEME },
    rules: RULES,
    colleges,
    complete: true,
    asOf: AS_OF,
    year: 2025,
    books: [],
    reading: 1,
  });
  const judged = process.cpuUsage(begun);
  let _packed = 0;
  for (const target of judgement.targets) _packed += accountDigest(target).length;
  const digested = process.cpuUsage(begun);
  const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
  process.stdout.write(
    `${JSON.stringify({
      count,
      parsed: seconds(parsed),
      judged: seconds(judged),
      digested: seconds(digested),
      rss: process.resourceUsage().maxRSS / 1024,
      findings: judgement.violations.length,
      positions: judgement.positions.length,
      organizations: judgement.organizations.length,
    })}\n`,
  );
}
