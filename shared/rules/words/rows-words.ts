/** The most rows that a message names; the details list all. */
const MOST = 10;

/** Several rows of a tab for messages: `“任职”第 5、8 行`, `“任职”第 5、8、…、31 行等 52 行`. */
export function rowsWords(tab: string, rows: readonly number[]): string {
  const words = `“${tab}”第 ${rows.slice(0, MOST).join('、')} 行`;
  return rows.length <= MOST ? words : `${words}等 ${rows.length} 行`;
}
