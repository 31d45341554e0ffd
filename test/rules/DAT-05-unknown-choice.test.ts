import rule from '../../shared/rules/data/DAT-05-unknown-choice.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const KINDS = '党支部、党课学习小组、团支部、班级、功能型党组织、功能型团组织、上级党团组织';
const PARTY_POSTS = '书记、副书记、组织委员、宣传委员、纪检委员、青年委员、统战委员、保密委员、委员';
const POSTS = `${PARTY_POSTS}、团支部书记、团支部副书记、班长、学习委员、体育委员、文艺委员、生活委员、安全(心理)委员、实践(就业)委员`;

ruleTest(rule, {
  passes: {
    'other spellings that the column accepts': aSchool()
      .set('花名册', '赵六', { 政治面貌: '团员' })
      .set('组织', 'C1', { 组织类型: '班委会' })
      .set('任职', ['L1', '团支部书记'], { 职务: '团支书' }),
    'the red pairing in quotation marks': aSchool().activity('红色“1+1”', 'P1'),
    'a blank cell': aSchool().set('花名册', '张三', { 政治面貌: null }),
  },
  fails: {
    'what is most likely meant stands alone': given(aSchool().set('组织', 'L1', { 组织类型: '团之部' })).finds({
      at: '组织!C3',
      subject: ['组织', 'L1', '组织类型'],
      message: '“组织”第 3 行电信2201团支部（L1）的组织类型“团之部”不在可选项中；应当是“团支部”。',
      advice: '请把组织类型“团之部”改成“团支部”。',
      details: {
        row: '“组织”第 3 行电信2201团支部（L1）',
        heading: '组织类型',
        value: '团之部',
        nearest: '团支部',
        allowed: KINDS.split('、'),
        isMeant: true,
      },
    }),
    'a word with a harmless word behind it, not the list of 27': given(
      aSchool().set('活动台账', '主题党日2025-09', { 活动类型: '主题党日活动' }),
    ).finds({
      at: ['活动台账', '主题党日2025-09', '活动类型'],
      subject: ['活动台账', '主题党日2025-09', '活动类型'],
      message: '“活动台账”第 2 行的活动类型“主题党日活动”不在可选项中；应当是“主题党日”。',
      advice: '请把活动类型“主题党日活动”改成“主题党日”。',
    }),
    'the nearest word is advised where two could be meant': given(
      aSchool().set('组织', 'L1', { 组织类型: '功能行组织' }),
    ).finds({
      at: '组织!C3',
      subject: ['组织', 'L1', '组织类型'],
      message: `“组织”第 3 行电信2201团支部（L1）的组织类型“功能行组织”不在可选项中；应当是：${KINDS}。`,
      advice: `请把组织类型改成“功能型党组织”（最接近的一项），或改成其他可选项：${KINDS}。`,
    }),
    'no word of the other side is advised, however near': given(aSchool().holds('周八', 'P1', '党支部书记')).finds({
      at: '任职!B14',
      subject: ['任职', 'P1', '党支部书记', '41922006', '2024-09-15', '职务'],
      message: `“任职”第 14 行周八（41922006）的职务“党支部书记”不在可选项中；应当是：${POSTS}。`,
      advice: `请从可选项中选一项填入职务：${POSTS}。`,
    }),
    'no word is near': given(aSchool().set('花名册', '张三', { 性别: 'M' })).finds({
      at: '花名册!C2',
      subject: ['花名册', '41922001', '性别'],
      message: '“花名册”第 2 行张三（41922001）的性别“M”不在可选项中；应当是：男、女。',
      advice: '请从可选项中选一项填入性别：男、女。',
    }),
    'one word of a list': given(aSchool().set('活动台账', '主题党日2025-09', { 参加对象: '党员、团员、老师' })).finds({
      at: ['活动台账', '主题党日2025-09', '参加对象'],
      subject: ['活动台账', '主题党日2025-09', '参加对象'],
      message: '“活动台账”第 2 行的参加对象“老师”不在可选项中；应当是：党员、入党积极分子、团员、群众。',
    }),
    'a post of the other list': given(aSchool().holds('周八', 'P1', '体育委员')).finds({
      at: '任职!B14',
      subject: ['任职', 'P1', '体育委员', '41922006', '2024-09-15', '职务'],
      message: `“任职”第 14 行周八（41922006）的职务“体育委员”不在可选项中；应当是：${PARTY_POSTS}。`,
      advice: `请从可选项中选一项填入职务：${PARTY_POSTS}。`,
    }),
    'a post of no list': given(aSchool().holds('周八', 'C1', '课代表')).finds({
      at: '任职!B14',
      subject: ['任职', 'C1', '课代表', '41922006', '2024-09-15', '职务'],
      message: `“任职”第 14 行周八（41922006）的职务“课代表”不在可选项中；应当是：${POSTS}。`,
    }),
  },
});
