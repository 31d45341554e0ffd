import { type Cell, isGiven } from '../domain/cell.ts';
import type { ParsedWorkbook } from '../domain/parsed.ts';
import type { RenamedId } from '../domain/renamed-id.ts';

/**
 * Ids of the rows of a reading by what else identifies them: 组织名称, or 姓名 and 班级. A name that occurs twice
 * identifies nobody.
 */
function idsByName(parsed: ParsedWorkbook, tab: RenamedId['tab']): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  const keep = (id: Cell<string>, names: readonly Cell<string>[]): void => {
    if (!isGiven(id) || !names.every(isGiven)) return;
    const name = names.join('\n');
    found.set(name, found.has(name) && found.get(name) !== id ? null : id);
  };
  if (tab === 'organizations') for (const { id, name } of parsed.tabs.organizations.rows) keep(id, [name]);
  else for (const { id, name, classId } of parsed.tabs.students.rows) keep(id, [name, classId]);
  return found;
}

function idsOf(parsed: ParsedWorkbook, tab: RenamedId['tab']): ReadonlySet<string> {
  return new Set(parsed.tabs[tab].rows.map(({ id }) => id).filter(isGiven));
}

/**
 * Ids of 组织 and 花名册 that have gone since the previous reading and whose row now has another id (trust.md §2), with the
 * earlier ones that still hold: an old id stays known until somebody has it again.
 */
export function renamedIds(
  before: ParsedWorkbook,
  now: ParsedWorkbook,
  known: readonly RenamedId[],
): readonly RenamedId[] {
  return (['organizations', 'students'] as const).flatMap((tab) => {
    const [standing, had] = [idsOf(now, tab), idsOf(before, tab)];
    const names = idsByName(now, tab);
    const renamed = new Map<string, string>();
    for (const [name, from] of idsByName(before, tab)) {
      const to = names.get(name);
      if (from !== null && to !== null && to !== undefined && !standing.has(from) && !had.has(to))
        renamed.set(from, to);
    }
    for (const { tab: of, from, to } of known) {
      const last = standing.has(to) ? to : renamed.get(to);
      if (of === tab && last !== undefined && !standing.has(from)) renamed.set(from, last);
    }
    return [...renamed].map(([from, to]) => ({ tab, from, to }));
  });
}
