import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the project, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A source file as the laws see it. */
export interface Source {
  /** From the root, with slashes: `shared/domain/place.ts`. */
  readonly path: string;
  readonly text: string;
  /** Without comments, and with blanks between quotation marks; as long as `words`. */
  readonly code: string;
  /** Without comments. */
  readonly words: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** Path from the root, or the name of a package. */
  readonly target: string;
  readonly isPackage: boolean;
  readonly isTypeOnly: boolean;
}

/** Every TypeScript file below these folders. */
export function sources(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts') && !path.includes('/node_modules/'))
      .toSorted()
      .map((path) => asSource(path, readFileSync(`${ROOT}${path}`, 'utf8'))),
  );
}

/** A file that is not there: a planted breach. */
export function asSource(path: string, text: string): Source {
  const words = withoutComments(text, true);
  const code = withoutComments(text, false);
  return { path, text, words, code, imports: importsOf(path, words, code) };
}

/** `shared/a.ts:12`: the line of a place in a source. */
export function lineIn(path: string, text: string, index: number): string {
  return `${path}:${text.slice(0, index).split('\n').length}`;
}

/** `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`. */
const IMPORTS =
  /(?:^|\n)\s*(?<kind>import|export)\s+(?<what>[^;'"]*?\s+from\s+)?'(?<from>[^']+)'|\bimport\('(?<dynamic>[^']+)'\)/g;

function importsOf(path: string, words: string, code: string): readonly Import[] {
  // What looks like an import within a text is none: there the code is blank.
  const found = [...words.matchAll(IMPORTS)].filter(({ 0: match, index }) =>
    /\b(?:import|export)\b/.test(code.slice(index, index + match.length)),
  );
  return found.map(({ groups = {} }) => {
    const target = groups.from ?? groups.dynamic ?? '';
    const isPackage = !target.startsWith('.');
    return {
      target: isPackage ? target : posix.join(posix.dirname(path), target),
      isPackage,
      isTypeOnly: groups.what !== undefined && isTypeOnly(groups.what),
    };
  });
}

/** `type { … }`, or `{ type A, type B }`. */
function isTypeOnly(what: string): boolean {
  if (what.startsWith('type ')) return true;
  const names = /^\{([^}]*)\}\s+from\s+$/.exec(what)?.[1];
  return names?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false;
}

/** After one of these (or at the beginning) a slash begins a regular expression. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%~^<>\n]|\breturn|\btypeof|\bcase|\bof|\bin)\s*$/;

/** Comments vanish; texts stay or become blank. Line numbers stay as they are. */
function withoutComments(text: string, keepTexts: boolean): string {
  let out = '';
  let at = 0;
  /** Braces that are open within each `${…}` that is open. */
  const templates: number[] = [];
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? text[at] ?? '';
    at += found.length;
    return found;
  };
  const takeText = (pattern: RegExp): void => {
    const found = take(pattern);
    out += keepTexts ? found : found.replace(/[^\n`'"$/{}]/g, ' ');
  };
  while (at < text.length) {
    const two = text.slice(at, at + 2);
    const one = text[at] ?? '';
    const open = templates.length - 1;
    if (two === '//') take(/\/\/[^\n]*/y);
    else if (two === '/*') out += take(/\/\*[\s\S]*?\*\//y).replace(/[^\n]/g, '');
    else if (one === "'" || one === '"') takeText(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y);
    else if (one === '/' && BEFORE_PATTERN.test(out.slice(-40)))
      takeText(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y);
    else if (one === '`' || (one === '}' && templates[open] === 0)) {
      if (one === '}') templates.pop();
      takeText(/[`}](?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y);
      if (text.slice(at - 2, at) === '${') templates.push(0);
    } else {
      if (open >= 0 && one === '{') templates[open] = (templates[open] ?? 0) + 1;
      if (open >= 0 && one === '}') templates[open] = (templates[open] ?? 0) - 1;
      out += one;
      at++;
    }
  }
  return out;
}
