/** Every sentence of this adapter that a person reads: what, where, what to do. */

export const WORDS = {
  unreachable: (where: string, detail: string): string =>
    `连不上存储${where}（${detail}）。已经写入的内容不受影响；请检查网络或存储服务，稍后重新运行`,
  outOfTime: (where: string): string =>
    `等不及存储${where}的回答：本次可用的时间已经用完。已经写入的内容不受影响；稍后会再试`,
  throttled: (where: string): string => `存储${where}暂时过于繁忙。已经写入的内容不受影响；请稍后重新运行`,
  noTable: (where: string): string =>
    `找不到存储${where}。请检查环境变量 XIETONG_TABLE 和区域设置，或请云平台管理员先部署存储`,
  noAccess: (where: string, detail: string): string =>
    `没有权限读写存储${where}（${detail}）。请云平台管理员把该表的读写权限授予运行本软件的身份，并检查凭证是否过期`,
  noCredentials: (where: string): string =>
    `没有可用于存储${where}的云平台凭证。请配置凭证和区域，或用环境变量 DYNAMODB_ENDPOINT 指定本机的存储服务`,
  onlyLocal: '只为本机的存储服务建表；云上的表由部署建立',
  where: (table: string, endpoint: string | undefined): string => `表“${table}”（${endpoint ?? '云端 DynamoDB'}）`,
} as const;
