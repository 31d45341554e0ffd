import type { Metafile } from 'esbuild';

/** The parts of its bundle that a function loads depend on where the school's workbooks are. */

/** Kinds of places, with an address of each. */
export const KINDS = { google: '', dav: 'dav+https://disk.example.edu.cn/school/', s3: 's3://bucket/school/' } as const;
export type PlaceKind = keyof typeof KINDS;

/** Modules that are loaded on demand for a place of the kind. */
const ON_DEMAND: Readonly<Record<PlaceKind, RegExp>> = {
  google: /^functions\/lambda\/google-place\.ts$/,
  dav: /^functions\/(lambda\/remote-place\.ts|open-remote-files\.ts|adapters\/dav\/(files|http)\.ts)$/,
  s3: /^functions\/(lambda\/remote-place\.ts|open-remote-files\.ts|adapters\/s3\/(client|files)\.ts)$/,
};

/** No engine, no documents, no spreadsheet writer, no CDK on Lambda, whether loaded or not. */
const NEVER =
  /node_modules\/(hucre|easy-template-x|aws-cdk-lib|constructs|commander|@dynoxide)\/|adapters\/(sqlite|docx)\//;
/** Google's client and files are never in one process. */
const STRANGERS: Readonly<Record<PlaceKind, RegExp>> = {
  google: /adapters\/(xlsx|dav)\/|adapters\/remote-/,
  dav: /node_modules\/google|adapters\/google\/|node_modules\/@aws-sdk\/client-s3\//,
  s3: /node_modules\/google|adapters\/google\/|adapters\/dav\/(files|http)/,
};

/** Names of a bundle's files (as in the metafile) that a function of such a school loads. */
export function loadedFiles({ outputs }: Metafile, entry: string, kind: PlaceKind): readonly string[] {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    const output = outputs[file];
    if (output === undefined || loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind: how } of output.imports) {
      const isLoaded = how !== 'dynamic-import' || ON_DEMAND[kind].test(outputs[path]?.entryPoint ?? '');
      if (isLoaded) load(path);
    }
  };
  load(entry);
  return [...loaded];
}

/** A function that opens no workbook contains no code for opening one, loaded or not. */
const OF_WORKBOOKS = /node_modules\/google|adapters\/(google|xlsx)\//;

export interface Loads {
  /** Kinds of places of the schools that have the function. */
  readonly kinds: readonly PlaceKind[];
  readonly opensWorkbooks: boolean;
}

/** Modules that must not be in a bundle, or must not be loaded from it: one per line. */
export function strangersIn(metafile: Metafile, entry: string, { kinds, opensWorkbooks }: Loads): readonly string[] {
  const never = Object.keys(metafile.inputs).filter(
    (path) => NEVER.test(path) || (!opensWorkbooks && OF_WORKBOOKS.test(path)),
  );
  const met = kinds.flatMap((kind) =>
    loadedFiles(metafile, entry, kind)
      .flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}))
      .filter((path) => STRANGERS[kind].test(path))
      .map((path) => `${path} (${kind})`),
  );
  return [...never, ...met];
}
