import { formatAcademicYear } from '../domain/calendar.ts';
import { SECTIONS, type YearStage } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { ImageColumn, ImageRow } from '../sheet/image.ts';
import type { TabBody } from './output-tabs.ts';
import { standingNote } from './standing-words.ts';

export interface YearEndInput {
  readonly year: number;
  readonly stage: YearStage;
  /** Hash of the manifest, for anyone who wants to verify; `null` in a rehearsal. */
  readonly hash: string | null;
  readonly standings: readonly Standing[];
  readonly collegeNames: ReadonlyMap<string, string>;
  /** Masked name of the person in charge, by organization. */
  readonly heads: ReadonlyMap<string, string>;
}

const points = (heading: string): ImageColumn => ({ heading, width: 10, format: 'points' });

const RESULT_COLUMNS: readonly ImageColumn[] = [
  { heading: '学年', width: 11, format: 'text' },
  { heading: '组别', width: 14, format: 'text' },
  { heading: '名次', width: 6, format: 'integer' },
  { heading: '学院', width: 20, format: 'text' },
  { heading: '组织编号', width: 14, format: 'text' },
  { heading: '组织名称', width: 28, format: 'text', wrap: true },
  ...SECTIONS.map(points),
  points('申诉调整'),
  points('总分'),
  { heading: '等次', width: 8, format: 'text' },
  { heading: '备注', width: 30, format: 'text', wrap: true },
];

/** 年度考核 of one college, or (`college` null) of the school. */
export function yearEndTab(input: YearEndInput, college: string | null): TabBody {
  const own = input.standings.filter(({ balance }) => college === null || balance.college === college);
  return {
    banner: [{ cells: [bannerText(input)], tone: 'title' }],
    columns: RESULT_COLUMNS,
    rows: own.map(
      ({ pool, rank, organization, balance, grade, note, heldDown }): ImageRow => ({
        cells: [
          formatAcademicYear(input.year),
          pool,
          rank,
          input.collegeNames.get(balance.college) ?? balance.college,
          organization,
          balance.name,
          ...SECTIONS.map((section) => balance.sections[section] / 100),
          balance.adjustments / 100,
          balance.total / 100,
          grade,
          standingNote({ note, heldDown }),
        ],
      }),
    ),
  };
}

/** 公示: names masked, no 学号. */
export function publicNoticeTab(input: YearEndInput): TabBody {
  return {
    banner: [{ cells: [bannerText(input)], tone: 'title' }],
    columns: [
      { heading: '组别', width: 14, format: 'text' },
      { heading: '名次', width: 6, format: 'integer' },
      { heading: '学院', width: 20, format: 'text' },
      { heading: '组织名称', width: 28, format: 'text', wrap: true },
      { heading: '负责人', width: 10, format: 'text' },
      points('总分'),
      { heading: '等次', width: 8, format: 'text' },
      { heading: '备注', width: 30, format: 'text', wrap: true },
    ],
    rows: input.standings.map(
      ({ pool, rank, organization, balance, grade, note, heldDown }): ImageRow => ({
        cells: [
          pool,
          rank,
          input.collegeNames.get(balance.college) ?? balance.college,
          balance.name,
          input.heads.get(organization) ?? null,
          balance.total / 100,
          grade,
          standingNote({ note, heldDown }),
        ],
      }),
    ),
  };
}

function bannerText({ year, stage, hash }: YearEndInput): string {
  const mark = hash === null ? '' : `，校验码 ${hash}`;
  return `${formatAcademicYear(year)} 学年考核结果（${stage}）${mark}`;
}
