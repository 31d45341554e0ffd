import type { FileNameFault } from '../../domain/file-name.ts';
import type { Registration } from '../../domain/settings.ts';
import { NotifyChannel } from '../../domain/vocabulary.ts';
import type { CellFault } from '../read-row.ts';
import type { PlannedColumn } from '../table-plan.ts';

/** What is wrong with a setting and what to type instead. */
export interface Words {
  /** A full sentence: who or where, what the cell contains, what it should contain. */
  readonly message: string;
  /** One imperative. */
  readonly advice: string;
  /** What applies meanwhile, if it differs from the rest of the tab; empty if the message says it. */
  readonly inForce?: string;
}

/** What a cell of a kind should contain, and an example. */
const EXPECTED: { readonly [Kind in PlannedColumn['type']['kind']]: readonly [what: string, example: string] } = {
  text: ['文字', '“电信学院”'],
  id: ['编号', '“D01”'],
  whole: ['不小于 1 的整数', '2'],
  number: ['数字', '2'],
  points: ['最多两位小数的数字', '1.25'],
  fraction: ['介于 0 和 10 之间、最多四位小数的数字或分数', '0.5 或 1/2'],
  date: ['具体到日的日期', '2026-03-01'],
  academicYear: ['学年', '2025-2026'],
  choice: ['可选项之一', '“是”'],
  list: ['用顿号分隔的几项', '“党支部、团支部”'],
};

/** A row that has no key yet. */
export function rowNumberWords(row: number): string {
  return `第 ${row} 行`;
}

export function missingTabWords(title: string): Words {
  return { message: `校级总表缺少“${title}”这张表。`, advice: `请新建“${title}”表，并照模板填写标题行。` };
}

export function missingHeadingWords(title: string, heading: string): Words {
  return { message: `“${title}”表缺少“${heading}”这一栏。`, advice: `请在标题行补上“${heading}”。` };
}

export function repeatedHeadingWords(title: string, heading: string, column: string): Words {
  return {
    message: `“${title}”表的“${heading}”出现了不止一次，又见于 ${column} 列；只读最前面的一列。`,
    advice: `请删去或改名 ${column} 列的标题。`,
  };
}

export function emptySchemeWords(title: string): Words {
  return {
    message: `“${title}”表只有标题行，没有任何项目。`,
    advice: '请填写积分项目；要用内置的积分规则，请删去这张表。',
  };
}

/** What is wrong with one cell of a row. */
export function faultWords(who: string, kind: keyof typeof EXPECTED, fault: CellFault): Words {
  const { heading, text } = fault;
  switch (fault.kind) {
    case 'blank':
      return { message: `${who}没有填${heading}；这一栏必须填写。`, advice: `请填写${heading}。` };
    case 'errorCell':
      return { message: `${who}的${heading}显示错误值“${text}”。`, advice: '请修好公式，或直接填写内容。' };
    case 'uncalculated':
      return {
        message: `${who}的${heading}是公式，公式尚未计算。`,
        advice: '请用 Excel 或 WPS 打开并保存，或直接填写内容。',
      };
    case 'monthOnly':
      return { message: `${who}的${heading}“${text}”只有年月，应当具体到日。`, advice: '请改成如 2026-03-01 的写法。' };
    case 'choice':
      return notAChoiceWords(who, `${heading}`, text, fault.nearest ?? null, fault.allowed ?? []);
    default:
      return notReadableWords(who, `${heading}`, text, kind);
  }
}

function notReadableWords(who: string, heading: string, text: string, kind: keyof typeof EXPECTED): Words {
  const [what, example] = EXPECTED[kind];
  return { message: `${who}的${heading}“${text}”读不出来：应当是${what}。`, advice: `请改成如 ${example} 的写法。` };
}

export function notAChoiceWords(
  who: string,
  heading: string,
  text: string,
  nearest: string | null,
  allowed: readonly string[],
): Words {
  const near = nearest === null ? '' : `最接近的是“${nearest}”。`;
  return {
    message: `${who}的${heading}“${text}”不在可选项中。`,
    advice: `${near}请从下列各项中选填：${allowed.join('、')}。`,
  };
}

