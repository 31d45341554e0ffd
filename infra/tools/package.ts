import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { DIST } from './bundle.ts';
import { ROOT } from './root.ts';

/**
 * The compiled command line, beside the functions of `dist/`; `functions/cli/xietong.mjs` starts it if there is no
 * source.
 */
export const COMPILED = join(DIST, 'xietong');

/**
 * Compiles the command line for the package (`npm pack` runs this as `prepack`): our own code in pieces that are loaded
 * when a command needs them. Third-party code stays a dependency: npm installs it, updates it and states its licence.
 */
export async function compile(outFolder = COMPILED): Promise<void> {
  rmSync(outFolder, { recursive: true, force: true });
  await build({
    entryPoints: [join(ROOT, 'functions/cli/main.ts')],
    outdir: outFolder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'parts/[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node22.16',
    format: 'esm',
    charset: 'utf8',
    // Line numbers of the source for a stack trace; the source itself is in the repository.
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'error',
  });
}

if (import.meta.main) await compile();
