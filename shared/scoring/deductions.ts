import type { School } from '../domain/assembled.ts';
import { NO_FACTORS } from '../domain/position.ts';
import { scoredKindOf } from '../domain/roster.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { Section, Way } from '../domain/vocabulary.ts';
import { compareText, type Draft } from './draft.ts';
import { capYear } from './limits.ts';
import type { OpenFinding } from './scored.ts';
import type { Touched } from './touched.ts';

/**
 * 扣分: one position per open finding that the item names and that touches the organization, in the order of rule and
 * subject, to the cap (the one that crosses it counts in part).
 */
export function deductionDrafts(
  school: School,
  items: readonly SchemeItem[],
  open: readonly OpenFinding[],
  touched: Touched,
): Draft[] {
  const drafts: Draft[] = [];
  const ordered = [...open].sort(
    (a, b) =>
      compareText(a.rule, b.rule) ||
      compareText(a.subject.join('\u0000'), b.subject.join('\u0000')) ||
      compareText(a.id, b.id),
  );
  for (const item of items) {
    if (item.way !== Way.deduction) continue;
    const byOrganization = new Map<string, Draft[]>();
    for (const finding of ordered) {
      if (!item.basis.includes(finding.rule) && !item.basis.includes(finding.severity)) continue;
      for (const organization of touched(finding)) {
        const org = school.roster.organization(organization);
        const kind = org && scoredKindOf(org);
        if (!kind || !item.kinds.includes(kind)) continue;
        const draft = toDraft(item, organization, finding);
        const list = byOrganization.get(organization);
        if (list) list.push(draft);
        else byOrganization.set(organization, [draft]);
      }
    }
    for (const list of byOrganization.values()) {
      capYear(list, item.cap, () => 0);
      for (const draft of list) drafts.push(draft);
    }
  }
  return drafts;
}

function toDraft(item: SchemeItem, organization: string, finding: OpenFinding): Draft {
  return {
    organization,
    section: Section.deductions,
    item: item.id,
    itemName: item.name,
    activity: finding.id,
    on: null,
    title: finding.message,
    base: item.value,
    factors: NO_FACTORS,
    hundredths: item.value,
    counted: item.value,
    reason: null,
    source:
      finding.college === null || finding.at.row === null
        ? null
        : { college: finding.college, tab: finding.at.tab, row: finding.at.row },
  };
}
