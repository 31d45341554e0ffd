import { formatHundredths } from '../../domain/points.ts';
import { Grade, Severity, YearStage } from '../../domain/vocabulary.ts';
import type { Standing } from '../../ranking/rank.ts';
import { standingNote } from '../../report/standing-words.ts';
import { COMMON, cellWords, collegeNames, common, orNone } from '../common.ts';
import type { PapersInput } from '../input.ts';
import { type DocumentKind, defineKind } from '../kind.ts';

/** 优秀名单, 合格名单, 整改名单: organizations by 等次 of the year. */
export const excellentList = listOf('优秀名单', '等次为优秀的组织', [Grade.excellent]);
export const qualifiedList = listOf('合格名单', '达到合格线的组织（含良好、优秀）', [
  Grade.excellent,
  Grade.good,
  Grade.qualified,
]);
export const remedyList = listOf('整改名单', '没有达到合格线的组织', [Grade.unqualified]);

function listOf(name: string, whom: string, grades: readonly Grade[]): DocumentKind {
  return defineKind({
    name,
    per: '全校一份；写了学院的，那个学院一份',
    template: '考核名单',
    fields: {
      ...COMMON,
      名单名称: '优秀名单、合格名单 或 整改名单',
      说明: '名单里是哪些组织',
      阶段: '预演、封存 或 定稿',
      校验码: '封存清单的校验码（封存以后才有）',
      个数: '名单里有几个组织',
      名单: {
        help: '一个组织一行，按组别和名次',
        rows: {
          序号: '从 1 起',
          组别: '在哪一组里排名',
          名次: '组内名次',
          学院: '学院名称',
          组织名称: '组织名称',
          组织编号: '组织编号',
          负责人: '只显示姓，例如 张*',
          总分: '总分',
          等次: '优秀、良好、合格 或 不合格',
          距合格线: '还差多少分；已经达到的为 0.00',
          未整改错误: '还有几条错误没有整改',
          备注: '并列，或为什么没有评优',
        },
      },
    },
    *papers(input) {
      const names = collegeNames(input);
      if (input.result.standings.length === 0) return;
      const colleges = input.pages.colleges.map(({ id, name: college }) => ({ id, college }));
      for (const { id, college } of [{ id: null, college: '全校' }, ...colleges]) {
        const chosen = input.result.standings.filter(
          ({ grade, balance }) => grade !== null && grades.includes(grade) && (id === null || balance.college === id),
        );
        const { stage, hash } = input.result;
        yield {
          name: [college, common(input).学年 ?? '', ...(stage === YearStage.rehearsal ? [stage] : [])],
          college: id,
          organization: null,
          values: {
            ...common(input),
            名单名称: `${id === null ? '' : college}${name}${stage === YearStage.rehearsal ? `（${stage}）` : ''}`,
            说明: whom,
            阶段: stage,
            校验码: hash ?? '（封存以后才有）',
            个数: String(chosen.length),
            名单: orNone(
              chosen.map((standing, at) => rowOf(input, names, standing, at + 1)),
              { ...EMPTY, 组织名称: '（无）' },
            ),
          },
        };
      }
    },
  });
}

const EMPTY = {
  序号: null,
  组别: null,
  名次: null,
  学院: null,
  组织名称: null,
  组织编号: null,
  负责人: null,
  总分: null,
  等次: null,
  距合格线: null,
  未整改错误: null,
  备注: null,
};

function rowOf(input: PapersInput, names: ReadonlyMap<string, string>, standing: Standing, number: number) {
  const { pool, rank, organization, balance, grade, note, heldDown } = standing;
  const { parameters, openOf } = input.pages;
  const errors = (openOf.get(organization) ?? []).filter(({ severity }) => severity === Severity.error).length;
  return {
    序号: String(number),
    组别: pool,
    名次: rank === null ? '—' : String(rank),
    学院: names.get(balance.college) ?? balance.college,
    组织名称: balance.name,
    组织编号: organization,
    负责人: input.result.heads.get(organization) ?? '—',
    总分: formatHundredths(balance.total),
    等次: cellWords(grade),
    距合格线: formatHundredths(Math.max(0, parameters.passLine - balance.total)),
    未整改错误: String(errors),
    备注: standingNote({ note, heldDown }),
  };
}
