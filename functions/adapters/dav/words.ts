/** Faults of a campus disk, in words for the office. Addresses hold no secrets; user names are left out. */
export const words = {
  badPlace: '地址不对：应为 dav+https://主机/文件夹/，不能含用户名和密码。请改正位置',
  needsHttps: '地址必须用 https（dav+https://）。请改正位置',
  noCredentials: '没有登录信息。请设置 XIETONG_DAV_USER 和 XIETONG_DAV_PASSWORD（建议用网盘的应用密码）',
  notSignedIn:
    '网盘不接受这个用户名和密码。请核对 XIETONG_DAV_USER 和 XIETONG_DAV_PASSWORD，网盘开了两步验证时要用应用密码',
  noPermission: '网盘没有给这个账户权限。请网盘的管理员或文件夹的所有者把它设为“可编辑”',
  noFolder: '网盘上没有这个文件夹。请核对位置，或先在网盘里建好它',
  notDav: '这个地址不是 WebDAV 网盘。请在网盘的帮助里查看 WebDAV 地址',
  full: '网盘空间不足，没有写入。请清理网盘或扩大容量',
  busy: '网盘忙或限速，稍后重试',
  away: '连不上网盘，稍后重试',
  noAnswer: '网盘没有回音，稍后重试',
  tooBig: (megabytes: number): string => `文件超过 ${megabytes} MB 的上限，拒绝读取。请删去多余的图片或工作表`,
  redirected: '网盘把请求转到了别处，为安全起见没有跟随。请改用网盘给出的最终地址',
  readOnly:
    '这个网盘不能保证不覆盖别人刚保存的内容（它不理会 If-Match，或文件版本号不随内容变化），所以只读取、不写入。请换用支持的网盘，或改用文件夹同步',
  other: (status: number): string => `网盘答复了 ${status}。请把这句话交给管理员`,
} as const;
