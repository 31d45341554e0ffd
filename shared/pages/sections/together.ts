import { isGiven } from '../../domain/cell.ts';
import { orgNameOf } from '../../domain/roster.ts';
import type { Activity } from '../../domain/school.ts';
import { ActivityType, OrgKind } from '../../domain/vocabulary.ts';
import { bars } from '../charts/bars.ts';
import { type Facts, type Group, groupHeading, PICTURED, type Scope, shareText } from '../facts.ts';
import { figure, nothing, tableOf } from '../figure.ts';
import { type Html, html, plain } from '../html.ts';

/** Share of the activities in which two or three of party, League and class took part. */
export function togetherness(facts: Facts, scope: Scope): Html {
  const title = '协同指数：两方、三方共同开展的活动';
  const heading = scope.college === null ? '学院' : '班级';
  const rows = (scope.college === null ? scope.groups : classesOf(scope))
    .map((group) => ({ name: group.name, counts: countsOf(facts, scope, group) }))
    .filter(({ counts: [one, two, three] }) => one + two + three > 0)
    .toSorted((a, b) => indexOf(a.counts) - indexOf(b.counts));
  if (rows.length === 0) return nothing(title, '“活动台账”里还没有本学年的活动。');
  const pictured = rows.slice(0, PICTURED);
  return figure({
    title,
    svg: bars({
      title,
      rows: pictured.map(({ name, counts: [one, two, three] }) => ({
        name,
        segments: [
          { amount: three, look: 'c0' },
          { amount: two, look: 'c1' },
          { amount: one, look: 'c2' },
        ],
        end: plain(`指数 ${shareText(two + three, one + two + three)}`),
      })),
      most: pictured.reduce((highest, { counts: [one, two, three] }) => Math.max(highest, one + two + three), 0),
      legend: [
        { look: 'c0', name: '三方' },
        { look: 'c1', name: '两方' },
        { look: 'c2', name: '一方' },
      ],
    }),
    note: `指数 = 党支部、团支部、班级中有两方以上参加的活动 ÷ 全部活动，低的在前。${rows.length > pictured.length ? `图中只画前 ${pictured.length} 行。` : ''}`,
    table: {
      head: [heading, '三方', '两方', '一方', '指数'],
      rows: rows.map(({ name, counts: [one, two, three] }) => [
        name,
        three,
        two,
        one,
        plain(shareText(two + three, one + two + three)),
      ]),
    },
  });
}

type Counts = readonly [one: number, two: number, three: number];

function indexOf([one, two, three]: Counts): number {
  return (two + three) / (one + two + three);
}

function classesOf({ groups }: Scope): readonly Group[] {
  return groups.filter(({ organizations: [scored] }) => scored?.org.kind === OrgKind.schoolClass);
}

/** For a college, all activities of its 活动台账; for a class, those in which it or its 团支部 took part. */
function countsOf({ input: { school }, sides }: Facts, { college }: Scope, { id, organizations }: Group): Counts {
  const counts: [number, number, number] = [0, 0, 0];
  const own = new Set<Activity>(
    college === null
      ? school.activities.recordedIn(school.colleges.find((one) => one.id === id)?.index ?? -1)
      : organizations.flatMap(({ org }) => school.activities.meeting(org)),
  );
  for (const activity of own) {
    const number = sides.get(activity) ?? 0;
    if (number > 0) counts[(number - 1) as 0 | 1 | 2]++;
  }
  return counts;
}

/** What a class, its 团支部 and its 党支部 do together. */
interface Trio {
  readonly schoolClass: string;
  readonly league: string | null;
  readonly party: string | null;
  readonly planned: number;
  readonly met: number;
  readonly acted: number;
  readonly scored: boolean;
}

const MEETINGS: ReadonlySet<string> = new Set([
  ActivityType.jointMeeting,
  ActivityType.exchangeForum,
  ActivityType.jointLife,
]);

