import { type CalendarDay, civilOf } from '../domain/calendar.ts';
import { DigestTopic, Severity } from '../domain/vocabulary.ts';
import type { CollegeFacts, DigestDuty } from './facts.ts';
import type { MessageText } from './message.ts';

/** Every sentence of a digest. */
export const digestWords = {
  title: (day: CalendarDay, names: readonly string[]): string => `党团班协同 ${monthDay(day)}：${names.join('、')}`,
  officeTitle: (day: CalendarDay): string => `党团班协同 ${monthDay(day)}：全校情况`,
  counts: ({ name, open, fresh, fixed }: CollegeFacts, topics: ReadonlySet<DigestTopic>): string => {
    const numbers = `错误 ${open[Severity.error]}，警告 ${open[Severity.warning]}，提示 ${open[Severity.hint]}`;
    const moved = [
      fresh !== null && fresh > 0 && topics.has(DigestTopic.fresh) ? `新增 ${fresh}` : '',
      fixed !== null && fixed > 0 ? `已整改 ${fixed}` : '',
    ].filter((text) => text !== '');
    return `${name}：${numbers}${moved.length === 0 ? '' : `（${moved.join('，')}）`}`;
  },
  overdue: (count: number): string => `超期未改 ${count} 条，请先处理。`,
  failed: ({ name, reason }: CollegeFacts): string => `${name}：未处理。${reason ?? ''}`,
  due: ({ on, what, count }: DigestDuty, today: CalendarDay): string => {
    const left = on - today;
    const when = left === 0 ? '今天到期' : left > 0 ? `还有 ${left} 天` : `已过 ${-left} 天`;
    return `${monthDay(on)}（${when}）：${what}${count > 1 ? `，共 ${count} 项` : ''}`;
  },
  dueHeading: '即将到期',
  firstHeading: '先改这几条',
  more: (count: number): string => `还有 ${count} 条，请看台账。`,
  whereToLook: (workbook: string): string => `请打开“${workbook}”，看“概览”和“问题清单”。`,
  open: (name: string): string => `打开${name}的台账，看“概览”和“问题清单”`,
  page: (name: string, day: CalendarDay, minute: number): string =>
    `看${name}的报告网页（${monthDay(day)} ${clockTime(minute)} 以前能打开）`,
  wholeSchool: '全校',
  aboutPages: (shown: number, left: number): string => {
    if (shown === 0) return '报告网页的链接太长，这里放不下。';
    const more = left === 0 ? '' : `另有 ${left} 个网页的链接放不下。`;
    return `网页不用登录就能打开，请不要把链接转到群外。${more}`;
  },
  checked: (day: CalendarDay): string => `以上是 ${monthDay(day)} 的检查结果。每个群每天最多一条。`,
  settings: (count: number): string => `校级总表里有 ${count} 处填写没有看懂，见校级总表“概览”。`,
  unknownYear: (year: number): string =>
    `${year} 年的放假安排没有填，通知只避开周末。请按国务院办公厅的通知，在校级总表“考核参数”的“法定节假日”和“调休上班”里填写。`,
  missed: (day: CalendarDay): string => `最近一次检查是 ${monthDay(day)}，之后没有按时检查，请管理员查看。`,
  allRead: (count: number): string => `${count} 个学院的台账都已检查。`,
  trial: (): MessageText => ({
    title: '党团班协同：试验消息',
    head: [{ kind: 'text', text: '这是一条试验消息，说明这个群能收到党团班协同的通知。不需要做什么。' }],
    items: [],
    tail: [],
    more: (count) => digestWords.more(count),
  }),
  mayBeTwice: '上一条发出后没有收到回音。如果已经看到，请忽略这一条。',
} as const;

/** `7月5日`. */
function monthDay(day: CalendarDay): string {
  const { month, day: date } = civilOf(day);
  return `${month}月${date}日`;
}

/** `08:07`. */
function clockTime(minute: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
