import type { MessageText } from './digest/message.ts';
import type { AcademicYear, CalendarDay } from './domain/calendar.ts';
import type { AccountManifest, Balance, Entry, Settlement } from './domain/position.ts';
import type { NotifyChannel } from './domain/vocabulary.ts';
import type { WorkbookImage } from './sheet/image.ts';
import type { RawTab, RawWorkbook } from './sheet/raw.ts';

/** What became of an image that was to be written. */
export interface PublishOutcome {
  /** `locked`: somebody has the file open, nothing was written, the next run tries again. */
  readonly status: 'written' | 'unchanged' | 'locked';
  /** The workbook's version after the call. */
  readonly version: string;
  /** How `versions` names what was written, while nobody changes it; where the place can say so. */
  readonly label?: string;
  /** Version, as `read` names it, of the state that this was planned from. */
  readonly plannedFrom?: string;
  /** That state itself, where it is at hand. */
  readonly reading?: () => RawWorkbook;
  /** The output tabs as they were written, read back, where they are at hand. */
  readonly outputs?: () => readonly RawTab[];
  /** Texts of user columns whose key stands in the new tab no more, by output tab and key, so that nothing is lost. */
  readonly orphanNotes: readonly OrphanNotes[];
  /** Requests (or file reads and writes) that the call took. */
  readonly requests: { readonly read: number; readonly write: number };
}

/** Keeps what users had typed at rows that go; twice is as good as once. */
export type KeepNotes = (notes: readonly OrphanNotes[]) => Promise<void>;

export interface OrphanNotes {
  readonly tab: string;
  readonly key: string;
  /** Heading of the user column -> what the user typed. */
  readonly notes: Readonly<Record<string, string>>;
}

/** A cell of an input tab and what is to stand in it. */
export interface CellChange {
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  /** `null` empties the cell. A text stays a text, whatever it looks like. */
  readonly value: string | number | boolean | null;
  /** The number is a day: a cell that does not show days is made to. */
  readonly isDay: boolean;
}

/** Changes of one input tab, made all together or not at all. */
export interface TabChange {
  readonly title: string;
  /** The tab as it was read when the changes were planned: where other cells stand now, nothing is written. */
  readonly rows: RawTab['rows'];
  /** Zero-based row whose looks a row gets that is added below it; `null`: there is none yet. */
  readonly looksOf: number | null;
  readonly changes: readonly CellChange[];
}

/** A workbook as whoever wants to write its cells must know it. */
export interface CellsReading {
  readonly raw: RawWorkbook;
  /** `row,column` (zero-based) of the cells of a tab that hold a formula, or what only its program can write. */
  readonly computed: (title: string) => ReadonlySet<string>;
}

/** Writes cells of input tabs: for `import` alone, at the word of a person. */
export interface CellWriter {
  read(id: string): Promise<CellsReading>;
  /** `changed`: other cells stand in the tab than were read; `locked`: a person has the file open. Nothing was written then. */
  write(id: string, change: TabChange): Promise<'written' | 'changed' | 'locked'>;
}

/** A tab or a cell as addresses name it. */
export interface SheetPlace {
  /** As `RawTab.sheet`. */
  readonly sheet: number;
  /** `B12`; `null`: the tab. */
  readonly cell: string | null;
}

/** Workbooks by id (a file name beside the school workbook, or a Google spreadsheet id). */
export interface Workbooks {
  /**
   * One read. Throws `TryLater` or `Refused`, never anything else for what a workbook may contain.
   * @param wants which tabs' cells are needed, by title, the software's own also by their key: others may come without cells
   */
  read(id: string, wants?: (title: string, output?: string) => boolean): Promise<RawWorkbook>;
  /**
   * As `read`, but `null` where the workbook still is in that version. Only in places where this is found out without
   * opening it.
   */
  readUnless?(
    id: string,
    version: string,
    wants?: (title: string, output?: string) => boolean,
  ): Promise<RawWorkbook | null>;
  /**
   * What tells two names of one workbook from two workbooks, where a workbook can have several names (a file with and
   * without its extension, or linked); `null` where there is none. Never throws for what a name may be.
   */
  identity?(id: string): Promise<string | null>;
  /**
   * One atomic write of all output tabs and notes, left out when nothing would change. Throws `TryLater` or `Refused`.
   * @param keep is given the texts that the write is going to take away, before it does: a death after it loses none
   * @param shownIn a version in which the workbook is known to show this image: while it still is in it, a place may leave
   * out comparing
   */
  publish(id: string, image: WorkbookImage, keep?: KeepNotes, shownIn?: string): Promise<PublishOutcome>;
  /**
   * A text for every workbook that moves some time after anybody has done anything to it: in one call it tells which may
   * be other than at the last look. Remote places only. May throw anything: who asks asks again.
   */
  versions?(): Promise<ReadonlyMap<string, string>>;
  /**
   * Whether a workbook stands as `read` or `publish` has given it under this version: nobody has changed anything in it
   * since. One request as a rule. Throws `TryLater` or `Refused`.
   */
  isStill?(id: string, version: string): Promise<boolean>;
  /** The address at which people open a workbook, or a place in it; `null` for what is no id; places without addresses leave it out. */
  addressOf?(id: string, place?: SheetPlace | null): string | null;
  /** Requests for a workbook that were really sent since the port was opened, repetitions included; remote places only. */
  sent?(id: string): { readonly read: number; readonly write: number };
  /** Where input cells can be written. */
  readonly cells?: CellWriter;
}

