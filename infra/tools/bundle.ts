import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { smallest } from '../../shared/domain/extremes.ts';
import { KINDS, type Loads, loadedFiles, type PlaceKind, strangersIn } from './loaded.ts';
import { ROOT } from './root.ts';

/** Names of the functions; each has `functions/<name>/handler.ts` and becomes `dist/<name>/index.mjs`, with parts that are loaded on demand beside it. */
export const FUNCTIONS = [
  'list-colleges',
  'read-college',
  'assess-school',
  'publish-college',
  'close-year',
  'renew-watches',
  'receive-change',
  'process-change',
  'look-at-place',
  'send-digests',
  'make-pages',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Functions of schools at Google, which reports changes, and of schools whose place is polled. */
const OF_GOOGLE = ['renew-watches', 'receive-change'] as const satisfies readonly FunctionName[];
const OF_FILES = ['look-at-place'] as const satisfies readonly FunctionName[];
type OfSome = (typeof OF_GOOGLE)[number] | (typeof OF_FILES)[number];
/** Functions that every school has. */
export type CommonFunction = Exclude<FunctionName, OfSome>;
const OF_SOME: ReadonlySet<FunctionName> = new Set([...OF_GOOGLE, ...OF_FILES]);
export const EVERYWHERE = FUNCTIONS.filter((name): name is CommonFunction => !OF_SOME.has(name));

/** Functions of a school whose workbooks are at Google, or are files. */
export function deployedFor(kind: 'google' | 'files'): readonly FunctionName[] {
  const others: readonly FunctionName[] = kind === 'google' ? OF_FILES : OF_GOOGLE;
  return FUNCTIONS.filter((name) => !others.includes(name));
}

const WITHOUT_WORKBOOKS: ReadonlySet<FunctionName> = new Set([
  'receive-change',
  'send-digests',
  'make-pages',
  'look-at-place',
]);

/** Which places' parts of its bundle a function loads. */
export function loadsOf(name: FunctionName): Loads {
  const opensWorkbooks = !WITHOUT_WORKBOOKS.has(name);
  const isOf = (names: readonly FunctionName[]): boolean => names.includes(name);
  if (isOf(OF_FILES)) return { kinds: ['dav', 's3'], opensWorkbooks };
  // A function that opens no place loads the same code wherever the place is.
  const kinds: readonly PlaceKind[] = isOf(OF_GOOGLE) || !opensWorkbooks ? ['google'] : ['google', 'dav', 's3'];
  return { kinds, opensWorkbooks };
}

export const DIST = join(ROOT, 'dist');

/** The allowed size of a function, and the time its import may take here; the webhook's caller waits for it. */
const BUDGET = { bytes: 1_250 * 1_024, milliseconds: 180 };
const BUDGETS: Partial<Record<FunctionName, typeof BUDGET>> = {
  'receive-change': { bytes: 1_150 * 1_024, milliseconds: 160 },
};
/** The SDK's client for buckets alone takes some 60 ms. */
const AT_FILES = { ...BUDGET, milliseconds: 230 };
const budgetOf = ({ name, kind }: Pick<Measured, 'name' | 'kind'>): typeof BUDGET =>
  BUDGETS[name] ?? (kind === 'google' ? BUDGET : AT_FILES);
/**
 * Import time of the naive bundle on a quiet machine; if it takes longer, the machine is slow, and the time budget
 * grows.
 */
const NAIVE_MILLISECONDS = 650;
const TIMES = 5;
const PATIENCE = 30;

/** Parts of CommonJS use `require`, which a module does not have. */
const BANNER =
  "import{createRequire as xietongRequire}from'node:module';const require=xietongRequire(import.meta.url);";

/**
 * Bundles every function, minified.
 * @param maps whether to write source maps beside the bundles
 */
export async function bundleAll(outFolder = DIST, maps = true): Promise<ReadonlyMap<FunctionName, Metafile>> {
  // The package's compiled command line is in that folder too.
  for (const name of FUNCTIONS) rmSync(join(outFolder, name), { recursive: true, force: true });
  return new Map(
    await Promise.all(
      FUNCTIONS.map(async (name) => [name, await bundle(name, outFolder, { isLean: true, maps })] as const),
    ),
  );
}

async function bundle(
  name: FunctionName,
  outFolder: string,
  { isLean, maps }: { readonly isLean: boolean; readonly maps: boolean },
): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [{ in: join(ROOT, 'functions', name, 'handler.ts'), out: 'index' }],
    outdir: join(outFolder, name),
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: isLean,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    metafile: true,
    banner: { js: BANNER },
    logLevel: 'error',
    ...(isLean
      ? {
          minify: true,
          charset: 'utf8',
          legalComments: 'none',
          sourcemap: maps && 'linked',
          sourcesContent: false,
          plugins: [spared],
        }
      : { plugins: [wholeGoogle] }),
  });
  const strangers = isLean ? strangersIn(metafile, pathOf(name, outFolder), loadsOf(name)) : [];
  if (strangers.length > 0) throw new Error(`${name} must not contain ${strangers.join(', ')}`);
  return metafile;
}

