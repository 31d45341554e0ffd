import { MatterKind, PoliticalStatus } from '../../../shared/domain/vocabulary.ts';
import type { RowDraft } from '../draft.ts';
import { isPresent } from '../people.ts';
import { at, type Mistake, type Site } from './site.ts';

/** DEC: who decides, in which order and with how many votes. */

type Row = RowDraft<'decisions'>;

const JUDGED: readonly unknown[] = [MatterKind.award, MatterKind.nomination];

function decisionOf(site: Site, fits: (row: Row) => boolean = () => true): Row | null {
  return site.row('decisions', (row) => JUDGED.includes(row.kind) && fits(row));
}

const namesMember = ({ branchId }: Row): boolean => typeof branchId === 'string';

export const DECISION_FAULTS: readonly Mistake[] = [
  {
    rule: 'DEC-01',
    note: '评奖评优没有经过团支委会',
    plant: (site) => {
      const row = decisionOf(site);
      if (!row) return null;
      row.leagueCommitteeOn = null;
      return at('decisions', row, 'leagueCommitteeOn');
    },
  },
  {
    rule: 'DEC-01',
    note: '团支委会开在团员大会之后',
    plant: (site) => {
      const row = decisionOf(site);
      if (!row) return null;
      row.leagueCommitteeOn = Number(row.leagueAssemblyOn) + 1;
      return Number(row.leagueCommitteeOn) > site.frame.asOf ? null : at('decisions', row, 'leagueCommitteeOn');
    },
  },
  {
    rule: 'DEC-02',
    note: '涉及党员的评优没有经过党员大会',
    plant: (site) => {
      const row = decisionOf(site, namesMember);
      if (!row) return null;
      Object.assign(row, { partyAssemblyOn: null, partyExpected: null, partyPresent: null, partyInFavor: null });
      return at('decisions', row, 'partyAssemblyOn');
    },
  },
  {
    rule: 'DEC-03',
    note: '团员大会赞成人数没有超过应到的一半',
    plant: (site) => {
      const row = decisionOf(site);
      if (!row) return null;
      row.leagueInFavor = Math.floor(Number(row.leagueExpected) / 2);
      return at('decisions', row, 'leagueInFavor');
    },
  },
  {
    rule: 'DEC-04',
    note: '党员大会到会人数不足应到的一半',
    plant: (site) => {
      const row = decisionOf(site, namesMember);
      if (!row) return null;
      Object.assign(row, { partyExpected: 11, partyPresent: 5, partyInFavor: 5 });
      return at('decisions', row, 'partyPresent');
    },
  },
  {
    rule: 'DEC-05',
    note: '涉及学号里有别的班的学生',
    plant: (site) => {
      const row = decisionOf(site);
      const own = site.college.classes.find(({ leagueId }) => leagueId === row?.orgId);
      const other = site.college.classes
        .find((one) => one !== own)
        ?.people.find((one) => one.political === PoliticalStatus.leagueMember && isPresent(one));
      if (!row || !other) return null;
      row.studentIds = [...(row.studentIds as string[]), other.id];
      return at('decisions', row, 'studentIds');
    },
  },
  {
    rule: 'DEC-06',
    note: '公示只有两天（考核参数“公示检查”已改为“是”）',
    plant: (site) => {
      const row = decisionOf(site);
      if (!row) return null;
      row.noticeTo = Number(row.noticeFrom) + 1;
      site.school.parameters.公示检查 = '是';
      return at('decisions', row, 'noticeTo');
    },
  },
];
