import type { FieldOf, TabKey } from '../../domain/school.ts';

/** A column by English name and heading. */
export type NamedColumn = readonly [field: string, heading: string];

/** Columns of some tabs, one by one or in groups. */
export type Columns = { readonly [Tab in TabKey]?: readonly NamedColumn[] };
export type ColumnGroups = { readonly [Tab in TabKey]?: readonly (readonly NamedColumn[])[] };

/** That every column named stands in its tab is for the compiler to see. */
type Existing<Tab extends TabKey> = readonly [field: FieldOf<Tab>, heading: string];
type ExistingColumns = { readonly [Tab in TabKey]?: readonly Existing<Tab>[] };
type ExistingGroups = { readonly [Tab in TabKey]?: readonly (readonly Existing<Tab>[])[] };

/** Date of birth of a student. */
export const BIRTH_DATES: Columns = { students: [['bornOn', '出生日期']] } satisfies ExistingColumns;

/** Dates of what has been: an activity, honor, vote, plan or pledge (rules.md §4, DAT-12). */
export const PAST_DATES: Columns = {
  developments: [
    ['admittedOn', '接收预备党员日期'],
    ['confirmedOn', '转正日期'],
  ],
  activities: [['heldOn', '活动日期']],
  plans: [['submittedOn', '提交日期']],
  decisions: [
    ['leagueCommitteeOn', '团支委会日期'],
    ['leagueAssemblyOn', '团员大会日期'],
    ['partyCommitteeOn', '党支委会日期'],
    ['partyAssemblyOn', '党员大会日期'],
  ],
  pledges: [
    ['pledgedOn', '承诺日期'],
    ['reportedOn', '述诺日期'],
    ['appraisedOn', '评议日期'],
  ],
  honors: [['awardedOn', '获得日期']],
} satisfies ExistingColumns;

/** Numbers of people of which each is among those of the one before: 应到, 实到, 赞成. */
export const COUNTS: ColumnGroups = {
  developments: [
    [
      ['admissionExpected', '接收应到'],
      ['admissionPresent', '接收实到'],
      ['admissionInFavor', '接收赞成'],
    ],
    [
      ['confirmationExpected', '转正应到'],
      ['confirmationPresent', '转正实到'],
      ['confirmationInFavor', '转正赞成'],
    ],
  ],
  activities: [
    [
      ['expected', '应到人数'],
      ['present', '实到人数'],
    ],
  ],
  decisions: [
    [
      ['leagueExpected', '团员应到'],
      ['leaguePresent', '团员实到'],
      ['leagueInFavor', '团员赞成'],
    ],
    [
      ['partyExpected', '党员应到'],
      ['partyPresent', '党员实到'],
      ['partyInFavor', '党员赞成'],
    ],
  ],
} satisfies ExistingGroups;
