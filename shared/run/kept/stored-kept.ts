import * as z from 'zod';
import { type Cell, unreadable } from '../../domain/cell.ts';
import type { DecisionFacts } from '../../domain/decisions.ts';
import { MatterKind, Severity } from '../../domain/vocabulary.ts';
import { inParallel } from '../../in-parallel.ts';
import type { Images } from '../../ports.ts';
import type { Finding, Reminder } from '../../rules/frame/rule.ts';
import type { NotChecked } from '../../rules/frame/run-rules.ts';
import { TABS } from '../../workbook/tabs/index.ts';
import type { KeptCollege, KeptColleges } from './kept-college.ts';

/** Kept results lie beside the images of runs, as if a run of this name had drawn them. */
const KEPT = 'kept';
const AT_ONCE = 8;

/** Text form of an unreadable cell; no other cell value looks like this. */
const UNREADABLE = { unreadable: true } as const;
const unreadableCell = z.object({ unreadable: z.literal(true) }).transform((): typeof unreadable => unreadable);
const cell = <T>(value: z.ZodType<T>): z.ZodType<Cell<T>> => z.union([value, z.null(), unreadableCell]);

const place = z.object({ tab: z.string(), row: z.int().nullable(), column: z.string().nullable() });
const finding: z.ZodType<Finding> = z.object({
  rule: z.string(),
  severity: z.enum(Severity),
  basis: z.string(),
  college: z.string().nullable(),
  at: place,
  remedy: place.nullable(),
  subject: z.array(z.string()),
  fingerprint: z.string(),
  touches: z.enum([
    'subject',
    'nobody',
    'row',
    'rowAndPartyBranch',
    'branch',
    'branchOrClass',
    'class',
    'leagueBranch',
  ]),
  rows: z.exactOptional(z.array(z.int())),
  message: z.string(),
  advice: z.string(),
  details: z.record(z.string(), z.unknown()),
});
const reminder: z.ZodType<Reminder> = z.object({
  rule: z.string(),
  college: z.string().nullable(),
  dueOn: z.int(),
  task: z.string(),
  basis: z.string(),
  at: place,
  typedAt: place,
  subject: z.array(z.string()),
  fingerprint: z.string(),
});
const notChecked: z.ZodType<NotChecked> = z.object({
  college: z.string(),
  tab: z.enum(Object.keys(TABS) as (keyof typeof TABS)[]),
  field: z.string().nullable(),
  unread: z.exactOptional(z.string()),
  uncalculated: z.exactOptional(z.literal(true)),
  rule: z.string(),
});
const day = cell(z.int());
const decision: z.ZodType<DecisionFacts> = z.object({
  id: cell(z.string()),
  kind: cell(z.enum(MatterKind)),
  studentIds: z.object({ items: z.array(z.string()), partial: z.boolean() }),
  leagueCommitteeOn: day,
  leagueAssemblyOn: day,
  partyCommitteeOn: day,
  partyAssemblyOn: day,
});

const tokens = z.string();
const both = <T>(part: z.ZodType<T>) => z.object({ read: part, meant: part });
const keptCollege: z.ZodType<KeptCollege> = z.object({
  college: z.string(),
  reading: z.object({
    key: z.string(),
    links: z.object({ mentions: tokens, shows: tokens, asks: tokens, names: tokens }),
    deadlines: z.array(z.tuple([z.string(), z.int()])),
    uncalculated: both(z.array(z.string())),
  }),
  verdict: z.object({
    key: z.string(),
    decisionsKey: z.string(),
    findings: z.array(finding),
    due: z.array(reminder),
    notChecked: z.array(notChecked),
    unjudged: z.array(z.string()),
    decisions: both(z.array(decision)),
    heldTypes: both(z.array(z.tuple([z.string(), z.int()]))),
    openKey: z.string(),
    accounts: z.array(z.tuple([z.string(), z.string()])),
  }),
});

/** As one text; unreadable cells stay unreadable cells. */
export function keptText(kept: KeptCollege): string {
  return JSON.stringify(kept, (_, part: unknown) => (part === unreadable ? UNREADABLE : part));
}

/** `null` if nothing is kept, or if another version of the program kept it. */
export function keptOf(text: string | null): KeptCollege | null {
  if (text === null) return null;
  return keptCollege.safeParse(JSON.parse(text)).data ?? null;
}

/**
 * Keeps results in the store, for processes that live for one change only.
 * @param expiresAt when they are deleted; they hold for one day only in any case
 */
export function keptInStore(images: Images, expiresAt: () => string): KeptColleges {
  return {
    async all(colleges) {
      const texts = await inParallel(colleges, AT_ONCE, (college) => images.image(KEPT, college));
      const kept = texts.map(keptOf).filter((one) => one !== null);
      return new Map(kept.map((one) => [one.college, one]));
    },
    keep: async (colleges) => {
      await inParallel(colleges, AT_ONCE, (kept) => images.keep(KEPT, kept.college, keptText(kept), expiresAt()));
    },
  };
}
