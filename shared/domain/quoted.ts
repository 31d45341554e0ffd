/** A user's words in quotation marks. Where they are typed with marks around them, these are enough; marks within become single ones. */
export function quoted(text: string): string {
  const bare = WRAPPED.exec(text)?.[1] ?? text;
  return `“${bare.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}

const WRAPPED = /^\s*[“”"＂]([^“”"＂]*)[“”"＂]\s*$/u;
