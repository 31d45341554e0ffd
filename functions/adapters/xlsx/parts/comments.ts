import { END_OF_OURS, ourRange } from '../../../../shared/sheet/note-plan.ts';
import { OUR_NAME } from '../../../../shared/sheet/words.ts';
import { mainNamespace } from '../package/namespaces.ts';
import { escapeCellText, unescapeCellText, unescapeXml } from '../package/text.ts';
import {
  append,
  attribute,
  attributeEdit,
  childOf,
  childrenOf,
  type Element,
  insertBefore,
  outer,
  rootOf,
  type Splice,
  spliceAll,
  wholeNumberIn,
} from '../package/xml.ts';

/** The comments part of one tab. Our text stands behind the user's in the same comment, in a run of its own. */

/** How our part of a comment looks. */
const RUN = '<rPr><b/><sz val="9"/><color rgb="FF8E1B10"/><rFont val="Tahoma"/><family val="2"/></rPr>';

export interface CommentsChange {
  readonly xml: string;
  /** Addresses that have a comment now and had none, and the other way round. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Addresses of all comments now. */
  readonly all: readonly string[];
}

export function emptyComments(strict: boolean): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${mainNamespace(strict)}"><authors></authors><commentList></commentList></comments>`;
}

/** Changes the part so that exactly the comments in `wanted` (address to text) carry our text. */
export function changeComments(source: string, wanted: ReadonlyMap<string, string>): CommentsChange {
  const pending = new Map(wanted);
  const root = rootOf(source);
  const parts = childrenOf(source, root);
  const authors = authorsOf(source, parts);
  const list = parts.find(({ name }) => name === 'commentList') ?? root;
  const edits: Splice[] = [];
  const removed: string[] = [];
  const all: string[] = [];
  for (const comment of childrenOf(source, list)) {
    if (comment.name !== 'comment') continue;
    const address = (attribute(comment, 'ref') ?? '').toUpperCase();
    const author = wholeNumberIn(comment, 'authorId') ?? -1;
    const text = pending.get(address) ?? null;
    pending.delete(address);
    // The shadow of a threaded comment: the program that shows threads writes it anew, our words would be lost.
    const isShadow = (authors.names[author] ?? '').startsWith('tc=');
    const changed = isShadow ? outer(source, comment) : withOurText(source, comment, text);
    if (changed === null) {
      removed.push(address);
      edits.push({ start: comment.start, end: comment.end, text: '' });
      continue;
    }
    all.push(address);
    if (changed !== outer(source, comment)) edits.push({ start: comment.start, end: comment.end, text: changed });
  }
  const added = [...pending.keys()];
  const changed = spliceAll(source, edits);
  if (added.length === 0) return { xml: withoutOurAuthor(changed), added, removed, all };
  const author = authorId(changed);
  const inner = commentList(author.xml);
  const fragments = [...pending].map(([address, text]) =>
    prefixed(
      `<comment ref="${address}" authorId="${author.id}" shapeId="0"><text>${ourRun(text)}</text></comment>`,
      inner.prefix,
    ),
  );
  const xml = append(author.xml, inner, fragments.join(''));
  return { xml, added, removed, all: [...all, ...added] };
}

function commentList(xml: string): Element {
  return childOf(xml, rootOf(xml), 'commentList') ?? rootOf(xml);
}

interface Authors {
  readonly list: Element | null;
  readonly items: readonly Element[];
  readonly names: readonly string[];
}

function authorsOf(xml: string, parts: readonly Element[]): Authors {
  const list = parts.find(({ name }) => name === 'authors') ?? null;
  const items = list === null ? [] : childrenOf(xml, list);
  return { list, items, names: items.map((author) => unescapeXml(xml.slice(author.innerStart, author.innerEnd))) };
}

function authorId(xml: string): { readonly xml: string; readonly id: number } {
  const root = rootOf(xml);
  const parts = childrenOf(xml, root);
  const { list, names } = authorsOf(xml, parts);
  const at = names.indexOf(OUR_NAME);
  if (at >= 0) return { xml, id: at };
  const prefix = list?.prefix ?? root.prefix;
  const fragment = prefixed(`<author>${OUR_NAME}</author>`, prefix);
  if (list !== null) return { xml: append(xml, list, fragment), id: names.length };
  const whole = prefixed('<authors>', prefix) + fragment + prefixed('</authors>', prefix);
  return { xml: insertBefore(xml, root, parts[0], whole), id: 0 };
}

