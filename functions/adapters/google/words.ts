/** Every sentence of this adapter that a person reads, so that it can be checked and changed in one place. */

export const aboutWorkbook = (id: string, reason: string): string => `Google 表格“${id}”：${reason}`;

const who = (account: string | null): string => (account === null ? '运行本软件的服务账号' : `服务账号 ${account}`);

export const REASONS = {
  missing: (account: string | null): string =>
    `找不到，或没有共享给运行本软件的账号。请核对表格 id；id 无误时，请表格的所有者把它共享给${who(account)}，权限选“编辑者”`,
  noRead: (account: string | null): string => `没有读取权限。请表格的所有者把它共享给${who(account)}，权限选“编辑者”`,
  noWrite: (account: string | null): string =>
    `只能查看，不能写入。请表格的所有者把${who(account)}的权限改为“编辑者”，并检查输出表上没有别人加的保护`,
  notSignedIn: (account: string | null): string =>
    `Google 不接受${who(account)}的登录凭据。请管理员检查 XIETONG_GOOGLE_CREDENTIALS 指向的凭据文件和身份池设置`,
  apiOff: '项目没有启用 Google Sheets API 或 Google Drive API。请管理员在 Google Cloud 控制台启用这两个接口',
  noScope: (account: string | null): string =>
    `${who(account)}的登录凭据缺少授权范围，需要 spreadsheets 和 drive.metadata.readonly。请管理员检查凭据文件；由组织统一授权的，请在管理控制台补上这两个范围`,
  notSheet:
    '不是 Google 表格（可能是上传的 Excel 文件）。请在 Google 云端硬盘里打开它，选“文件 → 另存为 Google 表格”，再用新表格的 id',
  rejected: (message: string): string => `Google 拒绝了写入（${message}）。没有写入任何内容；请把这句话交给管理员`,
  other: (status: number, message: string): string => `Google 返回错误 ${status}（${message}）。请把这句话交给管理员`,
  tooManyCells: '单元格总量超过 Google 表格的上限（1000 万格），没有写入。请所有者删除多余的空行、空列或工作表',
} as const;

export const BUSY = {
  quota: 'Google 的每分钟请求额度已用完，多次等待后仍未恢复，本次没有处理，稍后重试',
  outOfTime: '本次可用的时间已经用完，Google 还没有回答；稍后会再试',
  away: 'Google 没有应答或暂时出错，多次重试后仍未恢复，本次没有处理，稍后重试',
  loading: (title: string, cell: string): string =>
    `“${title}”表 ${cell} 的公式还在加载（Loading…），等了几次仍没有算完，本次没有检查，稍后重试。如果一直这样，请打开表格看看该公式引用的表格是否还能访问`,
} as const;

/** Shown while a run waits. */
export const WAITING = {
  quota: (seconds: number): string => `Google 请求额度用完，等待 ${seconds} 秒后继续……`,
  retry: (seconds: number): string => `Google 暂时没有应答，${seconds} 秒后重试……`,
  loading: (seconds: number): string => `表格里的公式还在加载，${seconds} 秒后重新读取……`,
  pace: (seconds: number): string => `按每分钟请求额度排队，等待 ${seconds} 秒……`,
} as const;

/** What is wrong with the set-up, and what to do; each for one thing that is missing. */
export const SETUP = {
  noCredentials:
    '处理 Google 表格需要登录凭据：请把环境变量 XIETONG_GOOGLE_CREDENTIALS 设为凭据文件（external_account 或服务账号 JSON）的路径。',
  noFile: (path: string): string => `XIETONG_GOOGLE_CREDENTIALS 指向的文件“${path}”读不到。请检查路径和读取权限。`,
  notJson: (path: string): string => `凭据文件“${path}”不是 JSON。请重新从 Google Cloud 控制台下载。`,
  unknownType: (path: string, type: string): string =>
    `凭据文件“${path}”的 type 是“${type}”，只接受 external_account（推荐）或 service_account。`,
  missingField: (path: string, field: string, meaning: string): string =>
    `凭据文件“${path}”缺少 ${field}（${meaning}）。请补上后重试。`,
  wrongField: (path: string, field: string, wanted: string): string =>
    `凭据文件“${path}”的 ${field} 不对，应为 ${wanted}。`,
  notLoopback: 'XIETONG_GOOGLE_API 只供测试：必须是本机地址（http://127.0.0.1:端口 或 http://localhost:端口）。',
} as const;

/** For making and sharing workbooks. */
export const MAKING = {
  noRoom: (account: string | null): string =>
    `${who(account)}没有云端硬盘空间，不能新建表格（Google 的限制）。请由学校账号新建空白表格（校级总表一个、每个学院一个），共享给它（编辑者），再运行 init google:<校级总表 id>,<学院表格 id>,…`,
  uncertain: '新建表格时连接中断，不知道是否已经建好。请过一分钟用相同的选项再运行一次：已建好的会接着用，不会重复',
  notShared: (email: string, reason: string): string =>
    `不能共享给 ${email}：${reason}。请核对这个邮箱是否是 Google 账号，学校是否允许对外共享；改正后用相同的选项再运行一次，会接着做`,
  notEmpty: '里面已经有内容，没有覆盖。请换一个空白表格',
} as const;

/** Names of the fields of a credentials file, for the person who has to fill them in. */
export const FIELD_MEANINGS: Readonly<Record<string, string>> = {
  audience: '身份池提供方的完整名称',
  subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
  token_url: 'https://sts.googleapis.com/v1/token',
  service_account_impersonation_url: '被模拟的服务账号；没有它，表格无法共享给本软件',
  credential_source: '令牌来源（aws1，regional_cred_verification_url）',
  client_email: '服务账号的邮箱',
  private_key: '服务账号的私钥',
};
