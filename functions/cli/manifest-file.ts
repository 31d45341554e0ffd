import { existsSync, linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type AcademicYear, formatAcademicYear } from '../../shared/domain/calendar.ts';
import { Refused, type SealRecord, type Store } from '../../shared/ports.ts';
import type { SealedManifest } from '../../shared/run/year/record.ts';
import { readManifest } from '../../shared/year/manifest.ts';
import { renameFileSync } from '../rename-file.ts';
import type { SchoolPlace } from '../school-place.ts';
import { kindOf } from './failure.ts';

const KINDS = { sealed: '封存', final: '定稿' } as const;
const OURS = /^(?:封存|定稿)-(\d{4}-\d{4})-\d+\.json$/u;

/** It names organizations and students: only its owner may read it. */
const OWN_FILE = 0o600;

/** The folder of manifests: that of the workbooks; for places at Google the working directory. */
function folderOf(place: SchoolPlace): string {
  return place.kind === 'folder' ? place.folder : '';
}

function nameOf({ kind, year, sequence }: SealRecord): string {
  return `${KINDS[kind]}-${formatAcademicYear(year)}-${sequence}.json`;
}

/** The file for the manifest of a seal. */
export function manifestFile(place: SchoolPlace, { record }: SealedManifest): string {
  return join(folderOf(place), nameOf(record));
}

/**
 * Hands the manifest out as a file, which `verify` reads: complete or not at all, readable only for the owner, and
 * never over another one. A repetition finds it there.
 * @throws Refused when the file exists with another manifest in it, or cannot be written
 */
export function putManifest(place: SchoolPlace, sealed: SealedManifest): void {
  const file = manifestFile(place, sealed);
  const text = `${JSON.stringify(sealed.manifest, null, 1)}\n`;
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode: OWN_FILE, flag: 'wx' });
    publishDraft(draft, file);
  } catch (error) {
    if (isSame(file, text)) return;
    if (isThere(error)) throw new Refused(`已经有另一份“${file}”，没有覆盖它。请把它移到别处，再运行一次同样的命令。`);
    throw new Refused(`写不进清单“${file}”（${kindOf(error)}）。请检查这个位置，再运行一次同样的命令。`, {
      cause: error,
    });
  } finally {
    rmSync(draft, { force: true });
    removeDrafts(file);
  }
}

/**
 * Once the manifest is in place, its drafts are useless: they belong to runs that were killed, or that find it there.
 */
function removeDrafts(file: string): void {
  if (!existsSync(file)) return;
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(file)}.`) && name.endsWith('.tmp')) rmSync(join(folder, name), { force: true });
  }
}

/** A link fails if the file exists; if a disk does not support links, nobody else makes a file of this name. */
function publishDraft(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (isThere(error) || existsSync(file)) throw error;
    renameFileSync(draft, file);
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isSame(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

/**
 * Looks for manifests of a year that are not what the store has sealed: the store's file was lost or belongs to another
 * school, or somebody changed a manifest. A seal made now would compete with a published one.
 * @throws Refused that says what to do
 */
export async function refuseForeignManifests(place: SchoolPlace, { seals }: Store, year: AcademicYear): Promise<void> {
  const academicYear = formatAcademicYear(year);
  const folder = folderOf(place);
  const there = readdirSync(folder || '.').filter((name) => OURS.exec(name)?.[1] === academicYear);
  if (there.length === 0) return;
  const known = new Map((await seals.seals(year)).map((record) => [nameOf(record), record.hash]));
  const quoted = (names: readonly string[]): string =>
    names
      .toSorted()
      .map((name) => `“${name}”`)
      .join('、');
  const foreign = there.filter((name) => !known.has(name));
  if (foreign.length > 0)
    throw new Refused(
      `${place.kind === 'folder' ? `“${place.folder}”` : '当前文件夹'}里有${quoted(foreign)}，而存储里没有这次封存的记录：可能是“${place.stateFolder}”丢失或换了地方。请先把原来的存储放回；如果这份清单不属于这所学校，或确实要重新封存，请先把它移到别处。`,
    );
  const changed = there.filter((name) => hashOf(join(folder, name)) !== known.get(name));
  if (changed.length > 0)
    throw new Refused(
      `${quoted(changed)}与存储里记下的封存不一致：内容被改动过，或者是别处拿来的。请换回原来的清单；找不到了，就先把它移到别处，再运行一次同样的命令。`,
    );
}

/** The hash of an intact manifest; `null` for anything else. */
function hashOf(file: string): string | null {
  try {
    const { hash, isIntact } = readManifest(readFileSync(file, 'utf8'));
    return isIntact ? hash : null;
  } catch {
    return null;
  }
}