/** 五同 per 党支部–团支部–班级; for the school, the number of classes in each college to which each applies. */
export function fiveTogether(facts: Facts, scope: Scope): Html {
  const title = '五同对照：党支部–团支部–班级';
  const note =
    '同研究：共同参加的联席会、座谈、联合组织生活；同规划：“计划事项”里互为联合组织的事项；同推进：共同开展的其他活动；同考核：三方都有积分账户。同布置在台账里没有单独的记录，不列。';
  const trios = scope.groups.map((group) => ({
    name: group.name,
    own: group.organizations.flatMap((one) => trioOf(facts, one.id, one.org.kind)),
  }));
  const all = trios.flatMap(({ own }) => own);
  if (all.length === 0) return nothing(title, '“组织”表里还没有在册的班级。');
  const yes = (count: number): string => (count > 0 ? `✓ ${count}` : '✕ 0');
  const table =
    scope.college === null
      ? {
          head: ['学院', '班级数', '三方齐备', '同研究', '同规划', '同推进', '同考核'],
          rows: trios
            .filter(({ own }) => own.length > 0)
            .map(({ name, own }) => [
              name,
              own.length,
              own.filter(({ league, party }) => league !== null && party !== null).length,
              own.filter(({ met }) => met > 0).length,
              own.filter(({ planned }) => planned > 0).length,
              own.filter(({ acted }) => acted > 0).length,
              own.filter(({ scored }) => scored).length,
            ]),
        }
      : {
          head: ['班级', '团支部', '党支部', '同研究', '同规划', '同推进', '同考核'],
          rows: all.map(({ schoolClass, league, party, met, planned, acted, scored }) => [
            schoolClass,
            league ?? '✕ 没有',
            party ?? '✕ 没有',
            plain(yes(met)),
            plain(yes(planned)),
            plain(yes(acted)),
            scored ? '✓' : '✕',
          ]),
        };
  return html`${tableOf(table)}<p class="note">${note}</p>`;
}

function trioOf({ input: { school, standings, year }, sides }: Facts, id: string, kind: unknown): readonly Trio[] {
  if (kind !== OrgKind.schoolClass) return [];
  const league = school.coverage.leagueBranchesOf(id)[0];
  const party = school.coverage.partyOrgsOf(id).find((org) => org.kind === OrgKind.partyBranch);
  const ids = [id, league?.id, party?.id].filter((one) => typeof one === 'string');
  const members = new Set(ids);
  const planned = ids
    .flatMap((one) => school.records.planItemsOf(one))
    .filter(
      ({ academicYear, jointIds, orgId }) =>
        academicYear === year && jointIds.items.some((one) => one !== orgId && members.has(one)),
    );
  let [met, acted] = [0, 0];
  for (const activity of new Set(ids.flatMap((one) => school.activities.hostedOrJoined(one)))) {
    if (!sides.has(activity)) continue;
    const { hostId, jointIds, type } = activity;
    const partners = isGiven(hostId) ? [hostId, ...jointIds.items] : jointIds.items;
    const together = new Set(partners.filter((one) => members.has(one)));
    if (together.size < 2) continue;
    if (typeof type === 'string' && MEETINGS.has(type)) met++;
    else acted++;
  }
  const nameOf = (one: unknown): string | null =>
    typeof one === 'string' ? orgNameOf(school.roster.organization(one), one) : null;
  return [
    {
      schoolClass: nameOf(id) ?? id,
      league: nameOf(league?.id),
      party: nameOf(party?.id),
      planned: planned.length,
      met,
      acted,
      scored: ids.length === 3 && ids.every((one) => standings.has(one)),
    },
  ];
}

/** Who holds posts on both sides: what is missing by the rules, and what exists by 任职. */
export function crossPosts({ input: { school } }: Facts, scope: Scope): Html {
  const rows = scope.groups
    .map(({ name, open, organizations }) => {
      const classes = organizations.filter(({ org }) => org.kind === OrgKind.schoolClass);
      const branches = organizations.filter(({ org }) => org.kind === OrgKind.partyBranch);
      const lacking = (rule: string): number => open.filter((one) => one.rule === rule).length;
      const both = new Set(
        branches
          .flatMap(({ id }) => school.tenures.ofBranch(id))
          .flatMap(({ tenure: { holderId } }) =>
            isGiven(holderId) && school.tenures.classPostsOf(holderId).length > 0 ? [holderId] : [],
          ),
      );
      return { name, classes, branches, deputies: lacking('ORG-05'), shared: lacking('ORG-11'), both: both.size };
    })
    .filter(({ classes, branches }) => classes.length + branches.length > 0);
  if (rows.length === 0) return nothing('交叉任职', '还没有在册的班级和党支部。');
  return html`${tableOf({
    head: [
      groupHeading(scope),
      '班级数',
      '班长没有兼任团支部副书记',
      '班委会和团支委没有交叉任职',
      '党支部班子成员兼任班团职务（人）',
    ],
    rows: rows.map(({ name, classes, deputies, shared, both }) => [name, classes.length, deputies, shared, both]),
  })}<p class="note">前两项是未整改的问题数，后一项按“任职”表里现任的职务统计。</p>`;
}
