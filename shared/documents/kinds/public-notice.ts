import { formatHundredths } from '../../domain/points.ts';
import { YearStage } from '../../domain/vocabulary.ts';
import { dayWords } from '../../report/day-words.ts';
import { publicNote } from '../../report/standing-words.ts';
import { NO_HEAD, noticeLines, noticeTitle } from '../../report/year-end-tabs.ts';
import { COMMON, cellWords, collegeNames, common } from '../common.ts';
import type { PapersInput } from '../input.ts';
import { defineKind } from '../kind.ts';

/** 公示公告: 公示 of the year's result as a paper for posting; names are masked, no 学号. */
export const publicNotice = defineKind({
  name: '公示公告',
  per: '全校一份',
  template: '公示公告',
  fields: {
    ...COMMON,
    标题: '公示的标题',
    正文: { help: '公示的正文，一段一行', rows: { 段落: '一段文字' } },
    阶段: '预演、封存 或 定稿',
    公示开始: '公示期的第一天（封存以后才有）',
    公示结束: '公示期的最后一天',
    公示联系人: '考核参数里的“公示联系人”',
    公示联系方式: '考核参数里的“公示联系方式”',
    落款日期: '公示期的第一天',
    校验码: '封存清单的校验码（封存以后才有）',
    结果: {
      help: '一个组织一行',
      rows: {
        组别: '在哪一组里排名',
        名次: '组内名次；不参评的没有',
        学院: '学院名称',
        组织名称: '组织名称',
        组织编号: '组织编号',
        负责人: '只显示姓，例如 张*',
        总分: '总分',
        等次: '优秀、良好、合格 或 不合格',
        备注: '不参评、并列，或为什么不能评优',
      },
    },
  },
  *papers(input) {
    const { noticeContact, noticeContactWay } = input.pages.parameters;
    const { stage, notice, hash, standings } = input.result;
    if (standings.length === 0) return;
    yield {
      name: [common(input).学年 ?? ''],
      college: null,
      organization: null,
      values: {
        ...common(input),
        标题: titleOf(input),
        正文: linesOf(input).map((line) => ({ 段落: line })),
        阶段: stage,
        公示开始: notice === null ? null : dayWords(notice.from),
        公示结束: notice === null ? null : dayWords(notice.to),
        公示联系人: noticeContact === '' ? null : noticeContact,
        公示联系方式: noticeContactWay === '' ? null : noticeContactWay,
        落款日期: notice === null ? null : dayWords(notice.from),
        校验码: hash ?? '（封存以后才有）',
        结果: resultRows(input),
      },
    };
  },
});

function titleOf({ pages: { year }, result: { stage } }: PapersInput): string {
  const title = noticeTitle({ year, stage });
  return stage === YearStage.rehearsal ? `${title}（${YearStage.rehearsal}，不得张贴）` : title;
}

function linesOf({ pages: { year, parameters }, result: { stage, notice } }: PapersInput): readonly string[] {
  const { noticeContact: contact, noticeContactWay: contactWay } = parameters;
  return noticeLines({ year, stage, notice: { from: null, to: null, ...notice, contact, contactWay } });
}

function resultRows(input: PapersInput) {
  const names = collegeNames(input);
  const { standings, heads } = input.result;
  return standings.map(({ pool, rank, organization, balance, grade, note, heldDown }) => ({
    组别: pool,
    名次: rank === null ? '—' : String(rank),
    学院: names.get(balance.college) ?? balance.college,
    组织名称: balance.name,
    组织编号: organization,
    负责人: heads.get(organization) ?? NO_HEAD[balance.kind],
    总分: formatHundredths(balance.total),
    等次: cellWords(grade) ?? '—',
    备注: publicNote({ note, heldDown }),
  }));
}
