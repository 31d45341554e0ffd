import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stand-ins on loopback for the group robots of three services. They are as strict as the documentation about method,
 * path, key, content type, encoding, fields, size, signature, age of the timestamp and pace, and refuse with the service's
 * own codes.
 *
 * Sources: developer.work.weixin.qq.com path 91770; open.dingtalk.com custom robot access and its security settings;
 * open.feishu.cn custom bot guide.
 */

/** A message that a robot has posted to its group. */
export interface Shown {
  readonly service: 'wecom' | 'dingtalk' | 'feishu';
  readonly text: string;
  /** Bytes of the body as it came. */
  readonly bytes: number;
}

/** What a robot does with the next message instead of posting it; `lose`: it posts the message and hangs up without an answer. */
export type Mood = 'lose' | 'drop' | 'busy' | 'tooFast' | 'redirect' | 'html' | 'gateway' | 'half';

export interface Robots {
  readonly wecom: string;
  readonly dingtalk: string;
  readonly feishu: string;
  readonly secret: string;
  readonly shown: readonly Shown[];
  /** Milliseconds since 1970, as the services see it. */
  now: () => number;
  /** Moods for the next messages, one each. */
  mood(...moods: readonly Mood[]): void;
  /** Called when a message has come in, before it is answered. */
  onMessage: () => void;
  close(): Promise<void>;
}

const KEY = '693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa';
const TOKEN = 'ff6cd723bdb4455fe18a';
const HOOK = 'f4ac0b88-1234-4c5d-9e3f-000000000000';
const SECRET = 'SEC0123456789abcdef0123456789abcdef';
const HOUR = 3_600_000;

type Answer = { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> };

