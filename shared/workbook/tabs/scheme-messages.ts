import { LIST_JOINER } from './marks.ts';
import type { Words } from './setting-messages.ts';

/** Words for the faults of 积分规则 that involve more than one cell. */

export function missingBasisWords(who: string, way: string): Words {
  return {
    message: `${who}的方式是“${way}”，没有填依据。`,
    advice: '请填写依据：指标名称、活动类型、荣誉级别，或规则编号。',
  };
}

export function severalIndicatorsWords(who: string, basis: readonly string[]): Words {
  return {
    message: `${who}的依据写了 ${basis.length} 个指标：${basis.join(LIST_JOINER)}；一个项目只能有一个指标。`,
    advice: '请拆成几行，一行一个指标。',
  };
}

export function unknownRuleWords(who: string, text: string): Words {
  return {
    message: `${who}的依据“${text}”既不是规则编号，也不是问题的级别。`,
    advice: '请填规则编号（例如 DEC-01），或填 错误、警告、提示。',
  };
}

export function deductionSignWords(who: string, heading: string, text: string): Words {
  return {
    message: `${who}的${heading}是“${text}”；方式为“扣分”的应当是负数。`,
    advice: `请在${heading}前加上负号，例如 -0.5。`,
  };
}

export function awardSignWords(who: string, heading: string, text: string): Words {
  return {
    message: `${who}的${heading}是“${text}”；只有方式为“扣分”的才可以是负数。`,
    advice: `请改成正数，或把方式和板块都改成“扣分”。`,
  };
}

export function limitWithoutPeriodWords(who: string, limit: number): Words {
  return { message: `${who}填了每期上限次数“${limit}”，没有填期。`, advice: '请在“期”一栏选 月、季、学期 或 学年。' };
}

export function periodWithoutLimitWords(who: string, period: string): Words {
  return { message: `${who}填了期“${period}”，没有填每期上限次数。`, advice: '请填写每期最多计几次，例如 1。' };
}

export function sectionWords(who: string, section: string, way: string): Words {
  return {
    message: `${who}的板块是“${section}”，方式是“${way}”，两者不相配。`,
    advice: '请改成一致：扣分项目的板块和方式都填“扣分”，荣誉项目的板块和方式都填“荣誉”。',
  };
}

export function capGroupWords(who: string, group: string, earlierRow: number): Words {
  return {
    message: `${who}与第 ${earlierRow} 行同属封顶组“${group}”，学年封顶却不同。`,
    advice: '请把同一封顶组各行的学年封顶填成一样的数。',
  };
}

export function burdenWords(who: string, text: string, burden: string): Words {
  return {
    message: `${who}的“${text}”按“${burden}”给分；积分只认组织按要求开展的工作。`,
    advice: `请删去这一项，或改为按开展的工作计分：按${burden}给分属于上级要求防止的“指尖上的形式主义”，会加重基层负担。`,
  };
}
