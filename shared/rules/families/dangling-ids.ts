import type { College, School } from '../../domain/assembled.ts';
import type { CellIssue } from '../../domain/parsed.ts';
import { type MeantId, meantId, type RenamedCell, renamedId } from './meant-id.ts';

/** An id that refers to nothing, or to the wrong kind of organization, under one heading of a tab. */
export interface DanglingId {
  /** The first cell that names it. */
  readonly issue: CellIssue & { readonly heading: string };
  /** Numbers of all rows that name it there. */
  readonly rows: readonly number[];
  /** Where an id of this column is registered, and what it is called there. */
  readonly register: Register;
  /** 组织类型 of the organization that has this id, where the column takes another kind. */
  readonly kind: string | null;
  /** The kind of organization that the column takes. */
  readonly kindAsked: string;
  readonly meant: MeantId | null;
  readonly renamed: RenamedCell | null;
}

export interface Register {
  readonly tab: string;
  readonly id: string;
}

const KIND_ASKED: Readonly<Record<string, string>> = {
  classId: '班级',
  coveredClassIds: '班级',
  branchId: '党支部',
  guideBranchId: '党支部',
  orgId: '团支部或班级',
};

/** Registers, by what is wrong with an id that is not in them. */
const REGISTERS: Readonly<Record<string, Register>> = {
  danglingStudent: { tab: '花名册', id: '学号' },
  danglingActivity: { tab: '活动台账', id: '活动编号' },
  danglingDecision: { tab: '议事决策', id: '事项编号' },
};
const ORGANIZATIONS: Register = { tab: '组织', id: '组织编号' };

/** Each dangling id of a college, once per heading of a tab, in the order of the first cells. */
export function* danglingIds(college: College, school: School): Iterable<DanglingId> {
  const found = new Map<string, readonly [DanglingId['issue'], number[]]>();
  for (const issue of college.issues) {
    const { kind, tab, heading, text, row } = issue;
    if (kind !== 'dangling' || heading === null || row === null) continue;
    const id = `${tab}\n${heading}\n${text}`;
    const known = found.get(id);
    if (!known) found.set(id, [{ ...issue, heading }, [row]]);
    else if (known[1].at(-1) !== row) known[1].push(row);
  }
  for (const [issue, rows] of found.values()) {
    const { field, text, problem } = issue;
    const asked = KIND_ASKED[field ?? ''] ?? null;
    const kind = problem === 'wrongKindOfOrganization' ? school.roster.organization(text)?.kind : null;
    yield {
      issue,
      rows,
      register: REGISTERS[problem ?? ''] ?? ORGANIZATIONS,
      kind: typeof kind === 'string' ? kind : null,
      kindAsked: asked ?? ORGANIZATIONS.tab,
      meant: meantId(school, issue, asked),
      renamed: renamedId(school, college, text),
    };
  }
}
