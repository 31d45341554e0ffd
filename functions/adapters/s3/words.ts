/** Faults of a bucket, in words for the office. */
export const words = {
  badPlace: '地址不对：应为 s3://存储桶/文件夹/。请改正位置',
  notSignedIn: '存储桶不接受这份凭据。请核对访问密钥和区域',
  noPermission: '这份凭据没有权限。请存储桶的管理员授予读取、写入和列出对象的权限',
  noBucket: '没有这个存储桶。请核对位置',
  busy: '存储桶忙或限速，稍后重试',
  away: '连不上存储桶，稍后重试',
  tooBig: (megabytes: number): string => `文件超过 ${megabytes} MB 的上限，拒绝读取。请删去多余的图片或工作表`,
  readOnly:
    '这个存储服务不能保证不覆盖别人刚保存的内容（它不理会 If-Match），所以只读取、不写入。请换用支持的服务，或改用文件夹同步',
  other: (kind: string): string => `存储桶答复了 ${kind}。请把这句话交给管理员`,
} as const;
