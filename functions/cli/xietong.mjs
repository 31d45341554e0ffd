#!/usr/bin/env node
// The command line is TypeScript that Node 24 runs as it stands. Where an older Node started us, hand over to the
// one pinned as a development dependency.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function pinnedNode() {
  try {
    const root = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    return [join(root, 'bin', 'node'), join(root, 'bin', 'node.exe')].find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}

if (Number.parseInt(process.versions.node, 10) >= 24) {
  process.argv[1] = main;
  await import('./main.ts');
} else {
  const node = pinnedNode();
  if (node === undefined) {
    process.stderr.write(
      `xietong needs Node 24 or newer, this is ${process.version}. Run npm ci in its folder first.\n`,
    );
    process.exit(2);
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the whole foreground group by itself; what is sent to us alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`xietong could not start ${node}: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}
