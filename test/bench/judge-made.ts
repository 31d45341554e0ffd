/**
 * `judge-made.ts make|whole|first|edit FOLDER COLLEGES`: `make` leaves the snapshots of a made school of 1,500 students a college in a folder; `whole`
 * judges it as a night does and leaves beside them what is kept; `first` judges it without keeping anything, and settles it, every entry new, in a
 * store that takes what it is given; `edit` changes one cell and judges that, as a fresh process that
 * has kept nothing itself. Both tell what the process took, as JSON. With `--max-old-space-size=2700` `first` tells
 * how large a school fits into one function.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Table } from '../../functions/adapters/store/items.ts';
import { storeIn } from '../../functions/adapters/store/store.ts';
import { sha256 } from '../../shared/domain/identity.ts';
import { DEFAULT_PARAMETERS } from '../../shared/domain/parameters.ts';
import { Severity } from '../../shared/domain/vocabulary.ts';
import { type AccountTarget, accountDigest } from '../../shared/ledger/settle.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { judgeKept, type KeptInput, type Member } from '../../shared/run/kept/judge-kept.ts';
import type { KeptColleges } from '../../shared/run/kept/kept-college.ts';
import { keptInStore } from '../../shared/run/kept/stored-kept.ts';
import { settleSchool } from '../../shared/run/settle-school.ts';
import { openSnapshot, takeSnapshot } from '../../shared/run/snapshot.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { MADE_ON, madeColleges } from '../support/made-colleges.ts';

const [, , mode, folder = '', count = '1'] = process.argv;
const COLLEGES = Number(count);
const stored = z.object({ id: z.string(), name: z.string(), content: z.string() });
const pathOf = (name: string): string => join(folder, `${name}.json`);
const balances = z.array(z.tuple([z.string(), z.string()]));

function make(): void {
  for (const [index, { id, name, raw }] of [...madeColleges(COLLEGES, 1_500)].entries())
    writeFileSync(pathOf(String(index)), JSON.stringify({ id, name, content: takeSnapshot(raw).content }));
}

/** Ids and names by themselves: a judgement that keeps does not open what it does not judge. */
function membersOf(edited: number | null): readonly Member[] {
  const heads = z.array(z.tuple([z.string(), z.string()])).parse(JSON.parse(readFileSync(pathOf('heads'), 'utf8')));
  return heads.map(([id, name], index): Member => {
    const contentOf = (): string => {
      const { content } = stored.parse(JSON.parse(readFileSync(pathOf(String(index)), 'utf8')));
      return index === edited ? content.replace('"女"', '"不详"') : content;
    };
    return {
      id,
      name,
      hash: index === edited ? sha256(contentOf()) : String(index),
      stale: false,
      heldBack: null,
      renamed: [],
      open: async (place) => ({
        id,
        name,
        stale: false,
        parsed: parseWorkbook(openSnapshot(contentOf(), ''), place, []),
      }),
    };
  });
}

const images = {
  keep: async (_run: string, college: string, text: string) => writeFileSync(pathOf(`kept-${college}`), text),
  image: async (_run: string, college: string) =>
    existsSync(pathOf(`kept-${college}`)) ? readFileSync(pathOf(`kept-${college}`), 'utf8') : null,
};

/** Settles a first night; gives how many entries there were. */
async function settle(targets: readonly AccountTarget[]): Promise<number> {
  const nothing = { read: 0, write: 0 };
  const table: Table = {
    where: 'nowhere',
    get: async () => undefined,
    getAll: async () => [],
    query: async () => [],
    put: async () => ({ done: true, replaced: undefined }),
    putGroup: async () => null,
    putAll: async () => {},
    removeAll: async () => {},
    remove: async () => undefined,
    all: async () => [],
    pause: async () => {},
    requests: () => nothing,
  };
  const stamp = { year: 2025, reading: 1, runId: 'first', time: new Date(0).toISOString(), asOf: MADE_ON };
  const { awards } = await settleSchool(storeIn(table).ledger, {
    pending: targets,
    balances: [],
    dryRun: false,
    stamp: { ...stamp, schemeVersion: '', ruleSet: RULE_SET },
  });
  return awards;
}

async function judge(edited: number | null): Promise<void> {
  const files = keptInStore(images, () => '');
  const store: KeptColleges = edited === null ? { ...files, all: async () => new Map() } : files;
  const standing = edited === null ? [] : balances.parse(JSON.parse(readFileSync(pathOf('balances'), 'utf8')));
  const members = membersOf(edited);
  const own = edited === null ? [] : [members[edited]?.id ?? ''];
  const input: KeptInput = {
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
    complete: true,
    asOf: MADE_ON,
    year: 2025,
    books: [],
    reading: 1,
    members,
    balances: standing.map(([organization, digest]) => ({ organization, digest })),
    drawn: new Set(own),
    versions: [RULE_SET],
    types: [],
  };
  const { judgement, next } = await judgeKept(input, store);
  const judged = process.cpuUsage(begun);
  const peakJudged = process.resourceUsage().maxRSS / 1_024;
  const awards = mode === 'first' ? await settle(judgement.targets) : 0;
  const digests = judgement.targets.map((target): [string, string, string] => [
    target.facts.college,
    target.facts.organization,
    accountDigest(target),
  ]);
  const byCollege = Map.groupBy(digests, ([college]) => college);
  const used = process.cpuUsage(begun);
  const peak = process.resourceUsage().maxRSS / 1_024;
  process.stdout.write(
    JSON.stringify({
      seconds: (used.user + used.system) / 1e6,
      peak: peak - before,
      process: peak,
      judged: new Set(digests.map(([college]) => college)).size,
      ...(mode === 'first' && { awards, judging: (judged.user + judged.system) / 1e6, peakJudged }),
      errors: judgement.violations.filter(({ severity }) => severity === Severity.error).length,
    }),
  );
  if (edited !== null || mode === 'first') return;
  writeFileSync(pathOf('balances'), JSON.stringify(digests.map(([, organization, digest]) => [organization, digest])));
  await store.keep(
    next.map(({ college, reading, verdict }) => ({
      college,
      reading,
      verdict: { ...verdict, accounts: (byCollege.get(college) ?? []).map(([, id, digest]) => [id, digest]) },
    })),
  );
}

const before = process.memoryUsage.rss() / 2 ** 20;
const begun = process.cpuUsage();
if (mode === 'make') {
  make();
  const heads = Array.from({ length: COLLEGES }, (_, index) => {
    const { id, name } = stored.parse(JSON.parse(readFileSync(pathOf(String(index)), 'utf8')));
    return [id, name];
  });
  writeFileSync(pathOf('heads'), JSON.stringify(heads));
} else await judge(mode === 'edit' ? COLLEGES >> 1 : null);
