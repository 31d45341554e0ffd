import type { Environment } from '../../functions/env.ts';
import {
  type FilesSchool,
  type GoogleSchool,
  MOST_STUDENTS,
  MOST_USUAL_COLLEGES,
  needsOneProcessor,
  type SchoolConfig,
  STUDENTS_ON_ONE_PROCESSOR,
  shareOf,
  studentsOf,
} from '../config.ts';
import { type ChangeQueue, WORKERS } from '../constructs/changes.ts';
import { federationOf } from '../constructs/google-federation.ts';
import { comesToPlace } from '../constructs/place-access.ts';
import type { FunctionName } from '../tools/bundle.ts';
import type { Stateful } from './stateful.ts';

export type Variables = Partial<Record<keyof Environment, string>>;

/**
 * Variables of each function: only those that it reads.
 * @param address of the webhook; empty if there is none
 */
export function variablesOf(
  config: SchoolConfig,
  stateful: Stateful,
  { queue }: ChangeQueue,
  address: string,
): Readonly<Record<FunctionName, Variables>> {
  const { table, secret, notifySecret, pagesBucket } = stateful;
  const base: Variables = { XIETONG_TABLE: table.tableName, XIETONG_SCHOOL: config.id };
  const walking = {
    ...base,
    XIETONG_NEXT_RUN: config.night.text,
    // The register of colleges may have grown since: a night with more than one function can judge is refused, not
    // begun.
    XIETONG_MOST_COLLEGES: String(Math.max(config.colleges, MOST_USUAL_COLLEGES)),
    XIETONG_MOST_STUDENTS: String(MOST_STUDENTS),
  };
  const pages: Variables = pagesBucket ? { XIETONG_PAGES_BUCKET: pagesBucket.bucketName } : {};
  const place = (name: FunctionName, beside?: number): Variables =>
    config.kind === 'google' ? googleOf(config, stateful, beside) : filesOf(name, config, stateful);
  return {
    'list-colleges': { ...walking, ...place('list-colleges') },
    'read-college': { ...walking, ...place('read-college', config.parallel) },
    'assess-school': { ...walking, ...place('assess-school') },
    'publish-college': { ...walking, ...place('publish-college', config.parallel) },
    'close-year': { ...walking, ...place('close-year') },
    'renew-watches': { ...walking, ...place('renew-watches'), XIETONG_WEBHOOK_URL: address },
    'receive-change': {
      ...base,
      XIETONG_QUEUE_URL: queue.queueUrl,
      // Filled in at deployment: no template holds it. Anyone who may read the function's configuration can read it,
      // but gains only that a workbook is looked at once more. Reading it at run time would cost another client and
      // permission.
      ...(secret && { XIETONG_WEBHOOK_SECRET: secret.secretValue.unsafeUnwrap() }),
    },
    'process-change': {
      ...walking,
      ...place('process-change', WORKERS),
      XIETONG_MOST_STUDENTS: String(needsOneProcessor(studentsOf(config)) ? STUDENTS_ON_ONE_PROCESSOR : MOST_STUDENTS),
    },
    'look-at-place': { ...base, ...place('look-at-place'), XIETONG_QUEUE_URL: queue.queueUrl },
    'send-digests': {
      ...base,
      // As above: anyone who may read the function's configuration can send messages to the groups.
      ...(notifySecret && { XIETONG_NOTIFY_SECRETS: notifySecret.secretValue.unsafeUnwrap() }),
      ...pages,
    },
    'make-pages': { ...base, ...pages },
  };
}

/** @param beside functions that run in parallel: each sandbox keeps its own pace, so each gets a share */
function googleOf({ workbook, google }: GoogleSchool, { urlSuffix }: Stateful, beside = 1): Variables {
  return {
    XIETONG_SCHOOL_WORKBOOK: workbook,
    XIETONG_GOOGLE_FEDERATION: JSON.stringify(federationOf(google, urlSuffix)),
    XIETONG_GOOGLE_PER_MINUTE: String(shareOf(google.perMinute, beside)),
  };
}

/**
 * Only the functions that access the disk get the password; as above, anyone who may read their configuration can read
 * it.
 */
function filesOf(name: FunctionName, { place }: FilesSchool, { diskSecret }: Stateful): Variables {
  return {
    XIETONG_PLACE: place,
    ...(diskSecret && comesToPlace(name) && { XIETONG_DAV_CREDENTIALS: diskSecret.secretValue.unsafeUnwrap() }),
  };
}
