import type { PapersInput } from '../../../shared/documents/input.ts';
import type { Paper } from '../../../shared/documents/kind.ts';
import { isGiven } from '../../../shared/domain/cell.ts';
import { UsageError } from '../../usage-error.ts';

/**
 * The documents of one college or organization, by number or name; all documents if none is named. If a kind has one
 * for the school and one for each college, only the school's is chosen unless a college is named.
 * @throws UsageError when none, or more than one, has that name
 */
export function chosenPapers(papers: readonly Paper[], only: string | undefined, input: PapersInput): readonly Paper[] {
  if (only === undefined) {
    const whole = papers.filter(({ college }) => college === null);
    return whole.length === 0 ? papers : whole;
  }
  const wanted = only.trim();
  const { colleges, organizations } = input.pages;
  const college = byNumberOrName(colleges, wanted);
  if (college !== null) return papers.filter((paper) => paper.college === college);
  const named = organizations.map(({ id, org }) => ({ id, name: isGiven(org.name) ? org.name : id }));
  const organization = byNumberOrName(named, wanted);
  if (organization !== null) return papers.filter((paper) => paper.organization === organization);
  throw new UsageError(
    `没有学院或组织叫“${only}”。--only 后面写学院编号、学院名称、组织编号或组织名称；学院有：${colleges.map(({ id, name }) => `${id}（${name}）`).join('、')}。`,
  );
}

function byNumberOrName(all: readonly { readonly id: string; readonly name: string }[], wanted: string): string | null {
  const byNumber = all.find(({ id }) => id === wanted);
  if (byNumber) return byNumber.id;
  const [first, ...others] = all.filter(({ name }) => name === wanted);
  if (first === undefined) return null;
  if (others.length === 0) return first.id;
  throw new UsageError(
    `有 ${others.length + 1} 个都叫“${wanted}”，请写编号：${[first, ...others].map(({ id }) => id).join('、')}。`,
  );
}
