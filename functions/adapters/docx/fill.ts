import {
  LoopPlugin,
  MissingCloseDelimiterError,
  MissingStartDelimiterError,
  type Tag,
  TagDisposition,
  TagOptionsParseError,
  TemplateHandler,
  TemplateSyntaxError,
  TextPlugin,
} from 'easy-template-x';
import type { Values } from '../../../shared/documents/kind.ts';
import type { Placeholder } from '../../../shared/documents/placeholders.ts';
import { Refused } from '../../../shared/ports.ts';
import { beginningOf, packDocument, readDocument, repackDocument } from './package.ts';
import { badOptions, badStructure, closeBrace, FILL_LINE, openBrace, REASONS } from './words.ts';

/** A template that has been checked. */
export interface Template {
  /** In the order of the text: the body first, then headers and footers. */
  readonly placeholders: readonly Placeholder[];
  /** Fills in these values; equal values give equal bytes. */
  fill(values: Values): Promise<Buffer>;
}

const ROLES = {
  [TagDisposition.Open]: 'open',
  [TagDisposition.Close]: 'close',
  [TagDisposition.SelfClosed]: 'text',
} as const;

/**
 * Opens a template. Placeholders are names, never expressions, and produce only texts and repeated rows: pictures, links,
 * charts and raw markup are switched off.
 * @throws Refused with the reason, without the file's name
 */
export async function openTemplate(bytes: Buffer): Promise<Template> {
  const packed = await packDocument(readDocument(bytes));
  const handler = handlerOf({});
  const tags = await inWords(() => handler.parseTags(packed));
  return {
    placeholders: tags.flatMap(placeholderOf),
    fill: async (values) => {
      const filled = await inWords(() => handlerOf(values).process(packed, {}));
      return repackDocument(filled);
    },
  };
}

/** `{}` is no placeholder. */
function placeholderOf({ name, disposition }: Tag): Placeholder[] {
  return name === undefined ? [] : [{ name, role: ROLES[disposition] }];
}

function handlerOf(values: Values): TemplateHandler {
  return new TemplateHandler({
    plugins: [new LoopPlugin(), new TextPlugin()],
    // Tables within rows within tables.
    maxXmlDepth: 150,
    scopeDataResolver: ({ path }) => valueAt(values, path),
  });
}

/** The value of a placeholder: from its own row, else from the scope around it. */
function valueAt(values: Values, path: readonly (Tag | number)[]): string | Record<string, never>[] {
  const tag = path.at(-1);
  if (tag === undefined || typeof tag === 'number') return '';
  let found: Values[string] | undefined;
  let scope: Values = values;
  let isInRow = false;
  if (Object.hasOwn(scope, tag.name)) found = scope[tag.name];
  for (let at = 0; at + 1 < path.length; at++) {
    const [step, index] = [path[at], path[at + 1]];
    if (typeof step !== 'object' || typeof index !== 'number') continue;
    const rows = Object.hasOwn(scope, step.name) ? scope[step.name] : undefined;
    const row = typeof rows === 'object' ? rows?.[index] : undefined;
    if (row === undefined) continue;
    scope = row;
    isInRow = true;
    if (Object.hasOwn(scope, tag.name)) found = scope[tag.name];
  }
  if (typeof found === 'string') return legible(found);
  // The library asks only for the number of rows; their contents are looked up here.
  if (found !== null && found !== undefined) return found.map(() => ({}));
  return tag.disposition === TagDisposition.Open || isInRow ? '' : FILL_LINE;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const ILLEGIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** The part of a text that XML can hold. */
function legible(text: string): string {
  return text.replace(ILLEGIBLE, '');
}

/** Runs the library and puts its complaints about a template into our words. */
async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Refused(reasonOf(error), { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof MissingCloseDelimiterError) return openBrace(beginningOf(error.openDelimiterText));
  if (error instanceof MissingStartDelimiterError) return closeBrace(beginningOf(error.closeDelimiterText));
  if (error instanceof TagOptionsParseError) return badOptions(beginningOf(error.tagRawText));
  return error instanceof TemplateSyntaxError ? badStructure : REASONS.damaged;
}
