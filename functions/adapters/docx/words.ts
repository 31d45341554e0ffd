/** Every sentence of this adapter that a person reads. */

const HOW = '请用 Word 或 WPS 打开它，另存为“Word 文档 (.docx)”再试';

export const REASONS = {
  notDocx: `不是 Word 文档（.docx）。${HOW}`,
  oldDoc: `是旧版 .doc 格式，或设有打开密码。${HOW}`,
  damaged: `文件不完整或已损坏。${HOW}`,
  tooBig: '文件过大，拒绝读取。请删去模板里多余的图片',
  macros: '带有宏（.docm），不能用作模板。请另存为“Word 文档 (.docx)”',
  entities: '里面有不该出现的实体声明，拒绝读取。请用 Word 或 WPS 新建一份模板',
  tooDeep: '结构嵌套过深，拒绝读取。请用 Word 或 WPS 新建一份模板',
  outside: '会从别处取内容（链接的图片、对象或网上的模板），不能用作模板。请把它们删去或改成嵌入',
} as const;

export const aboutTemplate = (file: string, reason: string): string => `模板“${file}”：${reason}。`;
export const openBrace = (text: string): string => `“${text}”里有“{”没有“}”，或一个占位符跨了两段。请补上，或删去“{”`;
export const closeBrace = (text: string): string => `“${text}”里有“}”没有“{”。请补上，或删去“}”`;
export const badOptions = (text: string): string => `占位符“${text}”的方括号里写法不对。请删去方括号`;
export const badStructure = '占位符的开头和结尾不在同一个表格、同一个单元格或同一层里。请把成对的两个放在一起';
/** Shown where no value is known and somebody writes it in by hand. */
export const FILL_LINE = '＿＿＿＿';
