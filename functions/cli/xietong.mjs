#!/usr/bin/env node
// The command line. In a clone it is TypeScript that Node 24 runs as it stands, the one pinned as a development
// dependency where an older one started us; in the package it has been compiled, and asks for less.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = new URL('./main.ts', import.meta.url);
const COMPILED = new URL('../../dist/xietong/main.mjs', import.meta.url);
const isClone = existsSync(SOURCE);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
/** 22.16: `node:sqlite` waits for other processes, and `node:zlib` knows zstd. `engines` says the same. */
const isNewEnough = major >= 24 || (!isClone && major === 22 && minor >= 16);

async function run() {
  silenceAboutSqlite();
  if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
  const { main } = await import((isClone ? SOURCE : COMPILED).href);
  process.exitCode = await main(process.argv.slice(2), process.env);
}

/** Node 22, and the first editions of 24, call `node:sqlite` an experiment; nobody at the terminal can do anything about it. */
function silenceAboutSqlite() {
  const warn = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) warn.call(process, warning, ...rest);
  };
}

function pinnedNode() {
  try {
    const root = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    return [join(root, 'bin', 'node'), join(root, 'bin', 'node.exe')].find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}

/** @param node path of a program that is new enough */
function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the whole foreground group by itself; what is sent to us alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('error', (error) => refuse(`无法启动 ${node}（${error.message}）。请在本软件的文件夹里重新运行 npm ci。`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

const node = isNewEnough || !isClone ? undefined : pinnedNode();
if (isNewEnough) await run();
else if (node !== undefined) handOver(node);
else if (isClone)
  refuse(`本软件需要 Node 24 或更新的版本，这里是 ${process.version}。请先在本软件的文件夹里运行 npm ci。`);
else
  refuse(
    `本软件需要 Node 22.16 以上的 22 版，或 24 及更新的版本，这里是 ${process.version}。请从 https://nodejs.org 安装新版后再运行。`,
  );
