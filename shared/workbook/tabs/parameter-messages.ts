import type { ParameterKind } from '../../domain/parameters.ts';
import {
  BranchMembership,
  DigestDetail,
  DigestTopic,
  NotifyChannel,
  RankingRelease,
  ReminderDays,
  YesNo,
} from '../../domain/vocabulary.ts';
import type { Words } from './setting-messages.ts';

/** `“是”或“否”` */
function anyOf(values: readonly string[]): string {
  const quoted = values.map((value) => `“${value}”`);
  return `${quoted.slice(0, -1).join('、')}或${quoted.at(-1)}`;
}

/** What 值 should contain for each kind of parameter. */
const EXPECTED: { readonly [Kind in ParameterKind]: string } = {
  count: '整数',
  points: '不小于 0、最多两位小数的数字',
  monthDay: '月和日，例如 10-31',
  fraction: '大于 0、不大于 1 的分数或百分数，例如 1/2 或 30%',
  fractionOrNone: '0 到 1 之间的分数或百分数，例如 1/2 或 30%',
  months: '月份（1 到 12），用顿号分隔',
  days: '具体到日的日期，用顿号分隔，例如 2026-10-01、2026-10-02',
  ruleIds: '规则编号，用顿号分隔，例如 EDU-06、ORG-10',
  severities: '规则编号和级别，例如 EDU-06=提示',
  text: '文字',
  yesNo: anyOf(Object.values(YesNo)),
  branchMembership: anyOf(Object.values(BranchMembership)),
  rankingRelease: anyOf(Object.values(RankingRelease)),
  time: '几点几分，例如 08:07，不用整点和半点',
  reminderDays: anyOf(Object.values(ReminderDays)),
  digestDetail: anyOf(Object.values(DigestDetail)),
  digestTopics: `下列的一个或几个：${Object.values(DigestTopic).join('、')}`,
  channels: `下列的一个或几个：${Object.values(NotifyChannel).join('、')}`,
  addresses: '机器人地址或邮箱，用顿号分隔',
};

export function unknownParameterWords(name: string, nearest: string | null): Words {
  return {
    message: `没有名为“${name}”的参数，这一行不起作用。`,
    advice: nearest === null ? '请删去这一行，或照模板改正参数名称。' : `请改成“${nearest}”，或删去这一行。`,
  };
}

export function repeatedParameterWords(name: string, earlierRow: number): Words {
  return {
    message: `参数“${name}”已在第 ${earlierRow} 行填过，本行不起作用。`,
    advice: `请删去本行，只留第 ${earlierRow} 行。`,
  };
}

/** @param least smallest allowed whole number, if the parameter is one */
export function parameterValueWords(
  name: string,
  text: string,
  kind: ParameterKind,
  least: number,
  defaultText: string,
): Words {
  const what = kind === 'count' ? `不小于 ${least} 的整数` : EXPECTED[kind];
  const inForce = defaultText === '' ? '默认（不填）' : `默认值 ${defaultText} `;
  return {
    message: `参数“${name}”的值“${text}”读不出来：应当是${what}；现按${inForce}处理。`,
    advice: defaultText === '' ? '请改正，或清空这一格。' : `请改成如 ${defaultText} 的写法，或清空这一格。`,
  };
}

/** Rule ids that do not exist, in a value that is otherwise readable. */
export function unknownRulesWords(name: string, unknown: readonly string[], defaultText: string): Words {
  const inForce = defaultText === '' ? '默认（不填）' : `默认值 ${defaultText} `;
  return {
    message: `参数“${name}”里的“${unknown.join('、')}”不是规则编号；现按${inForce}处理。`,
    advice: '请改成规则编号，例如 EDU-06。',
  };
}

/** A bad item of a list whose other items still apply. */
export function unknownItemWords(name: string, item: string, kind: ParameterKind, hasOthers: boolean): Words {
  const what = kind === 'ruleIds' ? '不是规则编号' : `读不出来：应当是${EXPECTED[kind]}`;
  const others = hasOthers ? '，其余各项照常起作用' : '';
  return {
    message: `参数“${name}”里的“${item}”${what}；这一项不起作用${others}。`,
    advice: kind === 'ruleIds' ? '请改成规则编号，例如 EDU-06。' : '请改正这一项，例如 EDU-06=提示。',
  };
}
