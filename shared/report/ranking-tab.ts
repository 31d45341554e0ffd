import { Grade, SECTIONS } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { ImageCell, ImageColumn, ImageRow } from '../sheet/image.ts';
import { standingNote } from './standing-words.ts';
import type { TabBody } from './tab-body.ts';

const SECTION_COLUMNS: readonly ImageColumn[] = SECTIONS.map((heading) => ({ heading, width: 10, format: 'points' }));
const ORGANIZATION_COLUMNS: readonly ImageColumn[] = [
  { heading: '组织编号', width: 14, format: 'text' },
  { heading: '组织名称', width: 28, format: 'text', wrap: true },
];
const RESULT_COLUMNS: readonly ImageColumn[] = [
  { heading: '总分', width: 9, format: 'points' },
  { heading: '等次', width: 8, format: 'text' },
];

/** 积分排名 of one college: its organizations in their pools, with their ranks in the college and in the school. */
export function rankingTab(standings: readonly Standing[], college: string): TabBody {
  const own = standings.filter(({ balance }) => balance.college === college);
  const ranked = new Map<string, number>();
  for (const { pool, rank } of standings) if (rank !== null) ranked.set(pool, (ranked.get(pool) ?? 0) + 1);
  return {
    banner: [],
    columns: [
      { heading: '组别', width: 14, format: 'text' },
      { heading: '名次', width: 6, format: 'integer' },
      ...ORGANIZATION_COLUMNS,
      ...SECTION_COLUMNS,
      ...RESULT_COLUMNS,
      { heading: '校内名次', width: 10, format: 'integer' },
      { heading: '全校共', width: 8, format: 'integer' },
      { heading: '备注', width: 30, format: 'text', wrap: true },
    ],
    rows: [...Map.groupBy(own, ({ pool }) => pool)].flatMap(([name, pool]) =>
      pool.map((standing) => collegeRow(standing, pool, ranked.get(name) ?? 0)),
    ),
  };
}

/** 全校排名 of the school workbook. */
export function schoolRankingTab(standings: readonly Standing[], collegeNames: ReadonlyMap<string, string>): TabBody {
  return {
    banner: [],
    columns: [
      { heading: '组别', width: 14, format: 'text' },
      { heading: '名次', width: 6, format: 'integer' },
      { heading: '学院', width: 20, format: 'text' },
      ...ORGANIZATION_COLUMNS,
      ...SECTION_COLUMNS,
      ...RESULT_COLUMNS,
      { heading: '备注', width: 30, format: 'text', wrap: true },
    ],
    rows: standings.map((standing) => ({
      ...toneOf(standing),
      cells: [
        standing.pool,
        standing.rank,
        collegeNames.get(standing.balance.college) ?? standing.balance.college,
        ...organizationCells(standing),
        standingNote(standing),
      ],
    })),
  };
}

/** The rank within the college counts the organizations of the college's pool that rank higher in the school. */
function collegeRow(standing: Standing, pool: readonly Standing[], inSchool: number): ImageRow {
  const before = pool.filter(({ rank }) => rank !== null && standing.rank !== null && rank < standing.rank).length;
  return {
    ...toneOf(standing),
    cells: [
      standing.pool,
      standing.rank === null ? null : before + 1,
      ...organizationCells(standing),
      standing.rank,
      standing.rank === null ? null : inSchool,
      standingNote(standing),
    ],
  };
}

function organizationCells({ organization, balance, grade }: Standing): ImageCell[] {
  return [
    organization,
    balance.name,
    ...SECTIONS.map((section) => balance.sections[section] / 100),
    balance.total / 100,
    grade,
  ];
}

function toneOf({ grade }: Standing): Pick<ImageRow, 'tone'> {
  if (grade === Grade.excellent) return { tone: 'good' };
  return grade === Grade.unqualified ? { tone: 'warning' } : {};
}
