import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { openMessages } from '../../../functions/adapters/notify/messages.ts';
import { NO_SECRETS, parseSecrets } from '../../../functions/adapters/notify/secrets.ts';
import type { MessageText } from '../../../shared/digest/message.ts';
import { NotifyChannel } from '../../../shared/domain/vocabulary.ts';
import { AnswerUnknown, Refused, TryLater } from '../../../shared/ports.ts';
import { decodedMail } from '../../support/decoded-mail.ts';

const message: MessageText = {
  title: '党团班协同 7月15日：计算机学院',
  head: [{ kind: 'heading', text: '计算机学院：错误 16 <b>' }],
  items: [{ kind: 'item', text: '10月31日（还有 7 天）：交工作计划' }],
  tail: [{ kind: 'link', text: '打开“计算机学院.xlsx”', address: 'https://docs.google.com/x' }],
  more: String,
};

const open: SMTPServer[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A mail server that somebody else wrote (smtp-server), on loopback. */
async function mailServer(options: SMTPServerOptions): Promise<{ port: number; mails: string[] }> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) =>
      void textOf(stream).then((mail) => {
        mails.push(mail);
        done();
      }),
    ...options,
  });
  // A client that goes away is no fault of the server.
  server.on('error', () => {});
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { port: (server.server.address() as AddressInfo).port, mails };
}

const send = (port: number, address = 'jsj@example.edu.cn') =>
  openMessages(
    {
      ...NO_SECRETS,
      mail: {
        host: '127.0.0.1',
        port,
        secure: false,
        user: 'xietong',
        password: 'geheim',
        from: 'xietong@example.edu.cn',
      },
    },
    Date.now,
  ).send({ channel: NotifyChannel.mail, address, secretOf: 'JSJ', id: 'outbox.2026-07-15.a', text: message });
const failure = async (sent: Promise<void>): Promise<Error> =>
  sent.then(
    () => new Error('was sent'),
    (error: Error) => error,
  );

describe('a mail', () => {
  it('reaches a server with its subject, its plain text and its page', async () => {
    const users: string[] = [];
    const { port, mails } = await mailServer({
      onAuth: ({ username, password }, _session, done) => {
        users.push(`${username}:${password}`);
        done(null, { user: username ?? '' });
      },
    });
    await send(port);
    const [mail = ''] = mails;
    expect(users).toEqual(['xietong:geheim']);
    expect(mail).toContain('To: jsj@example.edu.cn');
    expect(mail).toContain('Auto-Submitted: auto-generated');
    expect(mail).toContain('Message-ID: <outbox.2026-07-15.a@example.edu.cn>');
    const parts = decodedMail(mail);
    expect(parts).toContain('计算机学院：错误 16 <b>');
    expect(parts).toContain('<h3>计算机学院：错误 16 &lt;b&gt;</h3>');
    expect(parts).toContain('<a href="https://docs.google.com/x">打开“计算机学院.xlsx”</a>');
  });

  it('that the server refuses for good is refused', async () => {
    const { port } = await mailServer({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error('no such user'), { responseCode: 550 })),
      onAuth: (_auth, _session, done) => done(null, { user: 'x' }),
    });
    expect(await failure(send(port))).toEqual(new Refused('邮件没有接收消息（代码 550）。'));
  });

  it('that the server has no time for is tried later', async () => {
    const { port } = await mailServer({
      onMailFrom: (_from, _session, done) => done(Object.assign(new Error('greylisted'), { responseCode: 451 })),
      onAuth: (_auth, _session, done) => done(null, { user: 'x' }),
    });
    expect(await failure(send(port))).toEqual(new TryLater('邮件暂时不可用，稍后再试。', 900));
  });

  it('of which nobody knows whether it arrived is in doubt', async () => {
    const sockets: Socket[] = [];
    const { port } = await mailServer({
      onAuth: (_auth, _session, done) => done(null, { user: 'x' }),
      // All of the mail is there; the answer is not.
      onData: (stream) =>
        void textOf(stream).then(() => {
          for (const socket of sockets) socket.destroy();
        }),
    });
    open[0]?.server.on('connection', (socket: Socket) => void sockets.push(socket));
    expect(await failure(send(port))).toEqual(new AnswerUnknown('邮件没有回音，不知道消息是否已经送达。'));
  });

  it('for which no server is there has certainly not arrived', async () => {
    const { port } = await mailServer({});
    open.pop()?.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await failure(send(port))).toEqual(new TryLater('连不上邮件，稍后再试。', 900));
  });

  it('to what is no mailbox, or without a server, is refused', async () => {
    expect(await failure(send(1, '计算机学院'))).toEqual(new Refused('通知地址不是邮箱，请在学院登记里改正。'));
    const none = openMessages(NO_SECRETS, Date.now).send({
      channel: NotifyChannel.mail,
      address: 'a@b.cn',
      secretOf: 'JSJ',
      id: 'x',
      text: message,
    });
    expect(await failure(none)).toEqual(
      new Refused('没有设置发信服务器，请在 XIETONG_NOTIFY_SECRETS 的“邮件”里填写。'),
    );
  });
});

describe('secrets', () => {
  it('are robots’ keys by 学院编号 and a mail server', () => {
    const { robots, mail } =
      parseSecrets('{"JSJ":"SEC1","校级":"SEC2","邮件":{"host":"smtp.example.edu.cn","from":"x@example.edu.cn"}}') ??
      NO_SECRETS;
    expect([...robots]).toEqual([
      ['JSJ', 'SEC1'],
      ['校级', 'SEC2'],
    ]);
    expect(mail).toEqual({ host: 'smtp.example.edu.cn', port: 587, secure: false, from: 'x@example.edu.cn' });
  });

  it.each([
    '',
    'nonsense',
    '[]',
    '{"JSJ":1}',
    '{"JSJ":""}',
    '{"邮件":{"host":"x"}}',
    '{"邮件":{"host":"x","from":"a@b.cn","pass":"x"}}',
  ])('of another shape are none: %s', (text) => {
    expect(parseSecrets(text)).toBeNull();
  });
});
