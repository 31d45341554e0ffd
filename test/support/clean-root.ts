import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { findTool } from './tools.ts';

/** What a container engine does with an image, as far as `chroot` can: run the image's commands in a separate root folder. */

export const NO_ROOTS = 'not run: a root folder of its own is made by root on Linux only';

export function canMakeRoots(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && findTool('chroot') !== null;
}

/** How the last stage of a Dockerfile says the image is run. */
export function readImage(dockerfile: string) {
  const stage =
    dockerfile
      .replaceAll(/\\\n\s*/gu, '')
      .split(/^FROM /mu)
      .at(-1) ?? '';
  const said = (word: string): string => new RegExp(`^${word} (.+)$`, 'mu').exec(stage)?.[1] ?? '';
  const words = (text: string): readonly string[] => z.array(z.string()).parse(JSON.parse(text));
  return {
    user: said('USER'),
    environment: said('ENV'),
    entryPoint: words(said('ENTRYPOINT')),
    command: words(said('CMD')),
    health: words(said('HEALTHCHECK').replace(/^.*CMD /u, '')),
  };
}

/** A root folder with this Node and what it links to, the installed package, and `/data`, which alone is its user's. */
export function cleanRoot(installed: string): string {
  const root = mkdtempSync(join(installed, 'root-'));
  chmodSync(root, 0o755);
  const libraries = spawnSync('ldd', [process.execPath], { encoding: 'utf8' }).stdout.match(/\/\S+\.so\S*/gu) ?? [];
  for (const file of libraries) copy(file, join(root, file));
  copy(process.execPath, join(root, 'usr/local/bin/node'));
  mkdirSync(join(root, 'opt/xietong'), { recursive: true });
  spawnSync('cp', ['-al', join(installed, 'node_modules'), join(root, 'opt/xietong/node_modules')]);
  mkdirSync(join(root, 'data'));
  chownSync(join(root, 'data'), 1000, 1000);
  return root;
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