export async function startRobots(): Promise<Robots> {
  const shown: Shown[] = [];
  const moods: Mood[] = [];
  const paces = new Map<string, number[]>();
  const robots = { now: () => Date.now(), onMessage: () => {} };
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    robots.onMessage();
    const mood = moods.shift();
    if (mood === 'drop') return void request.socket.destroy();
    const answer = judge(request, body, mood ?? null, robots.now(), paces, shown);
    if (mood === 'lose') return void request.socket.destroy();
    if (mood === 'half') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
      response.write(answer.body.slice(0, 5));
      return void setTimeout(() => request.socket.destroy(), 20);
    }
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(robots, {
    wecom: `${base}/cgi-bin/webhook/send?key=${KEY}`,
    dingtalk: `${base}/robot/send?access_token=${TOKEN}`,
    feishu: `${base}/open-apis/bot/v2/hook/${HOOK}`,
    secret: SECRET,
    shown,
    mood: (...next: readonly Mood[]) => void moods.push(...next),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function judge(
  request: IncomingMessage,
  body: Buffer,
  mood: Mood | null,
  now: number,
  paces: Map<string, number[]>,
  shown: Shown[],
): Answer {
  const url = new URL(request.url ?? '/', 'http://robots');
  if (mood === 'redirect') return { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/elsewhere' } };
  if (mood === 'html') return { status: 200, body: '<html>login</html>' };
  if (mood === 'gateway') return { status: 502, body: 'bad gateway' };
  const service = url.pathname === '/cgi-bin/webhook/send' ? wecom : url.pathname === '/robot/send' ? dingtalk : feishu;
  return service(request, url, body, mood, now, paces, shown);
}

type Service = (
  request: IncomingMessage,
  url: URL,
  body: Buffer,
  mood: Mood | null,
  now: number,
  paces: Map<string, number[]>,
  shown: Shown[],
) => Answer;

const wecom: Service = (request, url, body, mood, now, paces, shown) => {
  const say = (errcode: number, errmsg: string): Answer => ({ status: 200, body: JSON.stringify({ errcode, errmsg }) });
  if (request.method !== 'POST') return say(43_002, 'require POST method');
  if ([...url.searchParams.keys()].join() !== 'key' || url.searchParams.get('key') !== KEY)
    return say(93_000, 'invalid webhook url');
  if (mood === 'busy') return say(-1, 'system busy');
  if (mood === 'tooFast' || tooFast(paces, 'wecom', now, 20, 60_000)) return say(45_009, 'api freq out of limit');
  const message = jsonOf(request, body);
  if (message === null) return say(47_001, 'data format error');
  if (message.msgtype !== 'markdown') return say(40_008, 'invalid message type');
  const { content } = fieldsOf(message.markdown);
  if (!hasExactly(message, 'msgtype', 'markdown') || typeof content !== 'string' || content === '')
    return say(44_004, 'text content is empty');
  if (Buffer.byteLength(content) > 4_096) return say(40_058, 'markdown.content exceed max length 4096');
  shown.push({ service: 'wecom', text: content, bytes: body.length });
  return say(0, 'ok');
};

const dingtalk: Service = (request, url, body, mood, now, paces, shown) => {
  const say = (errcode: number, errmsg: string): Answer => ({ status: 200, body: JSON.stringify({ errcode, errmsg }) });
  if (request.method !== 'POST') return say(43_002, 'require POST method');
  if (url.searchParams.get('access_token') !== TOKEN) return say(300_005, 'token is not exist');
  const timestamp = url.searchParams.get('timestamp') ?? '';
  // Milliseconds, 13 digits; within an hour.
  if (!/^\d{13}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > HOUR)
    return say(310_000, 'invalid timestamp, more information at the open platform');
  const right = createHmac('sha256', SECRET)
    .update(Buffer.from(`${timestamp}\n${SECRET}`, 'utf8'))
    .digest('base64');
  // In the raw query a plus would be read as a space: the signature must be URL-encoded.
  if (!(request.url ?? '').includes(`sign=${encodeURIComponent(right)}`))
    return say(310_000, 'sign not match, more information at the open platform');
  if (mood === 'busy') return say(-1, 'system busy');
  if (mood === 'tooFast' || tooFast(paces, 'dingtalk', now, 20, 60_000, 600_000))
    return say(130_101, 'send too fast, exceed 20 times per minute');
  const message = jsonOf(request, body);
  if (message === null) return say(400_401, 'json format error');
  if (body.length > 20_000) return say(460_101, 'message too long, exceed 20000 bytes');
  const { title, text } = fieldsOf(message.markdown);
  if (message.msgtype !== 'markdown' || !hasExactly(message, 'msgtype', 'markdown') || typeof text !== 'string')
    return say(400_105, 'unsupported msgtype');
  if (typeof title !== 'string' || title === '') return say(40_035, 'title is required');
  shown.push({ service: 'dingtalk', text, bytes: body.length });
  return say(0, 'ok');
};

const feishu: Service = (request, url, body, mood, now, paces, shown) => {
  const say = (code: number, msg: string): Answer => ({ status: 200, body: JSON.stringify({ code, msg, data: {} }) });
  if (request.method !== 'POST' || url.pathname !== `/open-apis/bot/v2/hook/${HOOK}`)
    return say(19_001, 'param invalid: incoming webhook access token invalid');
  const message = jsonOf(request, body);
  if (message === null) return say(9_499, 'Bad Request');
  const { timestamp, sign } = message;
  // Seconds, 10 digits, as text; within an hour.
  if (typeof timestamp !== 'string' || !/^\d{10}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > HOUR)
    return say(19_021, 'sign match fail or timestamp is not within one hour from current time');
  const right = createHmac('sha256', Buffer.from(`${timestamp}\n${SECRET}`, 'utf8')).digest('base64');
  if (sign !== right) return say(19_021, 'sign match fail or timestamp is not within one hour from current time');
  if (mood === 'busy') return say(-1, 'internal error');
  if (
    mood === 'tooFast' ||
    tooFast(paces, 'feishu', now, 100, 60_000) ||
    tooFast(paces, 'feishu-second', now, 5, 1_000)
  )
    return say(11_232, 'frequency limited psm');
  if (body.length > 20 * 1_024) return say(9_499, 'request body too large');
  if (message.msg_type !== 'interactive' || !hasExactly(message, 'timestamp', 'sign', 'msg_type', 'card'))
    return say(19_002, 'params error, msg_type need');
  const card = fieldsOf(message.card);
  const elements = card.elements;
  const [first] = Array.isArray(elements) ? elements : [];
  const { tag, content } = fieldsOf(first);
  if (tag !== 'markdown' || typeof content !== 'string') return say(11_246, 'card content wrong');
  shown.push({ service: 'feishu', text: content, bytes: body.length });
  return say(0, 'success');
};

/** The body as JSON, if it is valid UTF-8 with the right content type; else `null`. */
function jsonOf(request: IncomingMessage, body: Buffer): Record<string, unknown> | null {
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) return null;
  try {
    return fieldsOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function hasExactly(message: Record<string, unknown>, ...names: readonly string[]): boolean {
  return Object.keys(message).toSorted().join() === names.toSorted().join();
}

/** Counts a message; true where more than `most` came within the window, or the robot is still closed for it. */
function tooFast(
  paces: Map<string, number[]>,
  name: string,
  now: number,
  most: number,
  window: number,
  closedFor = 0,
): boolean {
  const closed = paces.get(`${name}-closed`)?.[0] ?? 0;
  if (now < closed) return true;
  const recent = (paces.get(name) ?? []).filter((at) => now - at < window);
  recent.push(now);
  paces.set(name, recent);
  if (recent.length <= most) return false;
  if (closedFor > 0) paces.set(`${name}-closed`, [now + closedFor]);
  return true;
}