/** The part without the entry of our name, where no comment is by it; authors behind it move up by one. */
function withoutOurAuthor(xml: string): string {
  const parts = childrenOf(xml, rootOf(xml));
  const { items, names } = authorsOf(xml, parts);
  const at = names.indexOf(OUR_NAME);
  if (at < 0) return xml;
  const comments = childrenOf(xml, parts.find(({ name }) => name === 'commentList') ?? rootOf(xml));
  const edits: Splice[] = [{ start: items[at]!.start, end: items[at]!.end, text: '' }];
  for (const comment of comments) {
    const author = wholeNumberIn(comment, 'authorId') ?? -1;
    if (author === at) return xml;
    if (author > at) edits.push(attributeEdit(comment, 'authorId', String(author - 1)));
  }
  return spliceAll(
    xml,
    edits.toSorted((a, b) => a.start - b.start),
  );
}

function prefixed(fragment: string, prefix: string): string {
  return prefix === '' ? fragment : fragment.replace(/<(\/?)(?=[a-z])/gi, `<$1${prefix}`);
}

function ourRun(text: string): string {
  return `<r>${RUN}<t xml:space="preserve">${escapeCellText(text)}${END_OF_OURS}</t></r>`;
}

interface Run {
  readonly element: Element;
  readonly text: string;
}

/** Runs of a comment, or its one plain text. */
function runsOf(xml: string, body: Element): Run[] {
  return childrenOf(xml, body)
    .filter((element) => element.name === 'r' || element.name === 't')
    .map((element) => {
      const t = element.name === 't' ? element : childOf(xml, element, 't');
      return { element, text: t === null ? '' : unescapeCellText(unescapeXml(xml.slice(t.innerStart, t.innerEnd))) };
    });
}

/** The comment with our words set; `null` where nothing is left of it; as it is where nothing changes. */
function withOurText(xml: string, comment: Element, text: string | null): string | null {
  const whole = outer(xml, comment);
  const body = childOf(xml, comment, 'text');
  if (body === null) return whole;
  const runs = runsOf(xml, body);
  const all = runs.map((run) => run.text).join('');
  const ours = ourRange(all);
  if (ours === null && text === null) return whole;
  const standing = ours === null ? null : all.slice(ours.from, ours.to).replace(/^[\r\n]/, '');
  if (standing !== null && text !== null && standing.replace(END_OF_OURS, '') === text) return whole;

  const kept =
    ours === null ? keepRuns(xml, runs, [0, all.length]) : keepRuns(xml, runs, [0, ours.from], [ours.to, all.length]);
  const users = kept.some((run) => run !== '');
  if (text === null && !users) return null;
  const lead = kept[0] === '' || kept[0] === undefined ? '' : '\n';
  const own = text === null ? '' : prefixed(ourRun(lead + text), comment.prefix);
  let inner = (kept[0] ?? '') + own + (kept[1] ?? '');
  // One run without a look of its own is what a plain text has become while our words stood beside it.
  const plain = /^<((?:[\w.-]+:)?)r>(<(?:[\w.-]+:)?t[ >][^<]*<\/(?:[\w.-]+:)?t>)<\/\1r>$/.exec(inner);
  if (text === null && plain !== null) inner = plain[2]!;
  const tag = xml.slice(body.start, body.innerStart);
  const opening = tag.endsWith('/>') ? `${tag.slice(0, -2).trimEnd()}>` : tag;
  const closing = `</${body.prefix}text>`;
  return xml.slice(comment.start, body.start) + opening + inner + closing + xml.slice(body.end, comment.end);
}

/** The runs in each range of the whole text, cut at its ends; runs inside it do not change. */
function keepRuns(xml: string, runs: readonly Run[], ...ranges: readonly (readonly [number, number])[]): string[] {
  return ranges.map(([from, to]) => {
    let at = 0;
    let kept = '';
    for (const { element, text } of runs) {
      const [start, end] = [Math.max(from, at), Math.min(to, at + text.length)];
      if (start < end) {
        const part = text.slice(start - at, end - at);
        kept += part === text ? asRun(xml, element) : rewritten(xml, element, part);
      }
      at += text.length;
    }
    return kept;
  });
}

function asRun(xml: string, element: Element): string {
  const whole = outer(xml, element);
  return element.name === 'r' ? whole : `<${element.prefix}r>${whole}</${element.prefix}r>`;
}

function rewritten(xml: string, element: Element, text: string): string {
  const look = element.name === 'r' ? childOf(xml, element, 'rPr') : null;
  const p = element.prefix;
  return `<${p}r>${look === null ? '' : outer(xml, look)}<${p}t xml:space="preserve">${escapeCellText(text)}</${p}t></${p}r>`;
}