/** The bytes of a workbook's file in one state. */
export interface StoredFile<Version> {
  readonly bytes: Uint8Array;
  /** What tells this state from any other: a stamp, an ETag. */
  readonly version: Version;
  /** The state as `versions` names it; without one the hash of the bytes stands for it. */
  readonly label?: string;
  /** Set while a person has the file open: it is read, but not written. */
  readonly isOpen?: boolean;
}

/** `changed`: the file is not in that state any more; `locked`: a person has opened it. Nothing was written in both cases. */
export interface ReplaceOutcome {
  /** `unknown`: the answer was lost; whether it was written shows the next reading. */
  readonly status: 'replaced' | 'changed' | 'locked' | 'unknown';
  /** As `StoredFile.label`, of what was written. */
  readonly label?: string;
  /** Within the second of the write the label may name another state too: a reading in that second gives none. */
  readonly isProvisional?: boolean;
}

/** Where .xlsx files lie: a folder, a campus disk, a bucket. It stores bytes and knows nothing of what is in them. */
export interface WorkbookFiles<Version> {
  /** Throws `TryLater` or `Refused`; the name of the file is put in front by whoever asks. */
  read(id: string, purpose: 'read' | 'publish'): Promise<StoredFile<Version>>;
  /** Puts new contents in the place of the file, all or nothing, only if it still is in that state. */
  replace(id: string, chunks: readonly Uint8Array[], ifVersion: Version): Promise<ReplaceOutcome>;
  /** As `Workbooks.identity`. */
  identity?(id: string): Promise<string | null>;
  /** As `Workbooks.versions`. */
  versions?(): Promise<ReadonlyMap<string, string>>;
  /** As `Workbooks.sent`. */
  sent?(id: string): { readonly read: number; readonly write: number };
}

/** A channel on which Drive says that a workbook has changed. */
export interface Channel {
  readonly id: string;
  /** Drive's own name of what is watched. */
  readonly resource: string;
}

/** Channels, opened and stopped. Both throw `TryLater` or `Refused`. */
export interface Channels {
  /** Opens a channel from a workbook to an address; gives when it ends (ISO 8601) and the SHA-256 of its secret token. */
  open(workbook: string, address: string): Promise<Channel & { readonly hash: string; readonly expiresAt: string }>;
  /** Stops a channel; one that has ended by itself is stopped already. */
  stop(channel: Channel): Promise<void>;
}

/** Milliseconds that whoever asks still has; no call may wait longer. */
export type TimeLeft = () => number;

/** The outside world is busy or away; `after` seconds may help. */
export class TryLater extends Error {
  readonly after: number | null;
  constructor(message: string, after: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TryLater';
    this.after = after;
  }
}

/** The outside world said no, for good: the message names the thing, what is wrong and who has to do what. */
export class Refused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refused';
  }
}

/** A newer reading has been settled already; the older one changes nothing. */
export class StaleReading extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StaleReading';
  }
}

/** A message was handed over and no answer came back: it may have arrived, or not. */
export class AnswerUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AnswerUnknown';
  }
}

/** One message to one group or mailbox. */
export interface Message {
  readonly channel: NotifyChannel;
  /** Address of the group's robot, or a mailbox. A robot's address is a secret: it is never logged or shown. */
  readonly address: string;
  /** 学院编号 under which the robot's signing key is kept. */
  readonly secretOf: string;
  /** The same for every attempt at one message. */
  readonly id: string;
  readonly text: MessageText;
}

/** Groups and mailboxes. */
export interface Messages {
  /** Looks at address and settings without sending. Throws `Refused`. */
  check(message: Pick<Message, 'channel' | 'address' | 'secretOf'>): void;
  /**
   * Sends once. Throws `TryLater` where it certainly did not arrive, `Refused` where it never will, `AnswerUnknown` where
   * nobody knows.
   */
  send(message: Message): Promise<void>;
}

