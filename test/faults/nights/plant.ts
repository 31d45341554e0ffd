import type { Way } from '../../support/faulty-files.ts';
import type { FaultyProxy, Fault as StoreFault } from '../../support/faulty-proxy.ts';
import type { Fault as GoogleFault, GoogleServer } from '../../support/google-server/server.ts';

/** What may be disturbed: requests to the store, to Google and to the queue, calls of the file system. */
export const KINDS = ['store', 'google', 'queue', 'files'] as const;
export type Kind = (typeof KINDS)[number];

/** `away`: from this call on nothing of this kind answers any more, until the run has ended. */
export type Disturbance = Way | 'away';

export interface Fault {
  readonly kind: Kind;
  /** 1 = the first call of this kind in the night. */
  readonly number: number;
  readonly way: Disturbance;
}

/** What kind of call it is for the person who reads the counts. */
export const SORTS = ['store', 'read', 'write', 'queue', 'Drive'] as const;
export type Sort = (typeof SORTS)[number];

export function sortOf(kind: Kind, call: string): Sort {
  if (kind === 'store' || kind === 'queue') return kind;
  if (call.includes('/drive/')) return 'Drive';
  return LOOKS.test(call) ? 'read' : 'write';
}

/** What only looks has no effect that could come before or after the fault. */
const LOOKS =
  /^(?:GET|GetItem|BatchGetItem|Query|Select|DescribeTable|(?:file\.)?(?:stat|lstat|realpath|readdir|read|readFile)$)/;
const OF_LOOKS: readonly Disturbance[] = ['kill-before', 'fail-before'];
const OF_WRITES: readonly Disturbance[] = ['kill-before', 'kill-after', 'fail-before', 'fail-after'];

export function waysOf(kind: Kind, call: string): readonly Disturbance[] {
  const ways = LOOKS.test(call) ? OF_LOOKS : OF_WRITES;
  return kind === 'files' ? ways : [...ways, 'away'];
}

/** Calls of Google since the last plan, without the ids of workbooks. */
export function googleCalls(server: GoogleServer | null): readonly string[] {
  return (server?.log ?? []).map(({ method, path }) => `${method} ${path.replace(/sheet-\w+/, '')}`);
}

/** What a fault may befall. */
export interface Victims {
  /** Before the store; `null` where it is embedded, and disturbed from within. */
  readonly store: FaultyProxy | null;
  /** Before the queue; `null` where there is none. */
  readonly queue: FaultyProxy | null;
  readonly google: GoogleServer | null;
  /** Kills the process that runs now. */
  kill(): void;
}

/** Numbers calls from 1 again, one of which the fault befalls; gives whether it has. */
export function plant(victims: Victims, fault: Fault | null): () => boolean {
  let struck = false;
  const when = <Plan>(kind: Kind, planOf: (own: Fault, now: number, victims: Victims) => Plan | null) => {
    return ({ number }: { readonly number: number }): Plan | null => {
      if (fault?.kind !== kind) return null;
      struck ||= number >= fault.number;
      return planOf(fault, number, victims);
    };
  };
  victims.store?.plan(when('store', storeFault));
  victims.queue?.plan(when('queue', storeFault));
  victims.google?.plan(when('google', googleFault));
  return () => struck;
}

/** Milliseconds in which the store carries out what was sent; a process that dies within them sees no answer. */
const CARRIED_OUT = 15;

function storeFault({ number, way }: Fault, now: number, victims: Victims): StoreFault | null {
  if (now < number || (now > number && !isLasting(way))) return null;
  if (way === 'away') return 'cut-before';
  if (now > number) return 'hang';
  if (way === 'kill-before') victims.kill();
  if (way === 'kill-after') setTimeout(() => victims.kill(), CARRIED_OUT);
  return storeFaults(way)[number % 3]!;
}

/** Nothing more gets through after a kill: the process may have other calls under way. */
function isLasting(way: Disturbance): boolean {
  return way === 'away' || way.startsWith('kill');
}

function storeFaults(way: Way): readonly StoreFault[] {
  const broken = { status: 500, type: 'InternalServerError' };
  const busy = { status: 400, type: 'ThrottlingException' };
  if (way === 'fail-before') return ['cut-before', broken, busy];
  if (way === 'fail-after') return ['cut-after', { ...broken, applied: true }, 'cut-after'];
  return way === 'kill-before' ? ['hang', 'hang', 'hang'] : ['cut-after', 'cut-after', 'cut-after'];
}

function googleFault({ number, way }: Fault, now: number, victims: Victims): GoogleFault | null {
  if (now < number || (now > number && !isLasting(way))) return null;
  if (way === 'away') return 503;
  if (now > number) return 'cut-before';
  if (way.startsWith('kill')) setTimeout(() => victims.kill(), way === 'kill-before' ? 0 : CARRIED_OUT);
  return googleFaults(way)[number % 3]!;
}

function googleFaults(way: Way): readonly GoogleFault[] {
  if (way === 'fail-before') return ['cut-before', 503, 429];
  if (way === 'fail-after') return ['cut-after', 'timeout', 'half'];
  return way === 'kill-before' ? ['cut-before', 'cut-before', 'cut-before'] : ['timeout', 'timeout', 'timeout'];
}