/** The path of a function's entry in the metafile. */
function pathOf(name: FunctionName, outFolder: string): string {
  return relative(ROOT, fileOf(name, outFolder)).replaceAll('\\', '/');
}

/** Replacements for modules that no function uses or that Node provides itself. */
const SPARED: Readonly<Record<string, string>> = {
  // The client would bring its own fetch, with its own streams.
  'node-fetch': 'export default globalThis.fetch;',
  // Needed only on Google's own machines.
  'gcp-metadata':
    'export const isAvailable = async () => false; export const instance = undefined, universe = undefined;',
  // Text for errors that a programmer makes with a map.
  'object-inspect': 'export default String;',
  // The old version of Drive, and a protocol that nobody uses.
  './v2': 'export const drive_v2 = { Drive: undefined };',
  './http2': 'export const request = undefined;',
  // Parses what browsers report about themselves.
  bowser: 'export default {};',
  // Signs in people and other roles: a function gets its credentials from its environment, which is checked first.
  '@aws-sdk/nested-clients/sso': 'export const SSOClient = undefined, GetRoleCredentialsCommand = undefined;',
  '@aws-sdk/nested-clients/sso-oidc': 'export const SSOOIDCClient = undefined, CreateTokenCommand = undefined;',
  '@aws-sdk/nested-clients/signin': 'export const SigninClient = undefined, CreateOAuth2TokenCommand = undefined;',
  '@aws-sdk/nested-clients/sts':
    'export const getDefaultRoleAssumer = undefined, getDefaultRoleAssumerWithWebIdentity = undefined;',
};

const spared: Plugin = {
  name: 'spared',
  setup(setup) {
    setup.onResolve(
      { filter: /^(node-fetch|gcp-metadata|object-inspect|bowser|@aws-sdk\/nested-clients\/.+|\.\/v2|\.\/http2)$/ },
      ({ path, importer }) =>
        path.startsWith('.') && !/googleapis(-common)?\/build\/src\//.test(importer)
          ? undefined
          : { path, namespace: 'spared' },
    );
    setup.onLoad({ filter: /.*/, namespace: 'spared' }, ({ path }) => ({ contents: SPARED[path] ?? '' }));
  },
};

/** The careless result: all of `googleapis`, nothing minified. */
const wholeGoogle: Plugin = {
  name: 'whole-google',
  setup(setup) {
    setup.onResolve({ filter: /^googleapis\/build\/src\/apis\// }, () => ({
      path: fileURLToPath(import.meta.resolve('googleapis')),
    }));
  },
};

interface Figures {
  readonly name: FunctionName;
  readonly kind: PlaceKind;
  /** Bytes loaded for a place of the kind. */
  readonly bytes: number;
  readonly milliseconds: number;
}

