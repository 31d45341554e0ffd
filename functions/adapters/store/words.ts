/** What the store says of what it holds, whichever database holds it. */

export const WORDS = {
  unreadable: (what: string, where: string, detail: string): string =>
    `存储${where}中的${what}读不懂：${detail}。请用写入它的软件版本运行，或请管理员从备份恢复`,
  notJson: '内容不是 JSON',
  torn: (what: string, where: string): string => `存储${where}中的${what}正在被另一次运行改写，请稍后重新运行`,
  unsettled: (where: string): string => `存储${where}中有别的运行一直在写同样的账户，本次没有写完。请稍后重新运行`,
  snapshotGone: (hash: string, where: string): string =>
    `存储${where}中没有快照 ${hash}。它可能已被清理；请重新运行全量检查以重新读取台账，或请管理员从备份恢复`,
  archive: '（要迁入的文件）',
  notAnArchive: '这个文件不是 store export 导出的。请给出导出的文件，或旧版软件的存储文件',
  badLine: (line: number): string => `要迁入的文件第 ${line} 行读不懂，什么也没有写入。请重新导出`,
  notWhole: '要迁入的文件不完整（可能没有复制完），什么也没有写入。请重新导出或重新复制',
  wrongAccount: (organization: string, where: string): string =>
    `存储${where}中组织“${organization}”的账户与导出时不一致，核对没有通过。请重新导出`,
  notEmpty: (where: string): string => `存储${where}里已经有别的记录，什么也没有写入。请迁入一个还没有用过的存储`,
} as const;

/** Names of what is stored, for messages. */
export const THINGS = {
  balance: '账户余额',
  manifest: '有效积分',
  settlement: '积分流水',
  book: '问题记录',
  head: '台账版本记录',
  snapshot: '台账快照',
  run: '运行记录',
  note: '备忘',
  seal: '封存记录',
  image: '待写入的结果',
} as const;
