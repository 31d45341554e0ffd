import { isGiven } from '../../domain/cell.ts';
import { nameOf, orgNameOf } from '../../domain/roster.ts';
import type { Development, Student } from '../../domain/school.ts';
import { isDeveloping, stageReached } from '../../domain/stages.ts';
import { ScoredKind } from '../../domain/vocabulary.ts';
import { hiderOf } from '../../pages/hidden-ids.ts';
import type { Hide } from '../../pages/html.ts';
import type { Violation } from '../../violations/lifecycle.ts';
import { COMMON, cellWords, organizationHeads } from '../common.ts';
import type { PapersInput } from '../input.ts';
import { defineKind } from '../kind.ts';
import { MATERIALS, type Material, stageNumber } from '../materials.ts';

const HIDDEN = '［学号］';
const THERE = '有';
const MISSING = '缺';
const LATER = '未到';
const ARTICLE = /第[一二三四五六七八九十]+条/g;

/** 发展材料清单: for everybody in development, what 细则 requires, what the register has, and what is missing. */
export const developmentMaterials = defineKind({
  name: '发展材料清单',
  per: '每个党支部一份（有正在培养发展的人的）',
  template: '发展材料清单',
  fields: {
    ...COMMON,
    学院: '学院名称',
    组织名称: '党支部的名称',
    组织编号: '党支部的组织编号',
    人数: '正在培养发展的有几人',
    人员: {
      help: '一人一段；可以里面再套表格',
      rows: {
        序号: '从 1 起',
        姓名: '花名册里的姓名',
        学号: '学号（内置模板不印）',
        班级: '班级名称',
        政治面貌: '花名册里的政治面貌',
        阶段: '按发展台账到了哪一步',
        已有份数: '已经有几项',
        缺少份数: '缺几项',
        缺少: '缺哪几项',
        材料: {
          help: '一项材料一行',
          rows: {
            材料序号: '从 1 起',
            材料: '材料的名称',
            要求: '细则要什么',
            依据: '出自哪个文件的哪一条，全称',
            条款: '发展党员工作细则的第几条',
            情况: '有、缺 或 未到（还没有到这一步）',
            内容: '台账里填了什么',
            问题: '检查发现的问题',
          },
        },
        其他问题: '检查发现的、不属于某一项材料的问题',
      },
    },
  },
  *papers(input) {
    const { school, organizations } = input.pages;
    const hide = hiderOf(school, HIDDEN);
    const problems = problemsByPerson(input);
    const headOf = organizationHeads(input);
    for (const organization of organizations) {
      const { id, kind } = organization;
      if (kind !== ScoredKind.partyBranch) continue;
      const people = school.roster.studentsOfBranch(id).flatMap((student) => {
        const record = isGiven(student.id) ? school.records.developmentOf(student.id) : undefined;
        return record && isGiven(student.id) && isDeveloping(record, school.asOf) && !isDone(record)
          ? [{ id: student.id, student, record }]
          : [];
      });
      if (people.length === 0) continue;
      const { paper, values } = headOf(organization);
      yield {
        ...paper,
        values: {
          ...values,
          人数: String(people.length),
          人员: people.map((person, at) => ({
            序号: String(at + 1),
            ...personOf(input, person, problems.get(person.id) ?? [], hide),
          })),
        },
      };
    }
  },
});

/** 转正 has been approved: nothing more is required. */
function isDone({ confirmedOn, confirmationApprovedOn }: Development): boolean {
  return isGiven(confirmedOn) && isGiven(confirmationApprovedOn);
}

function problemsByPerson({ pages: { open } }: PapersInput): ReadonlyMap<string, readonly Violation[]> {
  return Map.groupBy(
    open.filter(({ rule }) => rule.startsWith('DEV-') || rule.startsWith('EDU-0')),
    ({ subject }) => subject[0] ?? '',
  );
}

interface Person {
  readonly id: string;
  readonly student: Student;
  readonly record: Development;
}

function personOf(input: PapersInput, { id, student, record }: Person, open: readonly Violation[], hide: Hide) {
  const { roster } = input.pages.school;
  const stage = stageNumber(record);
  const told = new Set<Violation>();
  const rows = MATERIALS.map((material, at) => {
    const content = material.has(record);
    const own = open.filter((violation) => isAbout(violation, material) && !told.has(violation));
    for (const violation of own) told.add(violation);
    const basis = input.basisOf(material.rules[0] ?? '', null);
    return {
      材料序号: String(at + 1),
      材料: material.name,
      要求: material.wanted,
      依据: basis,
      条款: basis.match(ARTICLE)?.join('、') ?? null,
      情况: content !== null ? THERE : stage >= material.stage ? MISSING : LATER,
      内容: content,
      问题: own.length === 0 ? null : own.map(({ message }) => hide(message)).join('；'),
    };
  });
  const missing = rows.filter(({ 情况 }) => 情况 === MISSING);
  const others = open.filter((violation) => !told.has(violation));
  const classId = isGiven(student.classId) ? student.classId : null;
  return {
    姓名: nameOf(student, id),
    学号: id,
    班级: classId === null ? null : orgNameOf(roster.organization(classId), classId),
    政治面貌: cellWords(student.politicalStatus),
    阶段: stageReached(record)?.status ?? '申请入党',
    已有份数: String(rows.filter(({ 情况 }) => 情况 === THERE).length),
    缺少份数: String(missing.length),
    缺少: missing.length === 0 ? '没有' : missing.map(({ 材料 }) => 材料).join('、'),
    材料: rows,
    其他问题: others.length === 0 ? '没有' : others.map(({ message }) => hide(message)).join('；'),
  };
}

/** A rule that judges several papers names the one concerned in its subject. */
function isAbout({ rule, subject }: Violation, { rules, parts }: Material): boolean {
  if (!rules.includes(rule)) return false;
  const named = subject[1];
  return named === undefined || /^\d+$/.test(named) || parts === undefined || parts.includes(named);
}
