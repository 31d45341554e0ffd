import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { smallest } from '../../shared/domain/extremes.ts';
import { ROOT } from './root.ts';

/** Names of the functions; each has `functions/<name>/handler.ts` and becomes `dist/<name>/index.mjs`. */
export const FUNCTIONS = [
  'list-colleges',
  'read-college',
  'assess-school',
  'publish-college',
  'close-year',
  'renew-watches',
  'receive-change',
  'process-change',
  'send-digests',
  'make-pages',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const DIST = join(ROOT, 'dist');

/** What a function may weigh, and how long its import may take here; the webhook's caller waits for it. */
const BUDGET = { bytes: 1_250 * 1_024, milliseconds: 180 };
const BUDGETS: Partial<Record<FunctionName, typeof BUDGET>> = {
  'receive-change': { bytes: 1_150 * 1_024, milliseconds: 160 },
};
const budgetOf = (name: FunctionName): typeof BUDGET => BUDGETS[name] ?? BUDGET;
/** The naive bundle's import on a quiet machine; where it takes longer, the machine is slow, and so is the budget's clock. */
const NAIVE_MILLISECONDS = 650;
const TIMES = 5;
const PATIENCE = 30;

/** Parts of CommonJS ask for `require`, which a module has not. */
const BANNER =
  "import{createRequire as xietongRequire}from'node:module';const require=xietongRequire(import.meta.url);";

/** Bundles every function, minified, with a source map beside it. */
export async function bundleAll(outFolder = DIST): Promise<void> {
  // The compiled command line of the package lies there too.
  for (const name of FUNCTIONS) rmSync(join(outFolder, name), { recursive: true, force: true });
  await Promise.all(FUNCTIONS.map((name) => bundle(name, outFolder, true)));
}

async function bundle(name: FunctionName, outFolder: string, lean: boolean): Promise<void> {
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'functions', name, 'handler.ts')],
    outfile: join(outFolder, name, 'index.mjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    metafile: true,
    banner: { js: BANNER },
    logLevel: 'error',
    ...(lean
      ? {
          minify: true,
          charset: 'utf8',
          legalComments: 'none',
          sourcemap: 'linked',
          sourcesContent: false,
          plugins: [spared],
        }
      : { plugins: [wholeGoogle] }),
  });
  const strangers = Object.keys(metafile.inputs).filter((path) => STRANGERS.test(path));
  if (strangers.length > 0) throw new Error(`${name} must not contain ${strangers.join(', ')}`);
}

/** No spreadsheet library, no engine, no documents, no CDK on Lambda. */
const STRANGERS =
  /node_modules\/(hucre|easy-template-x|aws-cdk-lib|constructs|commander|@dynoxide)\/|adapters\/(xlsx|sqlite|docx)\//;

/** Replacements for modules that no function reaches or that Node has itself. */
const SPARED: Readonly<Record<string, string>> = {
  // The client would bring a fetch of its own, with streams of its own.
  'node-fetch': 'export default globalThis.fetch;',
  // Looked for on Google's own machines only.
  'gcp-metadata':
    'export const isAvailable = async () => false; export const instance = undefined, universe = undefined;',
  // Words for errors that a programmer makes with a map.
  'object-inspect': 'export default String;',
  // The old edition of Drive, and a protocol that nobody asks for.
  './v2': 'export const drive_v2 = { Drive: undefined };',
  './http2': 'export const request = undefined;',
  // Reads what browsers say of themselves.
  bowser: 'export default {};',
  // Signs in people and other roles: a function is given its credentials in its environment, which is looked at first.
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

/** What one gets without care: the whole of `googleapis`, nothing minified. */
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
  readonly bytes: number;
  readonly milliseconds: number;
}

/**
 * Imports are timed in a process each by the processor's time of the importing thread, since the machine is shared. The
 * fastest counts: of `TIMES` at least, and of up to `PATIENCE` where it is still too slow.
 */
function figuresOf(names: readonly FunctionName[], outFolder: string, patience = PATIENCE): readonly Figures[] {
  const fastest = new Map(names.map((name) => [name, Number.POSITIVE_INFINITY]));
  for (let round = 1; round <= patience; round++) {
    const due = names.filter((name) => round <= TIMES || Number(fastest.get(name)) > budgetOf(name).milliseconds);
    for (const name of due) fastest.set(name, Math.min(Number(fastest.get(name)), importTime(fileOf(name, outFolder))));
  }
  return names.map((name) => ({
    name,
    bytes: statSync(fileOf(name, outFolder)).size,
    milliseconds: Number(fastest.get(name)),
  }));
}

function fileOf(name: FunctionName, outFolder: string): string {
  return join(outFolder, name, 'index.mjs');
}

function importTime(file: string): number {
  const url = JSON.stringify(pathToFileURL(file).href);
  const script = `const t=process.threadCpuUsage();await import(${url});const{user,system}=process.threadCpuUsage(t);console.log((user+system)/1000);process.exit()`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  if (!/^\d/.test(stdout)) throw new Error(`${file} cannot be imported: ${stderr}`);
  return Number(stdout);
}

function line({ name, bytes, milliseconds }: Figures): string {
  const size = `${(bytes / 1_024).toFixed(0)} KB`.padStart(9);
  return `${name.padEnd(24)}${size}${`${milliseconds.toFixed(0)} ms`.padStart(9)}`;
}

async function main(): Promise<void> {
  await bundleAll();
  // Measured beside `dist/`, which a synthesis may be making anew at the same time.
  const folder = mkdtempSync(join(tmpdir(), 'xietong-bundles-'));
  try {
    await bundleAll(folder);
    const figures = figuresOf(FUNCTIONS, folder);
    console.log(`${relative(ROOT, DIST)}/<function>/index.mjs: size, and processor's time of an import`);
    for (const one of figures) console.log(line(one));
    const naive = join(folder, 'naive');
    await bundle('process-change', naive, false);
    const compared = figuresOf(['process-change'], naive, TIMES);
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

/** @param slowness how many times slower than a quiet one this machine is now */
function holdToBudget(figures: readonly Figures[], slowness: number): void {
  for (const { name, bytes, milliseconds } of figures) {
    const budget = budgetOf(name);
    const limit = Math.round(budget.milliseconds * slowness);
    if (bytes <= budget.bytes && milliseconds <= limit) continue;
    console.error(`over the budget of ${budget.bytes / 1_024} KB and ${limit} ms: ${name}`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
