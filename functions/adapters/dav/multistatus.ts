import { SaxesParser, type SaxesTagNS } from 'saxes';

/** The answer to PROPFIND (RFC 4918 §13, §14.16): the properties that we ask for. */

const DAV = 'DAV:';

/** One resource of a multistatus answer. */
export interface DavResource {
  /** Path, percent-decoded, without the host; a folder's ends with a slash. */
  readonly path: string;
  readonly isFolder: boolean;
  /** As the server wrote it, with quotes; `null` where there is none. */
  readonly etag: string | null;
  readonly bytes: number;
  /** Milliseconds since 1970; `null` where there is none. */
  readonly modified: number | null;
}

/** Reads a multistatus answer; `null` for any other text. Never throws. */
export function readMultistatus(xml: string): readonly DavResource[] | null {
  const parser = new SaxesParser({ xmlns: true });
  const resources: DavResource[] = [];
  const open: string[] = [];
  let isMultistatus = false;
  let broken = false;
  let text = '';
  let current = blank();
  let status = '';
  let props = blank();
  parser.on('error', () => {
    broken = true;
  });
  parser.on('opentag', ({ uri, local }: SaxesTagNS) => {
    const name = uri === DAV ? local : '';
    if (open.length === 0) isMultistatus = name === 'multistatus';
    open.push(name);
    text = '';
    if (name === 'response') current = blank();
    if (name === 'propstat') [props, status] = [blank(), ''];
    if (name === 'collection' && open.at(-2) === 'resourcetype') props.isFolder = true;
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('cdata', (more) => {
    text += more;
  });
  parser.on('closetag', () => {
    const name = open.pop();
    const value = text.trim();
    text = '';
    if (name === 'href' && open.at(-1) === 'response') current.path = pathOf(value);
    else if (name === 'status' && open.at(-1) === 'propstat') status = value;
    else if (name === 'getetag') props.etag = value === '' ? null : value;
    else if (name === 'getcontentlength') props.bytes = Number(value) || 0;
    else if (name === 'getlastmodified') props.modified = timeOf(value);
    // Properties that the server lacks are in a separate group with another status.
    else if (name === 'propstat' && /\b200\b/.test(status)) current = { ...props, path: current.path };
    else if (name === 'response' && current.path !== null) resources.push({ ...current, path: current.path });
  });
  try {
    parser.write(xml).close();
  } catch {
    return null;
  }
  return broken || !isMultistatus ? null : resources;
}

function blank(): { -readonly [Key in keyof DavResource]: Key extends 'path' ? string | null : DavResource[Key] } {
  return { path: null, isFolder: false, etag: null, bytes: 0, modified: null };
}

/** Some servers give paths, others whole addresses, and they percent-encode different letters. */
function pathOf(href: string): string | null {
  const path = URL.parse(href, 'http://server/')?.pathname ?? null;
  try {
    return path === null ? null : decodeURIComponent(path);
  } catch {
    return path;
  }
}

function timeOf(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
