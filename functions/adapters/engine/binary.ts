import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { Refused } from '../../../shared/ports.ts';
import { WORDS } from './words.ts';

const NAME = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';

/**
 * Path of the engine's program: the one that npm installed for this platform, else the first on the search path.
 * @throws {Refused} when there is none
 */
export async function findBinary(
  candidates: readonly string[] = [...packaged(), ...onPath(process.env.PATH)],
): Promise<string> {
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  throw new Refused(WORDS.noBinary(`${process.platform}-${process.arch}`));
}

function packaged(): readonly string[] {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    return [join(dirname(manifest), NAME)];
  } catch {
    return [];
  }
}

function onPath(searchPath: string | undefined): readonly string[] {
  return (searchPath ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, NAME));
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
