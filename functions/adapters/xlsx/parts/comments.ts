import { END_OF_OURS, ourRange } from '../../../../shared/sheet/note-plan.ts';
import { OUR_NAME } from '../../../../shared/sheet/words.ts';
import { escapeCellText, unescapeCellText, unescapeXml } from '../package/text.ts';
import { append, attribute, childOf, childrenOf, type Element, outer, rootOf, splice } from '../package/xml.ts';
import { mainNamespace } from '../sheet/sheet-build.ts';

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
  let xml = source;
  const added: string[] = [];
  const removed: string[] = [];
  const pending = new Map(wanted);
  const authors = authorNames(xml);
  const list = commentList(xml);
  // From the last one back, so that places found before stay right.
  for (const comment of childrenOf(xml, list).reverse()) {
    if (comment.name !== 'comment') continue;
    const address = (attribute(comment, 'ref') ?? '').toUpperCase();
    const text = pending.get(address) ?? null;
    pending.delete(address);
    // The shadow of a threaded comment: the program that shows threads writes it anew, our words would be lost.
    if ((authors[Number(attribute(comment, 'authorId') ?? -1)] ?? '').startsWith('tc=')) continue;
    const changed = withOurText(xml, comment, text);
    if (changed === null) {
      removed.push(address);
      xml = splice(xml, comment.start, comment.end, '');
    } else xml = splice(xml, comment.start, comment.end, changed);
  }
  if (pending.size > 0) {
    const author = authorId(xml);
    xml = author.xml;
    const inner = commentList(xml);
    const prefix = inner.prefix;
    const fragments = [...pending].map(([address, text]) => {
      added.push(address);
      return prefixed(
        `<comment ref="${address}" authorId="${author.id}" shapeId="0"><text>${ourRun(text)}</text></comment>`,
        prefix,
      );
    });
    xml = append(xml, inner, fragments.join(''));
  }
  const all = childrenOf(xml, commentList(xml)).map((comment) => (attribute(comment, 'ref') ?? '').toUpperCase());
  return { xml, added, removed, all };
}

function commentList(xml: string): Element {
  return childOf(xml, rootOf(xml), 'commentList') ?? rootOf(xml);
}

function authorNames(xml: string): string[] {
  const authors = childOf(xml, rootOf(xml), 'authors');
  if (authors === null) return [];
  return childrenOf(xml, authors).map((author) => unescapeXml(xml.slice(author.innerStart, author.innerEnd)));
}

function authorId(xml: string): { readonly xml: string; readonly id: number } {
  const names = authorNames(xml);
  const at = names.indexOf(OUR_NAME);
  if (at >= 0) return { xml, id: at };
  const root = rootOf(xml);
  const fragment = prefixed(`<author>${OUR_NAME}</author>`, root.prefix);
  const authors = childOf(xml, root, 'authors');
  if (authors !== null) return { xml: append(xml, authors, fragment), id: names.length };
  const list = prefixed('<authors>', root.prefix) + fragment + prefixed('</authors>', root.prefix);
  return { xml: splice(xml, root.innerStart, root.innerStart, list), id: 0 };
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

/** The runs that lie in each range of the whole text, cut at its ends; a run inside it stays as it was written. */
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
