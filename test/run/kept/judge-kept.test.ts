import { describe, expect, it } from 'vitest';
import { violationId } from '../../../shared/domain/identity.ts';
import type { Waiver } from '../../../shared/domain/settings.ts';
import type { ViolationBook } from '../../../shared/ports.ts';
import { RULES } from '../../../shared/rules/index.ts';
import type { Judgement } from '../../../shared/run/judge-school.ts';
import { DEFAULT_SCHEME } from '../../../shared/scoring/default-scheme.ts';
import { aSchool, type TestSchool } from '../../support/a-school.ts';
import { type Arounds, keptAcross } from '../../support/kept-judgement.ts';

/** Two colleges and a third one that has nothing to do with them; what follows concerns the first. */
const three = (asOf?: string): TestSchool => aSchool(asOf).college('JX').college('TM').college('JSJ');
/** The same with something typed in the second. */
const inSecond = (school: TestSchool, type: (school: TestSchool) => TestSchool): TestSchool =>
  type(school.college('JX')).college('JSJ');

interface Case {
  readonly before: TestSchool;
  readonly after: TestSchool;
  readonly around?: Arounds;
  /** Colleges in which nothing was typed and in which something is found, or counted, otherwise. */
  readonly changes: readonly string[];
  readonly apart: readonly string[];
}

const joint = three().activity('交流座谈', 'L1', { 联合组织: 'JX-C1', 活动编号: 'J1' });
const named = three().set('任职', 2, { 学号: '李大' });
const across = three().set('花名册', '周八', { 党支部: 'JX-P1' });
const resulted = three().add('个人结果', { 姓名: '周八', 类别: '评奖评优', 名称: '国家奖学金', 日期: '2025-10-10' });

/** JX has somebody whom JSJ has too. */
const twice = inSecond(three(), (school) => school.student('某人', { 学号: '41922006' }));
const uncomputed = (school: TestSchool): TestSchool =>
  school.set('组织', 'JX-C1', { 组织编号: { error: '#NAME?', uncalculated: true } as never });
const undecided = (school: TestSchool): TestSchool =>
  school.add('议事决策', { 事项类别: '评奖评优', 涉及学号: 'JX-41922006、不明' });
const faulty = three().drop('活动台账', '主题党日2025-09');
const passed = {
  JSJ: new Map(faulty.findings(RULES).map((one) => [violationId(one.rule, one.fingerprint), 1] as const)),
};
const dashed = three().holds('某人', 'C1', '班长', { 学号: 'a-9' });
const planned = three().add('计划事项', { 组织编号: 'P1', 活动类型: '党课', 对应活动编号: 'HD-9' });
const deciding = three().add('个人结果', {
  姓名: '周八',
  类别: '评奖评优',
  名称: '国家奖学金',
  日期: '2025-10-10',
  事项编号: 'SX-77',
});

const booked = ({ changedBooks }: Judgement): readonly ViolationBook[] =>
  changedBooks.map((book) => ({ ...book, version: book.version + 1 }));
const waiverOf = ({ id }: Judgement['open'][number]): Waiver => ({
  violationId: id,
  reason: '已批准',
  approver: '学生工作部',
  approvedOn: 45_000,
  validUntil: 50_000,
  row: 2,
  column: 'A',
});
/** Of an earlier night, about somebody who was typed by name. */
const bookOf = (name: string): ViolationBook => ({
  college: 'JSJ',
  version: 1,
  reading: 0,
  records: [
    {
      id: 'DAT-07-00000',
      fingerprint: 'f'.repeat(64),
      rule: 'DAT-07',
      subject: ['任职', '学号', name],
      firstSeenOn: 45_000,
      recurredOn: null,
      fixedOn: null,
      notes: null,
    },
  ],
});

