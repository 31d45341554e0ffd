import { formatHundredths } from '../../domain/points.ts';
import { RankingRelease, SECTIONS, YearStage } from '../../domain/vocabulary.ts';
import { hiderOf } from '../../pages/hidden-ids.ts';
import type { Hide } from '../../pages/html.ts';
import { rankedNow } from '../../pages/ranked-now.ts';
import { bySeverity, inSectionOrder } from '../../pages/statement-order.ts';
import type { Standing } from '../../ranking/rank.ts';
import { standingNote } from '../../report/standing-words.ts';
import { COMMON, cellWords, organizationHeads, orNone, shortDay } from '../common.ts';
import type { PapersInput } from '../input.ts';
import { defineKind } from '../kind.ts';

const HIDDEN = '［学号］';

/** 支部成绩单: an organization's entries in the ledger, and the problems that it has to fix. */
export const statementPaper = defineKind({
  name: '支部成绩单',
  per: '每个参加考核的组织一份',
  template: '支部成绩单',
  fields: {
    ...COMMON,
    学院: '学院名称',
    组织名称: '组织名称',
    组织编号: '组织编号',
    组织类型: '党支部、团支部、班级 或 功能型',
    组别: '在哪一组里排名',
    总分: '总分',
    名次: '组内名次（没有公布的写明）',
    等次: '优秀、良好、合格 或 不合格（没有公布的写明）',
    备注: '不参评、并列，或为什么没有评优',
    申诉调整: '批准的申诉调整多少分',
    合格线: '合格线的分数',
    优秀线: '优秀线的分数',
    板块得分: { help: '一个板块一行', rows: { 板块: '板块的名称', 分数: '计入多少分' } },
    明细: {
      help: '积分明细，一项一行',
      rows: {
        板块: '板块的名称',
        项目: '积分规则里的项目',
        日期: '日期',
        事由: '活动主题、荣誉名称 或 问题',
        基础分: '基础分',
        系数: '例如 主办 1 × 联合 6/5',
        得分: '得分',
        计入: '计入多少分',
        未计入原因: '全额计入的没有',
      },
    },
    问题: {
      help: '未整改的问题，一个一行',
      rows: {
        级别: '错误、警告 或 提示',
        内容: '哪里不对',
        怎么改: '怎么改',
        位置: '在台账的哪一格',
        首次发现: '首次发现的日期',
        天数: '已经多少天',
        问题编号: '问题编号',
      },
    },
    问题数: '未整改的问题有几个',
  },
  *papers(input) {
    const { pages } = input;
    const hide = hiderOf(pages.school, HIDDEN);
    const headOf = organizationHeads(input);
    for (const organization of pages.organizations) {
      const { id, kind } = organization;
      const standing = pages.standings.get(id);
      if (!standing) continue;
      const { balance, pool } = standing;
      const { paper, values } = headOf(organization);
      yield {
        ...paper,
        values: {
          ...values,
          组织类型: kind,
          组别: pool,
          总分: formatHundredths(balance.total),
          ...rankOf(input, id),
          申诉调整: formatHundredths(balance.adjustments),
          合格线: formatHundredths(pages.parameters.passLine),
          优秀线: formatHundredths(pages.parameters.excellentLine),
          板块得分: SECTIONS.map((section) => ({ 板块: section, 分数: formatHundredths(balance.sections[section]) })),
          明细: entryRows(input, id, hide),
          ...problemsOf(input, id, hide),
        },
      };
    }
  },
});

/** The part of the rank that may be shown: for a sealed year its result, else what 排名发布 allows. */
function rankOf({ pages, result }: PapersInput, organization: string) {
  const sealed = result.stage !== YearStage.rehearsal;
  const shown: Standing | undefined = sealed
    ? result.standings.find((one) => one.organization === organization)
    : rankedNow(pages).get(organization);
  if (!shown) {
    const why = pages.release === RankingRelease.yearEnd ? '学年末公布' : '每月公布一次，尚无满月的记录';
    return { 名次: why, 等次: why, 备注: '—' };
  }
  const when = sealed ? `（${result.stage}）` : pages.release === RankingRelease.monthly ? '（上月底）' : '';
  return {
    名次: shown.rank === null ? '不参评' : `第 ${shown.rank} 名${when}`,
    等次: cellWords(shown.grade) ?? '—',
    备注: standingNote(shown) ?? '—',
  };
}

function entryRows({ pages: { entries } }: PapersInput, organization: string, hide: Hide) {
  const own = entries.get(organization) ?? [];
  return orNone(
    inSectionOrder(own).map(({ section, itemName, on, title, base, factors, hundredths, counted, reason }) => ({
      板块: section,
      项目: hide(itemName),
      日期: shortDay(on),
      事由: title === null ? null : hide(title),
      基础分: formatHundredths(base),
      系数: factors === '' ? null : factors,
      得分: formatHundredths(hundredths),
      计入: formatHundredths(counted),
      未计入原因: reason,
    })),
    {
      板块: '（无）',
      项目: null,
      日期: null,
      事由: '还没有得分项目',
      基础分: null,
      系数: null,
      得分: null,
      计入: null,
      未计入原因: null,
    },
  );
}

function problemsOf({ pages: { openOf } }: PapersInput, organization: string, hide: Hide) {
  const open = bySeverity(openOf.get(organization) ?? []);
  return {
    问题数: String(open.length),
    问题: orNone(
      open.map(({ severity, message, advice, at, firstSeenOn, days, id }) => ({
        级别: severity,
        内容: hide(message),
        怎么改: hide(advice),
        位置: at.row === null ? at.tab : `${at.tab}!${at.column ?? ''}${at.row}`,
        首次发现: shortDay(firstSeenOn),
        天数: String(days),
        问题编号: id,
      })),
      {
        级别: '（无）',
        内容: '没有未整改的问题',
        怎么改: null,
        位置: null,
        首次发现: null,
        天数: null,
        问题编号: null,
      },
    ),
  };
}