/** What is put into a bucket for people to look at with a browser. */
export interface PageBucket {
  /** The text of an object; `null` where there is none. Throws `TryLater` or `Refused`. */
  read(key: string): Promise<string | null>;
  /** Puts an object, in place of one that was there. Throws `TryLater` or `Refused`. */
  put(key: string, text: string, type: string): Promise<void>;
}

/** An address that opens an object of a private bucket without signing in. Whoever has it can open it: it is never kept, shown or logged. */
export interface SignedAddress {
  readonly address: string;
  /** ISO 8601, UTC: when it ends. */
  readonly until: string;
}

/** Objects of a private bucket, and addresses that lead to them for some hours. */
export interface SignedAddresses {
  /** The text of an object; `null` where there is none. Throws `TryLater` or `Refused`. */
  read(key: string): Promise<string | null>;
  /** Signed in this moment; `null` where it could not last. Asks nobody, not even whether the object is there. */
  sign(key: string): Promise<SignedAddress | null>;
}

/** What one organization's settling writes: all of it in one transaction, conditional on `previousVersion` and `reading`. */
export interface AccountChange {
  /** Version of the balance that the change was computed from; 0 = there is none yet. */
  readonly previousVersion: number;
  readonly balance: Balance;
  readonly inForce: readonly Entry[];
  readonly settlement: Settlement;
}

/** The append-only ledger, its balances and manifests. Every call counts its requests in `StoreRequests`. */
export interface Ledger {
  /** All balances of a year: one request a megabyte. */
  balances(year: AcademicYear): Promise<readonly Balance[]>;
  /** What is in force for these organizations. Missing ones are left out. */
  manifests(year: AcademicYear, organizations: readonly string[]): Promise<readonly AccountManifest[]>;
  /**
   * Appends settlements and moves balances and manifests with them, as many organizations a transaction as fit.
   * Organizations whose balance has moved on (another run) are given back as `conflicts` with nothing of theirs
   * written; those settled from a newer reading are given back as `stale`.
   */
  settle(
    changes: readonly AccountChange[],
  ): Promise<{ readonly conflicts: readonly string[]; readonly stale: readonly string[] }>;
  /** The whole history of an organization, oldest first. */
  settlements(year: AcademicYear, organization: string): Promise<readonly Settlement[]>;
}

/** The violations of one college and year with their lives; `version` 0 = nothing stored yet. */
export interface ViolationBook {
  /** 学院编号, or `''` for school-wide matters. */
  readonly college: string;
  readonly version: number;
  readonly reading: number;
  readonly records: readonly ViolationRecord[];
}

/** One violation's life. Days as spreadsheets count them. */
export interface ViolationRecord {
  /** 问题编号 */
  readonly id: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly subject: readonly string[];
  /** First day of the present life (after a recurrence: the day of the recurrence is `recurredOn`, this stays the first of all). */
  readonly firstSeenOn: CalendarDay;
  readonly recurredOn: CalendarDay | null;
  /** `null` while it is open. */
  readonly fixedOn: CalendarDay | null;
  /** What the user typed in user columns when it went, given back when it recurs. */
  readonly notes: Readonly<Record<string, string>> | null;
}

export interface Violations {
  /** The books of a year, one request a megabyte. */
  books(year: AcademicYear): Promise<readonly ViolationBook[]>;
  /** Writes a changed book whole, conditional on its version; false when another run was first or its reading was newer. */
  put(year: AcademicYear, book: ViolationBook): Promise<boolean>;
}

/** Key of the school workbook among the heads. */
export const SCHOOL_HEAD = '';

/** The latest accepted reading of a workbook. */
export interface Head {
  /** 学院编号, or `SCHOOL_HEAD`. */
  readonly college: string;
  /** File name or spreadsheet id. */
  readonly workbook: string;
  /** Hash of the snapshot's content. */
  readonly hash: string;
  /** Version of the workbook when it was read. */
  readonly version: string;
  /** When the reading began, ISO 8601. */
  readonly readAt: string;
  /** How often the content has changed: the sum over all heads orders readings of the school. */
  readonly changes: number;
}

/** Content-addressed snapshots of input tabs, and the head of every workbook. */
export interface Snapshots {
  heads(): Promise<readonly Head[]>;
  /** Stores the snapshot and moves the head, unless a reading that began later stands; gives the head that stands then. */
  accept(head: Omit<Head, 'changes'>, content: () => string): Promise<Head>;
  /** The content of a snapshot. Throws `Refused` when it is gone. */
  content(hash: string): Promise<string>;
  /**
   * Forgets snapshots that their heads left before a day, and those that a run noted before a day and that never became
   * heads: but for those that are heads now and those that are sealed (asked for only where there is something to
   * forget). Gives how many there were.
   */
  forgetLeft(
    before: { readonly left: CalendarDay; readonly begun: CalendarDay },
    sealed: () => Promise<ReadonlySet<string>>,
  ): Promise<number>;
}