const CASES: Readonly<Record<string, Case>> = {
  'a cell that nobody else looks at': {
    before: three(),
    after: three().set('花名册', '周八', { 性别: '不详' }),
    changes: [],
    apart: ['JX', 'TM'],
  },
  'an organization of another college that joined is dissolved': {
    before: joint,
    after: inSecond(joint, (school) =>
      school.set('组织', 'JX-L1', { 状态: '撤销' }).set('组织', 'JX-C1', { 状态: '撤销' }),
    ),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'a student of a branch of another college': {
    before: across,
    after: inSecond(across, (school) => school.drop('组织', 'JX-P1')),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'the link itself is typed, and taken away': {
    before: three(),
    after: across,
    changes: [],
    apart: ['TM'],
  },
  'a name stands where an id belongs, and another college gets somebody of that name': {
    before: named,
    after: inSecond(named, (school) => school.student('李大')),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'an id is written in another way, and another college gets one like it': {
    before: three().set('花名册', '周八', { 班级: 'jxc9' }),
    after: inSecond(three().set('花名册', '周八', { 班级: 'jxc9' }), (school) => school.org('班级', 'JX-C9')),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'the same 学号 is typed in two colleges': {
    before: three(),
    after: three().student('某人', { 学号: 'JX-41922004' }),
    changes: ['JX'],
    apart: ['TM'],
  },
  'a decision of another college names a student': {
    before: resulted,
    after: inSecond(resulted, (school) => school.add('议事决策', { 涉及学号: '41922006' })),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'a decision whose names cannot be read may name anybody': {
    before: resulted,
    after: inSecond(resulted, (school) =>
      school.add('议事决策', { 事项类别: '评奖评优', 涉及学号: 'JX-41922006、不明' }),
    ),
    changes: ['JSJ'],
    apart: [],
  },
  'a formula that nobody has computed keeps ids from being called dangling': {
    before: three().set('花名册', '周八', { 班级: 'C9' }),
    after: inSecond(three().set('花名册', '周八', { 班级: 'C9' }), (school) =>
      school.set('组织', 'JX-C1', { 组织编号: { error: '#NAME?', uncalculated: true } as never }),
    ),
    changes: ['JSJ'],
    apart: [],
  },
  'a type without points is counted over the whole school': {
    before: three()
      .scheme(DEFAULT_SCHEME.filter(({ basis }) => !basis.includes('党课')))
      .activity('党课', 'P1'),
    after: inSecond(
      three()
        .scheme(DEFAULT_SCHEME.filter(({ basis }) => !basis.includes('党课')))
        .activity('党课', 'P1'),
      (school) => school.activity('党课', 'JX-P1'),
    ),
    changes: [],
    apart: ['JSJ', 'TM'],
  },
  'another day': { before: three(), after: three('2026-03-15'), changes: ['JSJ', 'JX', 'TM'], apart: [] },
  'another parameter': {
    before: three(),
    after: three().parameter('branchSizeMin', 5),
    changes: ['JSJ', 'JX', 'TM'],
    apart: [],
  },
  'another scheme': {
    before: three(),
    after: three().scheme(DEFAULT_SCHEME.slice(4)),
    changes: ['JSJ', 'JX', 'TM'],
    apart: [],
  },
  'another version of the rules': {
    before: three(),
    after: three(),
    around: [{ versions: ['1'] }, { versions: ['2'] }],
    changes: [],
    apart: [],
  },
  'a college that was never read': {
    before: three().set('花名册', '周八', { 班级: 'C9' }),
    after: three().set('花名册', '周八', { 班级: 'C9' }),
    around: [{}, { complete: false }],
    changes: ['JSJ'],
    apart: [],
  },
  'ids that another college renamed': {
    before: three().set('花名册', '周八', { 班级: 'JX-C0' }),
    after: three().set('花名册', '周八', { 班级: 'JX-C0' }),
    around: [{}, { renamed: { JX: [{ tab: 'organizations', from: 'JX-C0', to: 'JX-C1' }] } }],
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'another id than before for what another college renamed': {
    before: three().set('花名册', '周八', { 班级: 'JX-C0' }),
    after: three().set('花名册', '周八', { 班级: 'JX-C0' }),
    around: [
      { renamed: { JX: [{ tab: 'organizations', from: 'JX-C0', to: 'JX-C1' }] } },
      { renamed: { JX: [{ tab: 'organizations', from: 'JX-C0', to: 'JX-L1' }] } },
    ],
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'another name of the college that had an id first': {
    before: twice,
    after: twice,
    around: [{}, { names: { JSJ: '计算机与人工智能学院' } }],
    changes: ['JX'],
    apart: ['TM'],
  },
  'a workbook that is held back': {
    before: three(),
    after: three().heldBack({ kind: 'rows', tab: '花名册', before: 60, after: 20 }),
    changes: ['JSJ'],
    apart: ['JX', 'TM'],
  },
  'a workbook that could not be read': {
    before: twice,
    after: twice,
    around: [{}, { stale: ['JX'] }],
    changes: ['JX'],
    apart: ['TM'],
  },
  'an id that dangles, while a formula elsewhere has not been computed': {
    before: inSecond(three(), uncomputed),
    after: inSecond(three(), uncomputed).set('花名册', '周八', { 班级: 'C9' }),
    changes: [],
    apart: ['JX', 'TM'],
  },
  'a result, while a decision elsewhere may name anybody': {
    before: inSecond(three(), undecided),
    after: inSecond(resulted, undecided),
    changes: [],
    apart: ['JX', 'TM'],
  },
  'a waiver takes a deduction away': {
    before: faulty,
    after: faulty,
    around: [{}, (before) => ({ books: booked(before), waivers: before.open.slice(0, 1).map(waiverOf) })],
    changes: ['JSJ'],
    apart: ['JX', 'TM'],
  },
  'a deadline that somebody has typed has passed': {
    before: faulty,
    after: faulty,
    around: [{}, (before) => ({ books: booked(before), deadlines: { JSJ: new Map([[before.open[0]?.id ?? '', 1]]) } })],
    changes: ['JSJ'],
    apart: ['JX', 'TM'],
  },
  'a deadline in a workbook that is not judged anew': {
    before: faulty,
    after: faulty.college('TM').set('花名册', 'TM-41922006', { 性别: '不详' }),
    around: [{ deadlines: passed }, { deadlines: passed }],
    changes: ['TM'],
    apart: ['JSJ', 'JX'],
  },
  'an id without its dash is that of another college': {
    before: dashed,
    after: inSecond(dashed, (school) => school.student('某人', { 学号: 'A9' })),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'a name of an organization stands where an id belongs': {
    before: three().set('花名册', '周八', { 班级: '新班' }),
    after: inSecond(three().set('花名册', '周八', { 班级: '新班' }), (school) =>
      school.org('班级', 'JX-C9', { 组织名称: '新 班' }),
    ),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'a name of another college that stands in a book is not kept': {
    before: three().college('TM').student('李大').college('JSJ'),
    after: three().college('TM').student('李大').college('JSJ').set('花名册', '周八', { 性别: '不详' }),
    around: [{}, () => ({ books: [bookOf('李大')] })],
    changes: ['JSJ'],
    apart: ['JX', 'TM'],
  },
  'a number of an activity of another college': {
    before: planned,
    after: inSecond(planned, (school) => school.activity('党课', 'JX-P9', { 活动编号: 'HD-9' })),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'a number of a decision of another college': {
    before: deciding,
    after: inSecond(deciding, (school) => school.add('议事决策', { 事项编号: 'SX-77' })),
    changes: ['JSJ'],
    apart: ['TM'],
  },
  'accounts that do not stand as they were left': {
    before: three(),
    after: three(),
    around: [{}, { digests: new Map([['JX-P1', 'another']]) }],
    changes: [],
    apart: [],
  },
};

describe('of what was kept of a school, and what has changed since, comes what one judgement of all gives:', () => {
  it.each(Object.entries(CASES))('%s', async (_, { before, after, around, changes, apart }) => {
    const result = await keptAcross([before, after], around);
    expect({ ...result, changed: changes.filter((id) => result.changed.includes(id)) }).toEqual({
      apart,
      changed: changes,
    });
  });
});
