import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { Refused } from '../../../shared/ports.ts';
import { words } from './words.ts';

/** Channels that are robots of a group. */
export type RobotChannel = Exclude<NotifyChannel, typeof NotifyChannel.mail>;

/** The hosts of each service's robots; an address elsewhere is no robot. */
const HOMES: Readonly<
  Record<RobotChannel, { readonly hosts: readonly string[]; readonly path: RegExp; readonly key: string | null }>
> = {
  [NotifyChannel.wecom]: { hosts: ['qyapi.weixin.qq.com'], path: /^\/cgi-bin\/webhook\/send$/, key: 'key' },
  [NotifyChannel.dingtalk]: { hosts: ['oapi.dingtalk.com'], path: /^\/robot\/send$/, key: 'access_token' },
  [NotifyChannel.feishu]: {
    hosts: ['open.feishu.cn', 'open.larksuite.com'],
    path: /^\/open-apis\/bot\/v2\/hook\/[A-Za-z0-9-]{8,}$/,
    key: null,
  },
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The address of a robot, checked: https at the service's own host, or http on loopback (for tests).
 * @throws Refused, without the address, with which anybody could write into the group
 */
export function robotAddress(channel: RobotChannel, text: string): URL {
  const { hosts, path, key } = HOMES[channel];
  const address = URL.parse(text.trim());
  const refuse = () => new Refused(words.badAddress(channel));
  if (address === null || address.username !== '' || address.password !== '' || address.hash !== '') throw refuse();
  const home = address.protocol === 'https:' && address.port === '' && hosts.includes(address.hostname);
  const local = address.protocol === 'http:' && LOOPBACK.has(address.hostname);
  if (!(home || local) || !path.test(address.pathname)) throw refuse();
  if (key !== null && !/^[A-Za-z0-9_-]{8,}$/.test(address.searchParams.get(key) ?? '')) throw refuse();
  return address;
}
