/** A user's words in quotation marks. If they are typed with marks, these suffice; marks inside become single ones. */
export function quoted(text: string): string {
  const bare = WRAPPED.exec(text)?.[1] ?? text;
  return `“${bare.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

const WRAPPED = /^\s*[“”"＂]([^“”"＂]*)[“”"＂]\s*$/u;
