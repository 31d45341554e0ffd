import { type CalendarDay, formatAcademicYear } from '../domain/calendar.ts';
import { ScoredKind, SECTIONS, YearStage } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { ImageColumn, ImageRow } from '../sheet/image.ts';
import { dayWords } from './day-words.ts';
import { publicNote, standingNote } from './standing-words.ts';
import type { TabBody } from './tab-body.ts';

/** Contents of the notice besides the results. Blank texts are left out. */
export interface NoticeFacts {
  /** First and last day of 公示期. */
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly contact: string;
  readonly contactWay: string;
  readonly signedBy: string;
}

export interface YearEndInput {
  readonly year: number;
  readonly stage: YearStage;
  /** Hash of the manifest, for anyone who wants to verify; `null` in a rehearsal. */
  readonly hash: string | null;
  readonly standings: readonly Standing[];
  readonly collegeNames: ReadonlyMap<string, string>;
  readonly notice: NoticeFacts;
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
    rows: [
      ...own.map(
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
      ...hashRows(input),
    ],
  };
}

/** Who is in charge of an organization, if nobody holds the post. */
export const NO_HEAD: Readonly<Record<ScoredKind, string>> = {
  [ScoredKind.partyBranch]: '—（无在任书记）',
  [ScoredKind.leagueBranch]: '—（无在任书记）',
  [ScoredKind.schoolClass]: '—（无在任班长）',
  [ScoredKind.functional]: '—（无在任负责人）',
};
const NOTICE_COLUMNS: readonly ImageColumn[] = [
  { heading: '组别', width: 14, format: 'text' },
  { heading: '名次', width: 6, format: 'integer' },
  { heading: '学院', width: 20, format: 'text', wrap: true },
  { heading: '组织名称', width: 30, format: 'text', wrap: true },
  { heading: '负责人', width: 16, format: 'text' },
  points('总分'),
  { heading: '等次', width: 8, format: 'text' },
  { heading: '备注', width: 26, format: 'text', wrap: true },
];

/** 公示: a notice that can be posted without changes: names are masked, and there is no 学号. */
export function publicNoticeTab(input: YearEndInput): TabBody {
  const { standings, collegeNames, heads, notice } = input;
  return {
    print: 'portrait',
    banner: [{ cells: [noticeTitle(input)], tone: 'title' }, ...noticeLines(input).map((line) => ({ cells: [line] }))],
    columns: NOTICE_COLUMNS,
    rows: [
      ...standings.map(
        ({ pool, rank, organization, balance, grade, note, heldDown }): ImageRow => ({
          cells: [
            pool,
            rank,
            collegeNames.get(balance.college) ?? balance.college,
            balance.name,
            heads.get(organization) ?? NO_HEAD[balance.kind],
            balance.total / 100,
            grade,
            publicNote({ note, heldDown }),
          ],
        }),
      ),
      ...(notice.signedBy === '' ? [] : [{ cells: [notice.signedBy] }]),
      { cells: [dayWords(notice.from)] },
      ...hashRows(input),
    ],
  };
}

/** Title of the notice. */
export function noticeTitle({ year, stage }: Pick<YearEndInput, 'year' | 'stage'>): string {
  const what = stage === YearStage.final ? '考核结果' : '考核结果公示';
  return `${formatAcademicYear(year)} 学年党团班协同${what}`;
}

/** Facts for the text of the notice; the days are not known before the sealing. */
export interface NoticeText extends Pick<NoticeFacts, 'contact' | 'contactWay'> {
  readonly from: CalendarDay | null;
  readonly to: CalendarDay | null;
}

/** Blank for a day that is filled in by hand. */
const NO_DAY = '____ 年 __ 月 __ 日';

/** What is made public, until when one may object, and to whom. */
export function noticeLines({
  year,
  stage,
  notice: { from, to, contact, contactWay },
}: Pick<YearEndInput, 'year' | 'stage'> & { readonly notice: NoticeText }): readonly string[] {
  const subject = `${formatAcademicYear(year)} 学年各党支部、团支部、班级和功能型组织的考核结果`;
  if (stage === YearStage.final) return [`${subject}已经公示并定稿，现予公布。`];
  const whom = contact === '' ? '学校' : contactWay === '' ? contact : `${contact}（${contactWay}）`;
  return [
    `现将 ${subject}予以公示。`,
    `公示期：${from === null ? NO_DAY : dayWords(from)}至 ${to === null ? NO_DAY : dayWords(to)}。`,
    `对结果有异议的，请在公示期内向${whom}提出。`,
  ];
}

function bannerText({ year, stage }: YearEndInput): string {
  return `${formatAcademicYear(year)} 学年考核结果（${stage}）`;
}

/** The hash for anyone who wants to verify, in small type at the end. */
function hashRows({ hash }: YearEndInput): readonly ImageRow[] {
  return hash === null ? [] : [{ cells: [`校验码：${hash}`], small: true }];
}
