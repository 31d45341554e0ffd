/** Every sentence of this adapter that a person reads, so that it can be checked and changed in one place. */

export const REASONS = {
  notXlsx: '不是 Excel 工作簿（.xlsx / .xlsm）。请用 Excel、WPS 或 LibreOffice 另存为“Excel 工作簿 (.xlsx)”',
  empty: '文件是空的（0 字节）。请从备份恢复',
  encrypted: '文件设有打开密码，无法读取。请取消打开密码后保存',
  oldXls: '是旧版 .xls 格式。请另存为“Excel 工作簿 (.xlsx)”',
  binaryXlsb: '是 .xlsb 二进制工作簿。请另存为“Excel 工作簿 (.xlsx)”',
  openDocument: '是 OpenDocument 表格（.ods）。请另存为“Excel 工作簿 (.xlsx)”',
  truncated: '文件不完整或已损坏（压缩包目录缺失）。请从备份恢复，或重新复制',
  noWorkbook: '文件已损坏：缺少工作簿主体。请用 Excel 打开并修复',
  noTabs: '文件已损坏：没有任何工作表。请从备份恢复',
  readOnly: '文件是只读的，无法写入。请取消“只读”属性',
  notRegular: '不是普通文件。请换成 .xlsx 文件，或改正 学院登记 里的文件名',
  noPermission: '没有读写权限。请把该文件及其所在文件夹的读写权限授予运行本软件的账户',
  missing: '找不到该文件。请检查文件名，或把文件放到校级总表所在的文件夹',
  diskFull: '磁盘空间不足，没有写入。请清理磁盘后重试',
  tooManyParts: '内部部件过多，拒绝读取。请在 Excel 中另存为新文件',
  tooManyTabs: '工作表过多，拒绝读取。请删去多余的工作表',
  tooManyCells: '单元格总量超过上限，拒绝读取。请拆分工作簿，或清除多余的行列',
  outOfMemory: '内容过大，拒绝读取。请拆分工作簿，或清除多余的内容',
  exists: '文件已存在，没有覆盖。请换一个文件名，或先移走原文件',
  badName:
    '不是合法的文件名：只接受校级总表所在文件夹里的 .xlsx 或 .xlsm 文件名，不接受路径。请改正 学院登记 里的文件名',
  leavesFolder: '是指向文件夹之外的链接，拒绝访问。请把文件本身放到校级总表所在的文件夹',
} as const;

export const reasonOtherFormat = (found: string, wanted: string): string =>
  `文件夹里是“${found}”，不是 .xlsx 格式。请用 Excel 或 WPS 打开它，另存为“${wanted}”（Excel 工作簿），并把 学院登记 里的文件名写成“${wanted}”`;
export const reasonFileTooBig = (megabytes: number, limit: number): string =>
  `文件有 ${megabytes} MB，超过 ${limit} MB 的上限，拒绝读取。请删去多余的图片或工作表`;
export const reasonPartTooBig = (part: string, limit: number): string =>
  `部件 ${part} 解压后超过 ${limit} MB 的上限，拒绝读取。请拆分工作簿，或清除多余的行列`;
export const reasonUnpackedTooBig = (limit: number): string =>
  `解压后的内容超过 ${limit} MB 的上限，拒绝读取。请拆分工作簿`;
export const reasonPartDamaged = (part: string): string =>
  `文件已损坏：部件 ${part} 无法解读。请用 Excel 打开并修复，或从备份恢复`;
export const reasonTooManyMerges = (limit: number): string =>
  `合并单元格超过 ${limit / 10_000} 万处，或互相重叠，拒绝读取。请取消多余的合并单元格`;
export const reasonPartMalformed = (part: string): string =>
  `要写入的部件 ${part} 没有通过检查，没有写入，原文件没有动。这是本软件的缺陷，请把这句话和该文件交给管理员`;
export const reasonPartEncoding = (part: string, encoding: string): string =>
  `部件 ${part} 的文字编码（${encoding.replace(/[^\w.:-]/g, '?').slice(0, 40)}）无法解读。请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (.xlsx)”`;
export const reasonPartMissing = (part: string): string => `文件已损坏：缺少部件 ${part}。请用 Excel 打开并修复`;
export const reasonOther = (code: string): string => `无法访问（${code}）。请把这句话交给管理员`;

export const aboutFile = (file: string, reason: string): string => `工作簿“${file}”：${reason}`;

export const BUSY = {
  keepsChanging: '读写期间文件一直在被保存，本次没有写入，稍后重试',
  otherWriter: '另一个程序正在写这个文件，稍后重试',
  inUse: '文件正被其他程序占用，稍后重试',
} as const;

/** At the foot of a printed page: `&P` is its number, `&N` how many there are. */
export const PAGE_NUMBER = '第 &P 页，共 &N 页';
