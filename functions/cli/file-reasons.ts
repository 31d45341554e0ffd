/** Reasons for which the system refuses to write a file, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '它所在的文件夹不存在',
  ENOTDIR: '它所在的位置不是文件夹',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘是只读的',
  EISDIR: '它是文件夹，不是文件',
  EEXIST: '那里已经有同名的文件',
  EBUSY: '它正被打开',
  ENOSPC: '磁盘满了',
};

export function fileReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `系统不允许（${code === '' ? '原因不明' : code}）`;
}
