import { isGiven } from '../domain/cell.ts';
import { OrgKind } from '../domain/vocabulary.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import type { Reference } from '../workbook/column.ts';
import { findTab } from '../workbook/find-tab.ts';
import { foldTitle, foldWord } from '../workbook/normalize.ts';
import { parseTab } from '../workbook/parse-tab.ts';
import { TABS } from '../workbook/tabs/index.ts';

/** What an export calls an organization, in the ids of the workbook: exports have names where a tab wants ids. */
export interface Organizations {
  /** The id; `null` where none is called so, `several` where more than one is. */
  idOf(typed: string, reference: Reference): string | null | 'several';
  /** Whether the column refers to organizations that the workbook lists. */
  knows(reference: Reference | undefined): reference is Reference;
}

const KINDS: Readonly<Partial<Record<Reference, readonly OrgKind[]>>> = {
  organization: Object.values(OrgKind),
  schoolClass: [OrgKind.schoolClass],
  partyBranch: [OrgKind.partyBranch],
};

export function organizationsOf(workbook: RawWorkbook): Organizations {
  const { rows } = parseTab(TABS.organizations, findTab(workbook.tabs, TABS.organizations.title), 0).parsed;
  const kinds = new Map<string, OrgKind | null>();
  const byName = new Map<string, string[]>();
  for (const { id, name, kind } of rows) {
    if (!isGiven(id)) continue;
    kinds.set(id, isGiven(kind) ? kind : null);
    if (!isGiven(name)) continue;
    const folded = foldTitle(name);
    byName.set(folded, [...(byName.get(folded) ?? []), id]);
  }
  const fits = (id: string, reference: Reference): boolean => {
    const kind = kinds.get(id) ?? null;
    return kind === null || KINDS[reference]?.includes(kind) === true;
  };
  return {
    idOf(typed, reference) {
      const id = foldWord(typed);
      if (kinds.has(id) && fits(id, reference)) return id;
      const [only, ...others] = (byName.get(foldTitle(typed)) ?? []).filter((one) => fits(one, reference));
      if (only === undefined) return null;
      return others.length === 0 ? only : 'several';
    },
    knows: (reference): reference is Reference =>
      reference !== undefined && kinds.size > 0 && KINDS[reference] !== undefined,
  };
}