interface Measured {
  readonly name: FunctionName;
  readonly kind: PlaceKind;
  readonly file: string;
  readonly bytes: number;
}

/**
 * Each import is timed in its own process, by the CPU time of the importing thread, because the machine is shared. The
 * fastest counts: of at least `TIMES`, and of up to `PATIENCE` while it is still too slow.
 */
function figuresOf(measured: readonly Measured[], patience = PATIENCE): readonly Figures[] {
  const fastest = new Map(measured.map((one) => [one, Number.POSITIVE_INFINITY]));
  for (let round = 1; round <= patience; round++) {
    const due = measured.filter((one) => round <= TIMES || Number(fastest.get(one)) > budgetOf(one).milliseconds);
    for (const one of due) fastest.set(one, Math.min(Number(fastest.get(one)), importTime(one)));
  }
  return measured.map((one) => ({ ...one, milliseconds: Number(fastest.get(one)) }));
}

/** What to measure of a bundle: what it loads for each kind of place that it is deployed for. */
function measuredOf(name: FunctionName, metafile: Metafile, outFolder: string): readonly Measured[] {
  const entry = pathOf(name, outFolder);
  return loadsOf(name).kinds.map((kind) => {
    const files = loadedFiles(metafile, entry, kind);
    const bytes = files.reduce((sum, file) => sum + (metafile.outputs[file]?.bytes ?? 0), 0);
    return { name, kind, file: fileOf(name, outFolder), bytes };
  });
}

function fileOf(name: FunctionName, outFolder: string): string {
  return join(outFolder, name, 'index.mjs');
}

function importTime({ file, kind }: Measured): number {
  const url = JSON.stringify(pathToFileURL(file).href);
  const script = `const t=process.threadCpuUsage();await import(${url});const{user,system}=process.threadCpuUsage(t);console.log((user+system)/1000);process.exit()`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, XIETONG_PLACE: KINDS[kind] },
  });
  if (!/^\d/.test(stdout)) throw new Error(`${file} cannot be imported: ${stderr}`);
  return Number(stdout);
}

function line({ name, kind, bytes, milliseconds }: Figures): string {
  const size = `${(bytes / 1_024).toFixed(0)} KB`.padStart(9);
  return `${name.padEnd(18)}${kind.padEnd(6)}${size}${`${milliseconds.toFixed(0)} ms`.padStart(9)}`;
}

async function main(): Promise<void> {
  await bundleAll();
  // Measured beside `dist/`, which a synthesis may be rebuilding at the same time.
  const folder = mkdtempSync(join(tmpdir(), 'xietong-bundles-'));
  try {
    const made = await bundleAll(folder, false);
    const figures = figuresOf([...made].flatMap(([name, metafile]) => measuredOf(name, metafile, folder)));
    console.log(`${relative(ROOT, DIST)}/<function>: what is loaded at which place, and processor's time of it`);
    for (const one of figures) console.log(line(one));
    const naive = join(folder, 'naive');
    const whole = measuredOf(
      'process-change',
      await bundle('process-change', naive, { isLean: false, maps: false }),
      naive,
    );
    const compared = figuresOf(whole.slice(0, 1), TIMES);
    console.log(`naive, for comparison:\n${compared.map(line).join()}`);
    holdToBudget(
      figures,
      Math.max(
        1,
        smallest(
          Number.POSITIVE_INFINITY,
          compared.map(({ milliseconds }) => milliseconds),
        ) / NAIVE_MILLISECONDS,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param slowness how many times slower than a quiet machine this one is now */
function holdToBudget(figures: readonly Figures[], slowness: number): void {
  for (const { name, kind, bytes, milliseconds } of figures) {
    const budget = budgetOf({ name, kind });
    const limit = Math.round(budget.milliseconds * slowness);
    if (bytes <= budget.bytes && milliseconds <= limit) continue;
    console.error(`over the budget of ${budget.bytes / 1_024} KB and ${limit} ms: ${name} (${kind})`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
