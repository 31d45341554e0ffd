import { ActivityType, AppraisalGrade, PledgeRole, PoliticalStatus } from '../../../shared/domain/vocabulary.ts';
import { literal } from '../draft.ts';
import type { Person } from '../model.ts';
import { at, atTab, insertAfter, type Mistake, type Site } from './site.ts';

/** DAT and CFG: cells, rows and tabs that cannot be what they are. */

const isPlain = ({ political, record }: Person): boolean =>
  political === PoliticalStatus.leagueMember && record === null;

function plainStudent(site: Site) {
  const person = site.person(isPlain);
  return person && (site.rowsOf('students', 'id', person.id)[0] ?? null);
}

/** Activities that no duty waits for. */
const LEISURE: readonly unknown[] = [ActivityType.recreation, ActivityType.innovation, ActivityType.fieldPractice];

function leisure(site: Site) {
  return site.row('activities', ({ type }) => LEISURE.includes(type));
}

export const DATA_FAULTS: readonly Mistake[] = [
  {
    rule: 'DAT-01',
    note: '活动台账有两列场地',
    plant: ({ tweaks }) => {
      if (tweaks.activities) return null;
      tweaks.activities = { repeated: 'venue' };
      return atTab('activities');
    },
  },
  {
    rule: 'DAT-01',
    note: '工作计划缺少“材料链接”一列',
    plant: ({ tweaks, college }) => {
      if (tweaks.plans || college.classes.length < 2) return null;
      tweaks.plans = { missing: 'evidence' };
      return atTab('plans');
    },
  },
  {
    rule: 'DAT-02',
    note: '没有“荣誉”工作表',
    plant: ({ tweaks, stranger }) => {
      if (stranger === null || tweaks.honors) return null;
      tweaks.honors = 'absent';
      return atTab('honors');
    },
  },
  {
    rule: 'DAT-03',
    note: '活动主题没有填',
    plant: (site) => {
      const row = leisure(site);
      if (!row) return null;
      row.topic = null;
      return at('activities', row, 'topic');
    },
  },
  {
    rule: 'DAT-04',
    note: '出生日期写成“2005年13月”，没有 13 月',
    plant: (site) => {
      const row = plainStudent(site);
      if (!row) return null;
      row.bornOn = literal('2005年13月');
      return at('students', row, 'bornOn');
    },
  },
  {
    rule: 'DAT-04',
    note: '应到人数写成“三十人左右”',
    plant: (site) => {
      const row = leisure(site);
      if (!row) return null;
      row.expected = literal('三十人左右');
      return at('activities', row, 'expected');
    },
  },
  {
    rule: 'DAT-05',
    note: '性别写成“男生”',
    plant: (site) => {
      const row = plainStudent(site);
      if (!row) return null;
      row.sex = '男生';
      return at('students', row, 'sex');
    },
  },
  {
    rule: 'DAT-05',
    note: '评议等次写成“良好”',
    plant: (site) => {
      const row = site.row(
        'pledges',
        ({ appraisalGrade, role }) => appraisalGrade === AppraisalGrade.good && role === PledgeRole.student,
      );
      if (!row) return null;
      row.appraisalGrade = '良好';
      return at('pledges', row, 'appraisalGrade');
    },
  },
  {
    rule: 'DAT-06',
    note: '同一个学生在花名册登记了两次',
    plant: (site) => {
      const row = plainStudent(site);
      return row && at('students', insertAfter(site, 'students', row, { ...row }), 'id');
    },
  },
  {
    rule: 'DAT-07',
    note: '承诺考评里的学号不在花名册',
    plant: (site) => {
      const row = site.row('pledges', ({ role }) => role === PledgeRole.student);
      if (!row) return null;
      return at(
        'pledges',
        insertAfter(site, 'pledges', row, { ...row, studentId: '49999001', name: '查无此' }),
        'studentId',
      );
    },
  },
  {
    rule: 'DAT-07',
    note: '指导党支部填成了班级的编号',
    plant: (site) => {
      const row = leisure(site);
      if (!row) return null;
      row.guideBranchId = site.college.classes[0]?.id ?? null;
      return at('activities', row, 'guideBranchId');
    },
  },
  {
    rule: 'DAT-08',
    note: '承诺考评里的姓名与花名册不同',
    plant: (site) => {
      const row = site.row('pledges', ({ role, name }) => role === PledgeRole.student && String(name).length === 3);
      if (!row) return null;
      row.name = `${String(row.name).slice(0, 2)}某`;
      return at('pledges', row, 'name');
    },
  },
  {
    rule: 'DAT-09',
    note: '任职日期只写到月',
    plant: (site) => {
      const row = site.row('tenures', ({ to }) => typeof to === 'number');
      if (!row) return null;
      row.from = literal(`${site.frame.year - 1}.10`);
      return at('tenures', row, 'from');
    },
  },
  {
    rule: 'DAT-10',
    note: '上下两行的场地合并成了一个单元格',
    plant: (site) => {
      const { activities } = site.drafts;
      const row = site.row('activities', (one) => {
        const next = activities[activities.indexOf(one) + 1];
        return next !== undefined && site.isFree(next) && next.funds === undefined && one.funds === undefined;
      });
      if (!row || site.tweaks.activities === 'absent') return null;
      site.take([activities[activities.indexOf(row) + 1]], (next) => next);
      site.tweaks.activities = { ...site.tweaks.activities, merged: [{ row, field: 'venue' }] };
      return at('activities', row, 'venue');
    },
  },
  {
    rule: 'DAT-11',
    note: '场地是一个出错的公式（#REF!）',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.classMeeting);
      if (!row) return null;
      row.venue = literal({ error: '#REF!' });
      return at('activities', row, 'venue');
    },
  },
  {
    rule: 'DAT-12',
    note: '还没有发生的活动',
    plant: (site) => {
      const row = leisure(site);
      if (!row) return null;
      row.heldOn = site.frame.asOf + 20;
      return at('activities', row, 'heldOn');
    },
  },
  {
    rule: 'DAT-12',
    note: '出生日期不可能：不满 14 岁',
    plant: (site) => {
      const row = plainStudent(site);
      if (!row) return null;
      row.bornOn = site.frame.asOf - 10 * 365;
      return at('students', row, 'bornOn');
    },
  },
  {
    rule: 'DAT-13',
    note: '实到人数多于应到人数',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.classMeeting);
      if (!row) return null;
      row.present = Number(row.expected) + 3;
      return at('activities', row, 'present');
    },
  },
  {
    rule: 'DAT-14',
    note: '同一个活动登记了两次，活动编号不同',
    plant: (site) => {
      const row = leisure(site);
      if (!row) return null;
      return at(
        'activities',
        insertAfter(site, 'activities', row, { ...row, id: `${site.college.profile.id}-${site.frame.year}-9999` }),
        'topic',
      );
    },
  },
  {
    rule: 'DAT-15',
    note: '这个学号已在另一个学院的花名册',
    plant: (site) => {
      const row = site.stranger && plainStudent(site);
      if (!row || !site.stranger) return null;
      return at(
        'students',
        insertAfter(site, 'students', row, { ...row, id: site.stranger.id, name: site.stranger.name }),
        'id',
      );
    },
  },
  {
    rule: 'DAT-16',
    note: '联合组织里填了主办组织自己',
    plant: (site) => {
      const row = leisure(site);
      if (!row) return null;
      row.jointIds = [String(row.hostId)];
      return at('activities', row, 'jointIds');
    },
  },
];
