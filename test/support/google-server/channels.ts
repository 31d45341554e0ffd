import { ApiError, type Workbook } from './model.ts';

/** Channels of Drive: `files.watch` and `channels.stop`. The messages are really sent. */

export interface OpenChannel {
  readonly id: string;
  readonly workbook: string;
  readonly resourceId: string;
  readonly token: string;
  readonly address: string;
  readonly expiration: number;
  /** Number of the last message. */
  messages: number;
}

export interface ChannelDesk {
  open(): readonly OpenChannel[];
  push(workbook: string): Promise<readonly number[]>;
  /** The answer to a request about channels; `null` for any other request. */
  route(workbooks: ReadonlyMap<string, Workbook>, method: string, path: string, body: unknown): unknown;
}

/** The longest time for which Drive watches one file. */
const LONGEST = 24 * 3_600_000;
const KNOWN = new Set(['id', 'token', 'address', 'type', 'expiration']);

export function openChannelDesk(): ChannelDesk {
  const channels = new Map<string, OpenChannel>();
  const alive = (): OpenChannel[] => [...channels.values()].filter(({ expiration }) => expiration > Date.now());
  return {
    open: alive,
    push: (workbook) =>
      Promise.all(alive().flatMap((channel) => (channel.workbook === workbook ? [tell(channel, 'update')] : []))),
    route(workbooks, method, path, body) {
      const watch = /^\/drive\/v3\/files\/([\w-]+)\/watch$/.exec(path);
      if (method === 'POST' && watch)
        return opened(channels, workbooks, watch[1]!, body as Readonly<Record<string, string>>);
      if (method === 'POST' && path === '/drive/v3/channels/stop')
        return stopped(channels, body as Readonly<Record<string, string>>);
      return null;
    },
  };
}

function opened(
  channels: Map<string, OpenChannel>,
  workbooks: ReadonlyMap<string, Workbook>,
  workbook: string,
  body: Readonly<Record<string, string>>,
): unknown {
  const { id = '', token = '', address = '', type, expiration } = body;
  const unknown = Object.keys(body).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) throw new ApiError(400, `Unknown name ${unknown.join()}`);
  const access = workbooks.get(workbook)?.access ?? 'none';
  if (access === 'none') throw new ApiError(404, `File not found: ${workbook}.`, 'notFound');
  if (!/^[\w-]{1,64}$/.test(id) || type !== 'web_hook' || token.length > 256 || !URL.canParse(address))
    throw new ApiError(400, 'not a channel');
  if (channels.has(id)) throw new ApiError(400, `Channel id ${id} not unique`, 'channelIdNotUnique');
  const ends = Math.min(Number(expiration ?? Date.now() + 3_600_000), Date.now() + LONGEST);
  const channel = {
    id,
    workbook,
    resourceId: `resource-of-${workbook}`,
    token,
    address,
    expiration: ends,
    messages: 0,
  };
  channels.set(id, channel);
  // Google sends it at once, whether or not anybody listens.
  void tell(channel, 'sync').catch(() => {});
  return { kind: 'api#channel', id, resourceId: channel.resourceId, expiration: String(ends) };
}

function stopped(
  channels: Map<string, OpenChannel>,
  { id = '', resourceId }: Readonly<Record<string, string>>,
): unknown {
  const channel = channels.get(id);
  if (!channel || channel.resourceId !== resourceId) throw new ApiError(404, `Channel '${id}' not found`, 'notFound');
  channels.delete(id);
  return {};
}

async function tell(channel: OpenChannel, state: 'sync' | 'update'): Promise<number> {
  channel.messages += 1;
  const headers = {
    'x-goog-channel-id': channel.id,
    'x-goog-channel-token': channel.token,
    'x-goog-message-number': String(channel.messages),
    'x-goog-resource-id': channel.resourceId,
    'x-goog-resource-state': state,
  };
  return (await fetch(channel.address, { method: 'POST', headers })).status;
}
