import { createHash, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';

/** A message that waits in the queue. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly group: string;
  readonly sentAt: number;
}

/** A message as a function receives it. */
export interface Batch {
  readonly Records: readonly { readonly messageId: string }[];
}

/** How often a message is delivered before it goes to the dead-letter queue, which the stand-in drops. */
const RECEIVES = 4;

export interface QueueServer {
  /** Address of the queue. */
  readonly url: string;
  /** Messages in order of arrival, without repetitions. */
  readonly messages: readonly QueuedMessage[];
  /** Statuses for the next requests, one each, as from a service that is down. */
  fail(...statuses: number[]): void;
  /** Takes all waiting messages as a function receives them. */
  batch(): Batch;
  /**
   * The message that has waited longest, alone, as the service hands it to a worker; `null` = none waits. It comes again,
   * as after its visibility has passed, until it is deleted, or has come four times.
   */
  receive(): Batch | null;
  /** Deletes a message, as the service does with one that was processed. */
  delete(messageId: string): void;
  close(): Promise<void>;
}

const sendMessage = z.strictObject({
  QueueUrl: z.string(),
  MessageBody: z.string().min(1).max(262_144),
  MessageGroupId: z.string().regex(/^[\w!-~]{1,128}$/),
  MessageDeduplicationId: z.string().regex(/^[\w!-~]{1,128}$/),
});

const QUEUE = '/000000000000/changes.fifo';

/** A strict stand-in for one FIFO queue on a free loopback port: the part of the JSON protocol of SQS that we use. */
export async function openQueueServer(): Promise<QueueServer> {
  let messages: QueuedMessage[] = [];
  const received = new Map<string, number>();
  const known = new Map<string, string>();
  const planned: number[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const answer = (status: number, body: object): void => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
      };
      const status = planned.shift();
      if (status !== undefined) return answer(status, { __type: 'com.amazonaws.sqs#ServiceUnavailable' });
      if (!/^AWS4-HMAC-SHA256 Credential=/.test(request.headers.authorization ?? ''))
        return answer(403, { __type: 'com.amazonaws.sqs#AccessDeniedException' });
      const input = sendMessage.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')));
      const target = request.headers['x-amz-target'];
      if (target !== 'AmazonSQS.SendMessage' || !input.success || !input.data.QueueUrl.endsWith(QUEUE))
        return answer(400, { __type: 'com.amazonaws.sqs#InvalidParameterValue', message: String(input.error) });
      const { MessageBody: body, MessageGroupId: group, MessageDeduplicationId: twin } = input.data;
      const messageId = known.get(twin) ?? randomUUID();
      if (!known.has(twin)) messages.push({ messageId, body, group, sentAt: Date.now() });
      known.set(twin, messageId);
      answer(200, { MessageId: messageId, MD5OfMessageBody: createHash('md5').update(body).digest('hex') });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${QUEUE}`;
  return {
    url,
    get messages() {
      return messages;
    },
    fail: (...statuses) => void planned.push(...statuses),
    batch() {
      const Records = messages.map(recordOf);
      messages = [];
      return { Records };
    },
    receive() {
      messages = messages.filter(({ messageId }) => received.get(messageId) !== RECEIVES);
      const [first] = messages;
      if (first === undefined) return null;
      received.set(first.messageId, (received.get(first.messageId) ?? 0) + 1);
      return { Records: [recordOf(first)] };
    },
    delete(messageId) {
      messages = messages.filter((message) => message.messageId !== messageId);
    },
    close: () => closed(server),
  };
}

function recordOf({ messageId, body, group, sentAt }: QueuedMessage) {
  return { messageId, body, attributes: { SentTimestamp: String(sentAt), MessageGroupId: group } };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
