import { damaged, refused } from '../problem.ts';
import { reasonPartMalformed } from '../words.ts';
import type { Package } from './package.ts';
import { xmlFault } from './well-formed.ts';
import { writeZip } from './zip-write.ts';

/**
 * The archive with all changes made. Every part that was changed is an XML part, and is parsed before anything is written.
 * @throws Refused when one is not well formed: the user's file is at fault where the part was not so before either,
 *   otherwise this program is, and says so
 */
export async function writePackage(pack: Package): Promise<Buffer[]> {
  for (const [part, contents] of pack.changes) {
    if (contents === null) continue;
    const fault = xmlFault(part, contents);
    if (fault === null) continue;
    const original = pack.original(part);
    if (original !== null && xmlFault(part, original) !== null) throw damaged(part, new Error(fault));
    throw refused(reasonPartMalformed(part), new Error(fault));
  }
  return writeZip(pack.entries, pack.changes);
}
