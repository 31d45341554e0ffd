import type { Registration } from '../domain/settings.ts';
import type { Workbooks } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';

/**
 * Messages, by 学院编号, for colleges whose workbook is the school workbook or that of an earlier college in 学院登记, even
 * under another name. Read and written twice, one file would show the results of whichever college came last.
 */
export async function registeredTwice(
  { identity }: Workbooks,
  schoolWorkbook: string,
  colleges: readonly Registration[],
): Promise<ReadonlyMap<string, string>> {
  const refusals = new Map<string, string>();
  if (!identity) return refusals;
  const identities = await Promise.all([schoolWorkbook, ...colleges.map(({ workbook }) => workbook)].map(identity));
  const owners = new Map<string, string>();
  for (const [at, known] of identities.entries()) {
    const college = colleges[at - 1];
    if (known === null) continue;
    const owner = owners.get(known);
    if (owner === undefined) owners.set(known, college ? runMessages.ofCollege(college.name) : runMessages.ofSchool);
    else if (college) refusals.set(college.id, runMessages.sameWorkbook(college.workbook, owner));
  }
  return refusals;
}
