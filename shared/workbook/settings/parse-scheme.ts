import { isGiven, orNull } from '../../domain/cell.ts';
import type { SchemeItem, SettingIssue } from '../../domain/settings.ts';
import { ScoredKind } from '../../domain/vocabulary.ts';
import type { RawWorkbook } from '../../sheet/raw.ts';
import { type SchemeCells, scheme as spec } from '../tabs/scheme.ts';
import { capGroupWords } from '../tabs/scheme-messages.ts';
import { emptySchemeWords, repeatedWords } from '../tabs/setting-messages.ts';
import { readBasis, schemeRowIssues } from './scheme-checks.ts';
import { readSettings, type SettingRow, tabIssue } from './setting-table.ts';

/** 积分规则 after reading. */
export interface SchemeReading {
  /** `null`: there is no such tab. For a broken scheme, the good rows. */
  readonly scheme: readonly SchemeItem[] | null;
  /** Some row does not parse: half a scheme must not book anything. */
  readonly schemeBroken: boolean;
  readonly issues: readonly SettingIssue[];
}

/** @param knownRuleIds ids that a deduction may name */
export function parseScheme(workbook: RawWorkbook, knownRuleIds: readonly string[]): SchemeReading {
  const table = readSettings(spec, workbook);
  if (!table.present) return { scheme: null, schemeBroken: false, issues: [] };
  const issues: SettingIssue[] = [...table.issues];
  const items: (SchemeItem & { readonly row: number })[] = [];
  for (const row of table.rows) {
    const basis = readBasis(row, knownRuleIds);
    const found = [...row.issues, ...basis.issues, ...schemeRowIssues(row), ...conflicts(row, items)];
    for (const issue of found) issues.push(issue);
    const item = found.length === 0 ? itemOf(row.cells, basis.basis) : null;
    if (item) items.push({ ...item, row: row.row });
  }
  if (issues.length === 0 && items.length === 0)
    issues.push(tabIssue(spec.title, [spec.title], emptySchemeWords(spec.title)));
  return { scheme: withGroupCaps(items), schemeBroken: issues.length > 0, issues };
}

function itemOf(cells: SchemeCells, basis: readonly string[]): SchemeItem | null {
  const { id, name, section, kinds, way, value, jointFactor, jointBonus, guideFactor } = cells;
  if (!isGiven(id) || !isGiven(name) || !isGiven(section) || !isGiven(way) || !isGiven(value)) return null;
  if (!isFraction(jointFactor) || !isFraction(jointBonus) || !isFraction(guideFactor)) return null;
  return {
    id,
    name,
    section,
    kinds: Object.values(ScoredKind).filter((kind) => kinds.items.includes(kind)),
    way,
    basis,
    value,
    limit: orNull(cells.limit),
    period: orNull(cells.period),
    cap: orNull(cells.cap),
    jointFactor,
    jointBonus,
    guideFactor,
    capGroup: orNull(cells.capGroup),
  };
}

function isFraction(cell: SchemeCells['jointFactor']): cell is Exclude<SchemeCells['jointFactor'], null | symbol> {
  return typeof cell === 'object' && cell !== null;
}

/** An earlier row already has the 项目编号, or shares the 封顶组 but has another 学年封顶. */
function conflicts(
  row: SettingRow<SchemeCells>,
  before: readonly (SchemeItem & { readonly row: number })[],
): readonly SettingIssue[] {
  const { id, cap, capGroup } = row.cells;
  const sameId = before.find((earlier) => earlier.id === id);
  const otherCap = isGiven(cap)
    ? before.find(
        (earlier) => isGiven(capGroup) && earlier.capGroup === capGroup && earlier.cap !== null && earlier.cap !== cap,
      )
    : undefined;
  return [
    ...(sameId ? [row.issue('id', repeatedWords(spec.columns.id.heading, sameId.id, sameId.row))] : []),
    ...(otherCap ? [row.issue('cap', capGroupWords(row.who, row.text('capGroup'), otherCap.row))] : []),
  ];
}

/** Items of one 封顶组 share one 学年封顶: it also applies to those that leave it blank. */
function withGroupCaps(items: readonly (SchemeItem & { readonly row: number })[]): readonly SchemeItem[] {
  return items.map(({ row: _, ...item }) => {
    if (item.cap !== null || item.capGroup === null) return item;
    const shared = items.find(({ capGroup, cap }) => capGroup === item.capGroup && cap !== null);
    return { ...item, cap: shared?.cap ?? null };
  });
}
