/** Every sentence of this adapter that a person reads: what, where, what to do. */

export const WORDS = {
  unreachable: (where: string, detail: string): string =>
    `连不上存储${where}（${detail}）。已经写入的内容不受影响；请检查网络或存储服务，稍后重新运行`,
  throttled: (where: string): string => `存储${where}暂时过于繁忙。已经写入的内容不受影响；请稍后重新运行`,
  noTable: (where: string): string =>
    `找不到存储${where}。请检查环境变量 XIETONG_TABLE 和区域设置，或请云平台管理员先部署存储`,
  noAccess: (where: string, detail: string): string =>
    `没有权限读写存储${where}（${detail}）。请云平台管理员把该表的读写权限授予运行本软件的身份，并检查凭证是否过期`,
  noCredentials: (where: string): string =>
    `没有可用于存储${where}的云平台凭证。请配置凭证和区域，或用环境变量 DYNAMODB_ENDPOINT 指定本机的存储服务`,
  unreadable: (what: string, where: string, detail: string): string =>
    `存储${where}中的${what}读不懂：${detail}。请用写入它的软件版本运行，或请管理员从备份恢复该表`,
  notJson: '内容不是 JSON',
  torn: (what: string, where: string): string => `存储${where}中的${what}正在被另一次运行改写，请稍后重新运行`,
  unsettled: (where: string): string => `存储${where}中有别的运行一直在写同样的账户，本次没有写完。请稍后重新运行`,
  snapshotGone: (hash: string, where: string): string =>
    `存储${where}中没有快照 ${hash}。它可能已被清理；请重新运行全量检查以重新读取台账，或请管理员从备份恢复`,
  onlyLocal: '只为本机的存储服务建表；云上的表由部署建立',
  where: (table: string, endpoint: string | undefined): string => `表“${table}”（${endpoint ?? '云端 DynamoDB'}）`,
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