/** A finished run that changed something. */
export interface RunRecord {
  readonly runId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly trigger: 'schedule' | 'webhook' | 'command' | 'watch';
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  readonly ruleSet: string;
  readonly schemeVersion: string;
  readonly awards: number;
  readonly reversals: number;
  readonly violations: number;
  readonly failed: readonly string[];
}

/** History of runs, and small values that outlive a run (last good scheme, watch channels, dirty marks, nonces). */
export interface Runs {
  record(run: RunRecord): Promise<void>;
  /** Latest first. */
  recent(limit: number): Promise<readonly RunRecord[]>;
  /** A small JSON value by name, `null` where there is none. */
  note(name: string): Promise<string | null>;
  /** `expiresAt` (ISO) lets the store forget it. */
  putNote(name: string, value: string, expiresAt?: string): Promise<void>;
  /** Puts a note that must not exist yet; false when it does. */
  claimNote(name: string, value: string, expiresAt?: string): Promise<boolean>;
  removeNote(name: string): Promise<void>;
  /** Names and values of the notes that begin with a prefix. */
  notes(prefix: string): Promise<readonly { readonly name: string; readonly value: string }[]>;
}

/** A sealed year: content is immutable, a new sealing gets a new sequence number. */
export interface SealRecord {
  readonly year: AcademicYear;
  readonly kind: 'sealed' | 'final';
  readonly sequence: number;
  readonly hash: string;
  readonly sealedAt: string;
  /** The day in Asia/Shanghai with which 公示期 begins; records of earlier versions have it in the manifest's text. */
  readonly sealedOn?: CalendarDay;
  /** Why an earlier seal was replaced. */
  readonly reason: string | null;
  /** The manifest as JSON. */
  readonly manifest: string;
  /** When all but the totals of this year was taken out of the store (ISO 8601); the hash is that of the whole manifest. */
  readonly purgedAt?: string;
  /** What stands in the manifest for each text that says who a student is; manifests of earlier versions name 学号. */
  readonly people?: Readonly<Record<string, string>>;
}

export interface Seals {
  /** Seals of a year, oldest first. */
  seals(year: AcademicYear): Promise<readonly SealRecord[]>;
  /** Appends a seal; false when that sequence number stands already. */
  append(seal: SealRecord): Promise<boolean>;
}

/** Images of workbooks that a run has drawn and not yet written, forgotten by and by. */
export interface Images {
  /** Keeps the image of a college's workbook (`''`: the school workbook); one that the run has drawn before is replaced. */
  keep(runId: string, college: string, image: string, expiresAt: string): Promise<void>;
  /** `null` where there is none (any more). */
  image(runId: string, college: string): Promise<string | null>;
}

/** A text as the store holds it, whatever it is about. */
export interface StoredText {
  readonly kind: 'snapshot' | 'head' | 'book' | 'seal' | 'balance' | 'ledger' | 'image' | 'note' | 'left' | 'other';
  /** Of a note its name, of a snapshot its hash, of a line about one that was left the hash of that. */
  readonly name: string;
  /** The year of a book, a seal, a balance or a ledger; `null` for everything else. */
  readonly year: AcademicYear | null;
  readonly text: string;
}

/** Everything that the store holds, for what reaches across all of it. */
export interface StoredTexts {
  /** All texts, in no order. Throws `TryLater` where one is just being written. */
  all(): Promise<readonly StoredText[]>;
  /** Puts another text in the place of one that `all` gave; false where it has moved on meanwhile, and nothing is written. */
  replace(stored: StoredText, text: string): Promise<boolean>;
  /** Removes one that `all` gave; false where a snapshot was read anew meanwhile, and stays. */
  remove(stored: StoredText): Promise<boolean>;
  /** Notes snapshots by their hashes as left by their heads on a day. */
  leave(hashes: readonly string[], day: CalendarDay): Promise<void>;
  /** Wipes what was replaced or removed from the files of a store that lies on this machine. */
  wipe(): Promise<void>;
}

/** Requests made to the store since it was opened. */
export interface StoreRequests {
  readonly read: number;
  readonly write: number;
}

/** Everything that the core asks of the store. */
export interface Store {
  readonly ledger: Ledger;
  readonly violations: Violations;
  readonly snapshots: Snapshots;
  readonly runs: Runs;
  readonly seals: Seals;
  readonly images: Images;
  readonly texts: StoredTexts;
  requests(): StoreRequests;
}

/** The clock and identity of a run: the core has neither. */
export interface Clock {
  /** ISO 8601 instant, UTC. */
  now(): string;
  /** A new id of a run. */
  runId(): string;
}

/** All ports together. */
export interface Ports {
  readonly workbooks: Workbooks;
  readonly store: Store;
  readonly clock: Clock;
}
