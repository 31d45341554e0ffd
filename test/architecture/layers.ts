/** A part of the tree and what it may import besides itself; the longest `of` that fits a file stands. */
export interface Layer {
  readonly of: string;
  readonly why: string;
  /** Paths from the root; one that ends in a slash stands for all below it. */
  readonly uses: readonly string[];
  /** What may be imported as a type only. */
  readonly types?: readonly string[];
  /** Packages, besides node's own where `node` is among them. */
  readonly packages?: readonly string[];
}

const DOMAIN = 'shared/domain/';
const PORTS = 'shared/ports.ts';
/** A workbook as it stands. */
const RAW = 'shared/sheet/raw.ts';
const IMAGE = 'shared/sheet/image.ts';
const TEXT_WIDTH = 'shared/sheet/text-width.ts';
const IN_PARALLEL = 'shared/in-parallel.ts';
const FINDING = 'shared/rules/frame/rule.ts';

export const LAYERS: readonly Layer[] = [
  { of: DOMAIN, why: 'words and arithmetic rest on nothing', uses: [] },
  {
    of: 'shared/domain/identity.ts',
    why: 'SHA-256 is a pure function of its text',
    uses: [DOMAIN],
    packages: ['node:crypto'],
  },
  {
    of: 'shared/sheet/',
    why: 'from pictures to cells of any spreadsheet; it knows neither rows of the domain nor who stores the cells',
    // One way to fold titles, headings and keys, whether a user's tab or ours is looked for.
    uses: [DOMAIN, 'shared/workbook/normalize.ts'],
    types: [PORTS],
  },
  {
    of: TEXT_WIDTH,
    why: 'how wide a character is stands in a table of Unicode, which others keep: a pure function of the text',
    uses: [],
    packages: ['string-width'],
  },
  { of: RAW, why: 'what a cell is rests on nothing', uses: [] },
  {
    of: IMAGE,
    why: 'what a tab is to look like rests on nothing; it is kept as text on the way',
    uses: [],
    packages: ['zod'],
  },
  { of: 'shared/workbook/', why: 'from cells to rows', uses: [DOMAIN], types: [RAW], packages: ['zod'] },
  { of: 'shared/rules/', why: 'a rule sees rows of the domain only', uses: [DOMAIN] },
  { of: 'shared/scoring/', why: 'points come from rows and findings', uses: [DOMAIN], types: [FINDING] },
  { of: 'shared/violations/', why: 'a life of findings', uses: [DOMAIN], types: [FINDING, PORTS] },
  { of: 'shared/ledger/', why: 'what is booked, not who books it', uses: [DOMAIN], types: [FINDING, PORTS] },
  { of: 'shared/ranking/', why: 'balances to ranks', uses: [DOMAIN], types: [FINDING] },
  {
    of: 'shared/report/',
    why: 'results to cells; the points tab shows positions as the ledger books them',
    uses: [DOMAIN, 'shared/ledger/'],
    types: [FINDING, 'shared/violations/', 'shared/ranking/', PORTS, IMAGE],
  },
  {
    of: 'shared/year/',
    why: 'seals what the ledger holds',
    uses: [DOMAIN, 'shared/ledger/'],
    types: [FINDING, 'shared/violations/', 'shared/ranking/', PORTS, RAW],
    packages: ['zod'],
  },
  { of: 'shared/digest/', why: 'facts to a message, knowing no service', uses: [DOMAIN], packages: ['zod'] },
  {
    of: 'shared/import/',
    why: 'exports beside an input tab: what would be written, and what stood before',
    uses: [DOMAIN, 'shared/workbook/', 'shared/sheet/cell-text.ts', RAW],
    types: [PORTS],
    packages: ['zod'],
  },
  {
    of: 'shared/pages/',
    why: 'what a night found to pages; whoever calls it gathers what they show',
    uses: [DOMAIN, 'shared/report/standing-words.ts'],
    types: [FINDING, 'shared/violations/', 'shared/ranking/', 'shared/scoring/'],
  },
  {
    of: 'shared/documents/',
    why: 'what a night found to papers: the same facts and words as the pages',
    uses: [DOMAIN, 'shared/report/', 'shared/workbook/nearest.ts', 'shared/pages/'],
    types: [FINDING, 'shared/violations/', 'shared/ranking/'],
  },
  { of: 'shared/run/', why: 'the walk knows every step', uses: ['shared/'], packages: ['zod'] },
  { of: IN_PARALLEL, why: 'order among promises, of walk and adapters alike', uses: [] },
  { of: PORTS, why: 'what the core asks of the world', uses: [], types: [DOMAIN, RAW, IMAGE, 'shared/digest/'] },
  {
    of: 'functions/adapters/',
    why: 'an adapter translates; it knows neither the walk nor another adapter, only what a store holds and how long it may wait',
    uses: [
      DOMAIN,
      PORTS,
      IN_PARALLEL,
      'shared/sheet/',
      'shared/digest/',
      'functions/adapters/aws/',
      'functions/adapters/remote-files.ts',
      'functions/adapters/store/',
      'functions/adapters/within.ts',
      'functions/make-folder.ts',
      'functions/read-text.ts',
      'functions/rename-file.ts',
    ],
    packages: ['*'],
  },
  {
    of: 'functions/adapters/docx/',
    why: 'a document is an archive as a workbook is; there is one way to open and to pack one',
    uses: [PORTS, 'functions/adapters/xlsx/package/'],
    types: ['shared/documents/'],
    packages: ['easy-template-x', 'saxes'],
  },
  {
    of: 'functions/document-templates/',
    why: 'what documents look like, as programs',
    uses: ['functions/adapters/docx/package.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/write-documents.ts',
    why: 'documents into a folder',
    uses: ['functions/make-folder.ts', 'functions/rename-file.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/make-folder.ts',
    why: 'folders that can be made, and those that cannot',
    uses: [],
    packages: ['node'],
  },
  { of: 'functions/read-text.ts', why: 'texts that people write on any system', uses: [], packages: ['node'] },
  { of: 'functions/rename-file.ts', why: 'what Windows makes of a rename', uses: [], packages: ['node'] },
  { of: 'functions/usage-error.ts', why: 'one word for wrong usage', uses: [] },
  {
    of: 'functions/adapters/webhook/',
    why: 'judges messages by what the change protocol says of them',
    uses: ['shared/run/changes.ts'],
    packages: ['node'],
  },
  { of: 'functions/rule-set.ts', why: 'the rules in force', uses: ['shared/rules/index.ts'], types: ['shared/run/'] },
  {
    of: 'functions/open-night.ts',
    why: 'what the walk is told, with the rules in force and a clock',
    uses: [DOMAIN, 'functions/clock.ts', 'functions/rule-set.ts'],
    types: ['shared/run/'],
  },
  {
    of: 'functions/school-place.ts',
    why: 'where a school lives, read from an argument',
    uses: [DOMAIN, 'functions/env.ts', 'functions/usage-error.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/template/',
    why: 'a blank workbook: headings, help, drop-downs, looks',
    uses: [
      DOMAIN,
      'shared/workbook/',
      'shared/report/',
      'shared/scoring/',
      'shared/rules/index.ts',
      'functions/adapters/xlsx/',
      TEXT_WIDTH,
    ],
    types: ['shared/sheet/'],
    packages: ['node', 'hucre/xlsx'],
  },
  {
    of: 'functions/sample/',
    why: 'an invented university, laid into templates',
    uses: [DOMAIN, 'shared/workbook/', 'functions/template/'],
    types: [RAW],
    packages: ['node'],
  },
  { of: 'functions/env.ts', why: 'names and types of variables', uses: [DOMAIN], packages: ['zod'] },
  {
    of: 'functions/clock.ts',
    why: 'one clock for everybody',
    uses: [DOMAIN, PORTS],
    types: ['shared/run/changes.ts'],
    packages: ['node'],
  },
  { of: 'functions/telemetry.ts', why: 'numbers, never rows', uses: [], types: ['shared/'], packages: ['*'] },
  {
    of: 'functions/adapters/remote-probe.ts',
    why: 'tries a server that keeps files',
    uses: [PORTS, 'functions/adapters/remote-files.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/open-messages.ts',
    why: 'makes the channels of the digest',
    uses: [PORTS, 'functions/adapters/notify/', 'functions/env.ts'],
  },
  {
    of: 'functions/open-remote.ts',
    why: 'makes the adapters of places on other machines',
    uses: [
      DOMAIN,
      PORTS,
      'shared/run/remembered-workbooks.ts',
      'functions/adapters/',
      'functions/env.ts',
      'functions/read-text.ts',
    ],
    packages: ['node', 'zod', '@aws-sdk/client-s3'],
  },
  {
    of: 'functions/wiring.ts',
    why: 'the only place that makes adapters',
    uses: [
      DOMAIN,
      PORTS,
      'shared/run/changes.ts',
      'functions/adapters/',
      'functions/clock.ts',
      'functions/env.ts',
      'functions/open-remote.ts',
      'functions/school-place.ts',
      'functions/telemetry.ts',
      'functions/usage-error.ts',
    ],
    types: [RAW],
    packages: ['node'],
  },
  {
    of: 'functions/lambda/wiring.ts',
    why: 'the only place that makes adapters on Lambda',
    uses: [DOMAIN, PORTS, 'functions/adapters/', 'functions/clock.ts', 'functions/env.ts', 'functions/telemetry.ts'],
    types: [RAW],
    packages: ['node'],
  },
  {
    of: 'functions/lambda/digests.ts',
    why: 'makes adapters for the digest, which needs no workbooks',
    uses: [PORTS, 'functions/adapters/', 'functions/env.ts', 'functions/open-messages.ts', 'functions/telemetry.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/lambda/pages.ts',
    why: 'makes adapters for the pages, which need no workbooks',
    uses: [PORTS, 'functions/adapters/', 'functions/env.ts', 'functions/telemetry.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/lambda/webhook.ts',
    why: 'makes adapters for the webhook, which needs no workbooks',
    uses: [
      PORTS,
      'shared/run/changes.ts',
      'shared/run/watch-channel.ts',
      'functions/adapters/',
      'functions/clock.ts',
      'functions/env.ts',
      'functions/telemetry.ts',
    ],
    packages: ['node', 'zod'],
  },
  {
    of: 'functions/night-pages.ts',
    why: 'the pages of a night beside the workbooks',
    uses: ['shared/run/', 'shared/pages/', PORTS, 'functions/school-place.ts', 'functions/write-pages.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/write-pages.ts',
    why: 'pages into a folder',
    uses: ['shared/pages/', 'functions/make-folder.ts', 'functions/rename-file.ts'],
    packages: ['node'],
  },
  {
    of: 'functions/cli/',
    why: 'the same walk, with words for people',
    uses: [
      'package.json',
      'shared/',
      'functions/clock.ts',
      'functions/document-templates/',
      'functions/env.ts',
      'functions/night-pages.ts',
      'functions/open-messages.ts',
      'functions/open-night.ts',
      'functions/open-remote.ts',
      'functions/school-place.ts',
      'functions/read-text.ts',
      'functions/rename-file.ts',
      'functions/rule-set.ts',
      'functions/sample/',
      'functions/template/',
      'functions/usage-error.ts',
      'functions/wiring.ts',
      'functions/write-documents.ts',
      'functions/write-pages.ts',
    ],
    packages: ['node', 'commander'],
  },
  {
    of: 'functions/',
    why: 'a handler calls one step of the walk',
    uses: [
      'shared/run/',
      DOMAIN,
      PORTS,
      'functions/clock.ts',
      'functions/env.ts',
      'functions/open-night.ts',
      'functions/rule-set.ts',
      'functions/wiring.ts',
      'functions/telemetry.ts',
      'functions/lambda/',
    ],
    packages: ['*'],
  },
  {
    of: 'infra/tools/',
    why: 'the workbench, never shipped',
    uses: ['shared/', 'functions/', 'test/support/'],
    packages: ['*'],
  },
  {
    of: 'infra/',
    why: 'the cloud knows names of variables and metrics only',
    uses: ['functions/env.ts', 'functions/telemetry.ts'],
    packages: ['*'],
  },
];

/** Imports that break the letter of a law for a reason; each must still be there. */
export const EXCEPTIONS: readonly { readonly from: string; readonly to: string; readonly why: string }[] = [
  {
    from: 'functions/cli/init/',
    to: 'functions/adapters/xlsx/',
    why: 'a template is a new package; the port only publishes into one that is there',
  },
  {
    from: 'functions/cli/documents/',
    to: 'functions/adapters/docx/',
    why: 'a document is filled from what the store holds: no port stands between',
  },
];
