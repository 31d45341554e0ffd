import { formatDay } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import { formatHundredths } from '../domain/points.ts';
import { factorsText, type Position } from '../domain/position.ts';
import { Grade } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { ImageColumn, ImageRow } from '../sheet/image.ts';
import { heldDownWords } from './standing-words.ts';
import type { TabBody } from './tab-body.ts';

const COLUMNS: readonly ImageColumn[] = [
  { heading: '组织编号', width: 14, format: 'text' },
  { heading: '组织名称', width: 26, format: 'text', wrap: true },
  { heading: '板块', width: 10, format: 'text' },
  { heading: '项目', width: 22, format: 'text', wrap: true },
  { heading: '日期', width: 12, format: 'text' },
  { heading: '活动', width: 40, format: 'text', wrap: true },
  { heading: '基础分', width: 8, format: 'points' },
  { heading: '系数', width: 26, format: 'text', wrap: true },
  { heading: '得分', width: 8, format: 'points' },
  { heading: '计入', width: 8, format: 'points' },
  { heading: '未计入原因', width: 24, format: 'text', wrap: true },
];

export type Lines = Pick<Parameters, 'excellentLine' | 'goodLine' | 'passLine'>;

/** 积分明细: one row per position, with a subtotal per organization and the distance to the pass line and next grade. */
export function pointsTab(standings: readonly Standing[], positions: readonly Position[], lines: Lines): TabBody {
  const byOrganization = Map.groupBy(positions, ({ organization }) => organization);
  const ordered = [...standings].sort((a, b) => (a.organization < b.organization ? -1 : 1));
  return {
    banner: [],
    columns: COLUMNS,
    rows: ordered.flatMap((standing) => [
      ...(byOrganization.get(standing.organization) ?? []).map((position) =>
        positionRow(position, standing.balance.name),
      ),
      subtotalRow(standing, byOrganization.get(standing.organization) ?? [], lines),
    ]),
  };
}

function positionRow(position: Position, name: string): ImageRow {
  const { organization, section, itemName, on, title, base, hundredths, counted, reason } = position;
  const factors = factorsText(position.factors);
  return {
    cells: [
      organization,
      name,
      section,
      itemName,
      on === null ? null : formatDay(on),
      title,
      base / 100,
      factors === '' ? null : factors,
      hundredths / 100,
      counted / 100,
      reason,
    ],
    ...(counted !== hundredths && { tone: 'muted' as const }),
  };
}

function subtotalRow(standing: Standing, positions: readonly Position[], lines: Lines): ImageRow {
  const { organization, balance } = standing;
  const earned = positions.reduce((sum, { hundredths }) => sum + hundredths, 0);
  const adjustment = balance.adjustments === 0 ? '' : `含申诉调整 ${formatHundredths(balance.adjustments)} 分；`;
  return {
    tone: 'subtotal',
    cells: [
      organization,
      balance.name,
      '小计',
      null,
      null,
      `${adjustment}${distanceText(standing, lines)}`,
      null,
      null,
      earned / 100,
      balance.total / 100,
      null,
    ],
  };
}

/** How far a total is from the pass line and from the next grade. */
function distanceText(
  { balance: { total }, heldDown }: Standing,
  { excellentLine, goodLine, passLine }: Lines,
): string {
  const next = [
    { line: passLine, grade: Grade.qualified },
    { line: goodLine, grade: Grade.good },
    { line: excellentLine, grade: Grade.excellent },
  ].find(({ line }) => total < line);
  const pass =
    total < passLine
      ? `距合格线还差 ${formatHundredths(passLine - total)} 分`
      : `已超合格线 ${formatHundredths(total - passLine)} 分`;
  if (!next) return `${pass}；${heldDown ? heldDownWords(heldDown) : '已达优秀线'}`;
  return next.grade === Grade.qualified
    ? pass
    : `${pass}；距${next.grade}线还差 ${formatHundredths(next.line - total)} 分`;
}
