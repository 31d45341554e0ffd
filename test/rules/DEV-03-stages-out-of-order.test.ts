import rule from '../../shared/rules/development/DEV-03-stages-out-of-order.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** A full record in order, one step a month; some cells typed otherwise. */
const steps = (cells = {}) =>
  anApplicant({
    申请入党日期: '2022-01-10',
    谈话日期: '2022-02-10',
    确定积极分子日期: '2022-03-10',
    确定发展对象日期: '2023-04-10',
    政审日期: '2023-05-10',
    预审日期: '2023-06-10',
    接收预备党员日期: '2023-07-10',
    接收审批日期: '2023-08-10',
    宣誓日期: '2023-09-10',
    转正日期: '2024-07-10',
    转正审批日期: '2024-08-10',
    ...cells,
  });

const found = (column: string, later: string, laterOn: string, earlier: string, earlierOn: string) => ({
  at: `发展台账!${column}3`,
  subject: ['41922006', later],
  message: `周八（41922006）的${later}“${laterOn}”早于${earlier}“${earlierOn}”；应当不早于${earlier}。`,
});

/** Every pair of neighbours: the later step's column, both headings and the earlier one's date. */
const PAIRS = [
  ['D', '谈话日期', '申请入党日期', '2022-01-10', '2022-01-09'],
  ['G', '确定积极分子日期', '谈话日期', '2022-02-10', '2022-02-09'],
  ['I', '确定发展对象日期', '确定积极分子日期', '2022-03-10', '2022-03-09'],
  ['L', '政审日期', '确定发展对象日期', '2023-04-10', '2023-04-09'],
  ['O', '预审日期', '政审日期', '2023-05-10', '2023-05-09'],
  ['Q', '接收预备党员日期', '预审日期', '2023-06-10', '2023-06-09'],
  ['U', '接收审批日期', '接收预备党员日期', '2023-07-10', '2023-07-09'],
  ['V', '宣誓日期', '接收审批日期', '2023-08-10', '2023-08-09'],
  ['X', '转正日期', '接收预备党员日期', '2023-07-10', '2023-07-09'],
  ['AB', '转正审批日期', '转正日期', '2024-07-10', '2024-07-09'],
] as const;

const EVERYTHING_ON_ONE_DAY = Object.fromEntries(
  [...new Set(PAIRS.flatMap(([, later, earlier]) => [later, earlier]))].map((heading) => [heading, '2023-07-10']),
);

ruleTest(rule, {
  passes: {
    'in order': steps(),
    'all on one day': steps(EVERYTHING_ON_ONE_DAY),
    'the oath after 转正: two chains that need not agree': steps({ 宣誓日期: '2025-01-10' }),
    'full membership before the approval of admission': steps({ 转正日期: '2023-08-01', 转正审批日期: '2023-08-02' }),
    '推优日期, 公示 and 培养终止日期 are not in the chain': steps({
      推优日期: '2021-01-01',
      公示开始: '2021-01-01',
      公示结束: '2020-01-01',
      培养终止日期: '2019-01-01',
    }),
    'full membership without admission is compared with nothing before it': steps({
      接收预备党员日期: null,
      转正日期: '2021-07-10',
      转正审批日期: '2021-08-10',
    }),
    'an unreadable step': steps({ 谈话日期: '2022-13-01' }),
    'not 在读': aFormerApplicant({ 申请入党日期: '2025-09-20', 谈话日期: '2025-09-19' }),
  },
  fails: {
    'talked before the application': given(steps({ 谈话日期: '2022-01-09' })).finds({
      ...found('D', '谈话日期', '2022-01-09', '申请入党日期', '2022-01-10'),
      advice: '请核对申请入党日期和谈话日期，改正填错的一处。',
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    ...Object.fromEntries(
      PAIRS.map(([column, later, earlier, earlierOn, laterOn]) => [
        `${later} a day before ${earlier}`,
        // What follows 确定积极分子 and the like stays later than it, so only this pair is out of order.
        given(steps({ [later]: laterOn })).finds(found(column, later, laterOn, earlier, earlierOn)),
      ]),
    ),
    'a blank step between is passed over': given(steps({ 谈话日期: null, 确定积极分子日期: '2022-01-09' })).finds(
      found('G', '确定积极分子日期', '2022-01-09', '申请入党日期', '2022-01-10'),
    ),
    'an unreadable step between is passed over': given(
      steps({ 谈话日期: '待补', 确定积极分子日期: '2022-01-09' }),
    ).finds(found('G', '确定积极分子日期', '2022-01-09', '申请入党日期', '2022-01-10')),
    'two pairs out of order are two findings': given(
      steps({ 确定积极分子日期: '2022-02-09', 转正审批日期: '2024-07-09' }),
    ).finds(
      found('G', '确定积极分子日期', '2022-02-09', '谈话日期', '2022-02-10'),
      found('AB', '转正审批日期', '2024-07-09', '转正日期', '2024-07-10'),
    ),
    'one late step is out of order with its next neighbour only': given(steps({ 谈话日期: '2024-01-01' })).finds(
      found('G', '确定积极分子日期', '2022-03-10', '谈话日期', '2024-01-01'),
    ),
    'the later step on the first day of the 2026 edition': given(
      anApplicant({ 申请入党日期: '2026-05-12', 谈话日期: '2026-05-11' }, '2026-06-01'),
    ).finds({
      ...found('D', '谈话日期', '2026-05-11', '申请入党日期', '2026-05-12'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）',
    }),
    'the later step on the last day of the 2014 edition': given(
      anApplicant({ 申请入党日期: '2026-05-12', 谈话日期: '2026-05-10' }, '2026-06-01'),
    ).finds({
      ...found('D', '谈话日期', '2026-05-10', '申请入党日期', '2026-05-12'),
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
  },
  notChecked: {
    'without 发展台账': anApplicant({}).withoutTab('发展台账'),
    'without the heading 申请入党日期': anApplicant({}).withoutHeading('发展台账', '申请入党日期'),
  },
});