/** An id, a name or a file that an earlier row already has. */
export function repeatedWords(what: string, text: string, earlierRow: number): Words {
  return {
    message: `${what}“${text}”已在第 ${earlierRow} 行用过，本行不起作用。`,
    advice: `请改正本行的${what}，或删去本行。`,
  };
}

export function pathWords(who: string, text: string): Words {
  return {
    message: `${who}的表格“${text}”是路径或网址；应当是与校级总表放在一起的文件名，或谷歌表格的编号。`,
    advice: '请只填文件名（例如 机械学院.xlsx），或网址中 /d/ 与 /edit 之间的一段。',
  };
}

const FILE_NAME_FAULTS: Readonly<Record<Exclude<FileNameFault, 'path'>, string>> = {
  device: '是 Windows 留给设备的名称，不能用作文件名',
  character: '含有不能用在文件名里的符号（< > " | ? *）',
  ending: '以句点结尾，Windows 不接受这样的文件名',
};

export function fileNameWords(who: string, text: string, fault: Exclude<FileNameFault, 'path'>): Words {
  return {
    message: `${who}的表格“${text}”${FILE_NAME_FAULTS[fault]}。`,
    advice: '请把文件改名（例如 机械学院.xlsx），并在这里填写新的文件名。',
  };
}

export function takenWorkbookWords(who: string, text: string, name: string, id: string): Words {
  return {
    message: `${who}的表格“${text}”是学院“${name}”（${id}）的台账，本行不起作用。`,
    advice: '请在本行填写本学院自己的台账；学院编号改错了的，请改回来。',
  };
}

/** A registered college whose row is gone. */
export function missingRegistrationWords(last: Registration): Words {
  return {
    message: `学院登记里找不到学院“${last.name}”（${last.id}）的那一行了。`,
    advice: '请恢复这一行；确实不再检查这个学院的，请把它的“启用”填成“否”，不要删行。',
    inForce: keptRegistrationWords(last),
  };
}

/** What applies while the row of a college cannot be read. */
export function keptRegistrationWords({ name, id, workbook }: Registration): string {
  return `学院“${name}”（${id}）仍按上次读懂的登记检查，台账是“${workbook}”。`;
}

export function keptRegistrationsWords(): string {
  return '各学院仍按上次读懂的登记检查。';
}

/** What applies if an unreadable row has never been read before. */
export function unregisteredWords(): string {
  return '这一行没有起作用，这个学院没有检查。';
}

export function unknownWaiverWords(violationId: string): Words {
  return {
    message: `豁免的问题编号“${violationId}”从未出现过，这一行不起作用。`,
    advice: '请从问题清单复制问题编号，或删去这一行。',
    inForce: '',
  };
}

export function endedBeforeApprovalWords(who: string, validUntil: string, approvedOn: string): Words {
  return {
    message: `${who}有效期至 ${validUntil}，早于批准日期 ${approvedOn}。`,
    advice: '请改正有效期至或批准日期。',
  };
}

export function missingAdjustmentWords(who: string): Words {
  return { message: `${who}处理结果为“调整”，没有填调整分。`, advice: '请填写调整分：加分填正数，减分填负数。' };
}

export function undecidedAppealWords(who: string): Words {
  return {
    message: `${who}还没有处理结果。`,
    advice: '请在处理结果里填“维持”或“调整”；定稿前每条申诉都要有处理结果。',
  };
}

export function repeatedAppealWords(who: string, earlierRow: number): Words {
  return {
    message: `${who}与第 ${earlierRow} 行的学年、组织和提出日期都相同，本行不起作用。`,
    advice: `请把两行的内容合并到第 ${earlierRow} 行，或改正提出日期。`,
    inForce: '',
  };
}

/** An unknown 通知方式. */
export function unknownChannelWords(who: string, typed: readonly string[]): Words {
  const all = Object.values(NotifyChannel).join('、');
  return {
    message: `${who}的通知方式“${typed.join('、')}”没有看懂；可以填的有：${all}。这一种通知没有发。`,
    advice: `请改成${all}中的一个或几个。`,
  };
}
