import type { MessageLine, MessageText } from '../../shared/digest/message.ts';
import { formatDay } from '../../shared/domain/calendar.ts';
import { digestsOf } from '../../shared/run/digest-day.ts';
import { composeDigests, type DigestOutcome, sendDigests } from '../../shared/run/send-digests.ts';
import { moments } from '../clock.ts';
import type { Environment } from '../env.ts';
import { messagesOf } from '../open-messages.ts';
import { readPlace } from '../school-place.ts';
import { openStore } from '../wiring.ts';
import { asOfDay, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';

export interface NotifyOptions extends CommonOptions {
  readonly dryRun?: boolean;
}

/** `notify PLACE`: sends today's digests to the groups and mailboxes that the school workbook names, each at most once. */
export async function notifyCommand(
  argument: string,
  options: NotifyOptions,
  environment: Environment,
): Promise<ExitCode> {
  const place = readPlace(argument, environment);
  const dryRun = options.dryRun === true;
  const messages = messagesOf(environment);
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: dryRun });
  try {
    const day = await digestsOf({ store }, asOfDay(options));
    const outcomes: readonly DigestOutcome[] = dryRun
      ? (await composeDigests(store.runs, day)).map(({ group, text }) => ({
          group,
          text,
          status: 'nothing',
          error: null,
        }))
      : await sendDigests({ runs: store.runs, messages, clock: moments }, day);
    if (options.json !== undefined)
      writeJson(options.json, {
        schema: 'xietong/notify/1',
        day: formatDay(day.today),
        dryRun,
        groups: outcomes.map(({ group: { channel, members }, text, status, error }) => ({
          channel,
          members,
          status: dryRun ? (text === null ? 'nothing' : 'would send') : status,
          error,
        })),
      });
    say(options, outcomes.length === 0 ? NOBODY : outcomes.map((one) => told(one, dryRun)).join('\n\n'));
    return outcomes.some(({ status }) => FAILED.has(status)) ? ExitCode.someFailed : ExitCode.done;
  } finally {
    await close();
  }
}

const NOBODY =
  '没有设置通知：请在校级总表“学院登记”里填写通知方式和通知地址，或在“考核参数”里填写校级通知方式和地址，再运行一次 audit。';

const FAILED: ReadonlySet<DigestOutcome['status']> = new Set(['refused', 'unknown', 'given up', 'later']);

const STATUS: Readonly<Record<DigestOutcome['status'], string>> = {
  nothing: '今天没有要说的，不发',
  sent: '已发送',
  already: '今天已经发过，不重复发送',
  elsewhere: '另一个进程正在发送',
  later: '没有发出，稍后再试',
  refused: '没有发出',
  unknown: '不知道是否送达，下一次会注明可能重复',
  'given up': '多次没有回音，今天不再发送',
};

/** One group's message; the address of a robot is a secret, and sentences about people are for the group only. */
function told({ group: { channel, members }, text, status, error }: DigestOutcome, dryRun: boolean): string {
  const head = `${channel} → ${members.join('、')}`;
  if (!dryRun) return `${head}：${STATUS[status]}${error === null ? '' : `。${error}`}`;
  return text === null ? `${head}：${STATUS.nothing}` : `${head}：将会发送\n${linesOf(text).join('\n')}`;
}

function linesOf({ title, head, items, tail }: MessageText): readonly string[] {
  const lines = [...head, ...items, ...tail];
  const personal = lines.filter(({ isPersonal }) => isPersonal === true).length;
  return [
    title,
    ...lines.filter(({ isPersonal }) => isPersonal !== true).map(lineOf),
    ...(personal === 0 ? [] : [`（另有 ${personal} 条问题，可能写有姓名，只发到群里）`]),
  ].map((line) => `  ${line}`);
}

function lineOf(line: MessageLine): string {
  return line.kind === 'item' ? `· ${line.text}` : line.text;
}
