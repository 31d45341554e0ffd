import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { robotAddress } from '../../../functions/adapters/notify/address.ts';
import { dingtalkSignature } from '../../../functions/adapters/notify/dingtalk.ts';
import { feishuSignature } from '../../../functions/adapters/notify/feishu.ts';
import { openMessages } from '../../../functions/adapters/notify/messages.ts';
import { NO_SECRETS } from '../../../functions/adapters/notify/secrets.ts';
import type { MessageLine, MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import { type Mood, type Robots, startRobots } from '../../support/robots/robots.ts';
import { findTool, notRun } from '../../support/tools.ts';

const CHANNELS = [
  [NotifyChannel.wecom, 'wecom'],
  [NotifyChannel.dingtalk, 'dingtalk'],
  [NotifyChannel.feishu, 'feishu'],
] as const;

const item = (text: string): MessageLine => ({ kind: 'item', text });
const message = (given: Partial<MessageText> = {}): MessageText => ({
  title: '党团班协同 7月15日：计算机学院',
  head: [{ kind: 'heading', text: '计算机学院：错误 16，警告 8，提示 3' }],
  items: [item('10月31日（还有 7 天）：交工作计划，共 3 项')],
  tail: [{ kind: 'link', text: '打开“计算机学院.xlsx”', address: 'https://docs.google.com/x#gid=1' }],
  more: (count) => `还有 ${count} 条，请看台账。`,
  ...given,
});

/** A port on which nobody listens any more. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

let robots: Robots;
let clock = Date.now();
beforeAll(async () => {
  robots = await startRobots();
  robots.now = () => clock;
});
afterAll(() => robots.close());
beforeEach(() => {
  // An hour later the pace of the test before is forgotten.
  clock += 3_600_000;
});

const messages = (secret: string | null = robots.secret) =>
  openMessages({ ...NO_SECRETS, robots: new Map(secret === null ? [] : [['JSJ', secret]]) }, () => clock);
const send = (channel: NotifyChannel, address: string, text = message(), secret: string | null = robots.secret) =>
  messages(secret).send({ channel, address, secretOf: 'JSJ', id: 'outbox.2026-07-15.a', text });
const failure = async (sent: Promise<void>): Promise<Error> =>
  sent.then(
    () => new Error('was sent'),
    (error: Error) => error,
  );

describe.each(CHANNELS)('a robot of %s', (channel, service) => {
  it('shows the message whole', async () => {
    await send(channel, robots[service]);
    const shown = robots.shown.at(-1);
    expect(shown?.service).toBe(service);
    expect(shown?.text).toContain('计算机学院：错误 16，警告 8，提示 3');
    expect(shown?.text).toContain('[打开“计算机学院.xlsx”](https://docs.google.com/x#gid=1)');
  });

  it('is never called with more than it takes: items go from the end, and their number is said', async () => {
    const items = Array.from({ length: 3_000 }, (_, at) => item(`第 ${at + 1} 条：${'学'.repeat(30)}`));
    await send(channel, robots[service], message({ items }));
    const text = robots.shown.at(-1)?.text ?? '';
    const shown = [...text.matchAll(/第 (\d+) 条/g)].map(([, at]) => Number(at));
    expect(shown).toEqual(Array.from({ length: shown.length }, (_, at) => at + 1));
    expect(shown.length).toBeGreaterThan(10);
    expect(text).toContain(`还有 ${3_000 - shown.length} 条，请看台账。`);
    expect(text).toContain('打开“计算机学院.xlsx”');
  });

  it('calls nobody and links nowhere for what a user typed', async () => {
    const typed = '<@all> @所有人 [点我](https://x) <at id=all></at> **粗** `码` # 题\n换行';
    await send(channel, robots[service], message({ items: [item(typed)] }));
    const text = robots.shown.at(-1)?.text ?? '';
    expect(text).toContain(
      '＜＠all＞ ＠所有人 ［点我］（https://x） ＜at id=all＞＜/at＞ ＊＊粗＊＊ ｀码｀ ＃ 题 换行',
    );
  });

  it.each<[Mood, string, new (text: string) => Error]>([
    ['tooFast', `${channel}说消息太密，稍后再试。`, TryLater],
    ['busy', `${channel}没有回音，不知道消息是否已经送达。`, AnswerUnknown],
    ['drop', `${channel}没有回音，不知道消息是否已经送达。`, AnswerUnknown],
    ['half', `${channel}没有回音，不知道消息是否已经送达。`, AnswerUnknown],
    ['html', `${channel}没有回音，不知道消息是否已经送达。`, AnswerUnknown],
    ['gateway', `${channel}没有回音，不知道消息是否已经送达。`, AnswerUnknown],
    ['redirect', `${channel}的地址转到了别处，为安全起见没有跟随。`, Refused],
  ])('that is %s is told apart: %s', async (mood, words, kind) => {
    robots.mood(mood);
    const error = await failure(send(channel, robots[service]));
    expect([error.constructor, error.message]).toEqual([kind, words]);
  });

  it('that cannot be reached has certainly not got it', async () => {
    const address = robots[service].replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${await closedPort()}`);
    const error = await failure(send(channel, address));
    expect([error.constructor, error.message]).toEqual([TryLater, `连不上${channel}，稍后再试。`]);
  });

  it('that is gone, or whose address is cut, is refused with what to do', async () => {
    const gone = robots[service]
      .replace('693a91f6', '00000000')
      .replace('ff6cd7', '000000')
      .replace('f4ac0b88', '00000000');
    const error = await failure(send(channel, gone));
    expect([error.constructor, error.message]).toEqual([
      Refused,
      `${channel}的机器人已被移除或地址已失效，请重新添加机器人并更新通知地址。`,
    ]);
  });

  it('lives at its own host only', () => {
    for (const wrong of [
      'https://example.com/cgi-bin/webhook/send?key=693a91f6-7aaa',
      robots[service].replace('127.0.0.1', '10.0.0.1'),
      robots[service].replace('http:', 'ftp:'),
      robots[service].replace('http://', 'http://user:pass@'),
      'https://qyapi.weixin.qq.com.example.com/cgi-bin/webhook/send?key=693a91f6-7aaa',
      'nonsense',
      '',
    ])
      expect(() => robotAddress(channel, wrong), wrong).toThrow(
        new Refused(`${channel}的通知地址不是该服务的机器人地址，请在学院登记里重新粘贴。`),
      );
  });
});

describe('signatures', () => {
  it('with a wrong key are refused with where to look', async () => {
    const wrong = await failure(send(NotifyChannel.dingtalk, robots.dingtalk, message(), 'SECwrong'));
    expect(wrong).toEqual(new Refused('钉钉不认签名，请核对 XIETONG_NOTIFY_SECRETS 里的签名密钥和本机时间。'));
    const none = await failure(send(NotifyChannel.feishu, robots.feishu, message(), null));
    expect(none).toEqual(
      new Refused('飞书的机器人要求签名，但没有找到签名密钥，请在 XIETONG_NOTIFY_SECRETS 里按学院编号填写。'),
    );
  });

  it('are those that the services’ own samples (in Python) compute', ({ skip }) => {
    const python = findTool('python3');
    if (python === null) return skip(notRun('python3', 'apt-get install python3'));
    const script = `
import hmac, hashlib, base64, urllib.parse
ms, s, secret = '1767225600123', '1767225600', 'SEC一+/=密'
ding = hmac.new(secret.encode('utf-8'), '{}\\n{}'.format(ms, secret).encode('utf-8'), digestmod=hashlib.sha256).digest()
fei = hmac.new('{}\\n{}'.format(s, secret).encode('utf-8'), digestmod=hashlib.sha256).digest()
print(urllib.parse.quote_plus(base64.b64encode(ding)))
print(base64.b64encode(fei).decode('utf-8'))`;
    const [ding, fei] = spawnSync(python, ['-c', script], { encoding: 'utf8' }).stdout.split('\n');
    const secret = 'SEC一+/=密';
    expect(encodeURIComponent(dingtalkSignature(secret, 1_767_225_600_123).sign)).toBe(ding);
    expect(feishuSignature(secret, 1_767_225_600).sign).toBe(fei);
  });
});

describe('pace', () => {
  it('of 钉钉 closes a robot for ten minutes after twenty messages a minute, and the sender waits longer than that', async () => {
    for (let count = 0; count < 20; count++) await send(NotifyChannel.dingtalk, robots.dingtalk);
    const error = await failure(send(NotifyChannel.dingtalk, robots.dingtalk));
    expect(error).toEqual(new TryLater('钉钉说消息太密，稍后再试。', 660));
    clock += 660_000;
    await send(NotifyChannel.dingtalk, robots.dingtalk);
  });
});
