import { NotifyChannel } from '../domain/vocabulary.ts';

/** Where digests go: one robot or mailbox, and the colleges it stands for. */
export interface DigestGroup {
  readonly channel: NotifyChannel;
  readonly address: string;
  /** 学院编号; `SCHOOL_OFFICE` for the school office. The first one's signing key is used. */
  readonly members: readonly string[];
}

/** A receiver as the school workbook names it. */
export interface Receiver {
  readonly member: string;
  readonly channels: readonly NotifyChannel[];
  readonly addresses: readonly string[];
}

/** The pattern by which the addresses of a channel are recognized. */
const LOOKS: Readonly<Record<NotifyChannel, RegExp>> = {
  [NotifyChannel.wecom]: /^https:\/\/qyapi\.weixin\.qq\.com\//,
  [NotifyChannel.dingtalk]: /^https:\/\/oapi\.dingtalk\.com\//,
  [NotifyChannel.feishu]: /^https:\/\/open\.(feishu\.cn|larksuite\.com)\//,
  [NotifyChannel.mail]: /^[^\s@/]+@[^\s@/]+$/,
};

/**
 * Who gets which message: colleges that share a robot or a mailbox share a message, so no group gets two a day. An
 * address goes to the channel whose pattern it matches; one that matches none (a test's, on loopback) is assigned by
 * its place in the list.
 */
export function groupsOf(receivers: readonly Receiver[]): readonly DigestGroup[] {
  const groups = new Map<string, { channel: NotifyChannel; address: string; members: string[] }>();
  for (const { member, channels, addresses } of receivers) {
    for (const [at, channel] of channels.entries()) {
      const address = addresses.find((one) => channelOf(one) === channel) ?? unknownAt(addresses, channels, at);
      if (address === undefined) continue;
      const key = `${channel}\n${address}`;
      const group = groups.get(key) ?? { channel, address, members: [] };
      group.members.push(member);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

/** The channel whose pattern an address matches; `null` if it matches none. */
export function channelOf(address: string): NotifyChannel | null {
  return Object.values(NotifyChannel).find((channel) => LOOKS[channel].test(address.trim())) ?? null;
}

function unknownAt(addresses: readonly string[], channels: readonly NotifyChannel[], at: number): string | undefined {
  const address = addresses.length === 1 && channels.length === 1 ? addresses[0] : addresses[at];
  return address !== undefined && channelOf(address) === null ? address : undefined;
}
