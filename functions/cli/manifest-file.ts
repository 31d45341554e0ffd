import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatAcademicYear } from '../../shared/domain/calendar.ts';
import type { SealedManifest } from '../../shared/run/year/record.ts';
import type { Place } from '../place.ts';

const KINDS = { sealed: '封存', final: '定稿' } as const;

/** It names organizations and students: its owner's only. */
const OWN_FILE = 0o600;

/** Where the manifest of a seal lies: in the folder of the workbooks; for places at Google in the working directory. */
export function manifestFile(place: Place, { record }: SealedManifest): string {
  const name = `${KINDS[record.kind]}-${formatAcademicYear(record.year)}-${record.sequence}.json`;
  return place.kind === 'folder' ? join(place.folder, name) : name;
}

/** Hands the manifest out as a file, which `verify` reads. */
export function putManifest(place: Place, sealed: SealedManifest): void {
  writeFileSync(manifestFile(place, sealed), `${JSON.stringify(sealed.manifest, null, 1)}\n`, { mode: OWN_FILE });
}
