import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { FunctionName } from '../tools/bundle.ts';

/**
 * Who may read and write what in the table, by partition: `dynamodb:LeadingKeys` of each role's policy. The partitions
 * are those of functions/adapters/store/keys.ts; test/infra/permissions.test.ts checks that they agree.
 */
export const PARTITIONS = {
  heads: 'HEAD',
  snapshots: 'SNAPSHOT#*',
  /** Days on which snapshots were replaced. */
  left: 'LEFT',
  notes: 'NOTE',
  runs: 'RUN',
  images: 'IMAGE#*',
  balances: 'BALANCE#*',
  manifests: 'MANIFEST#*',
  ledger: 'LEDGER#*',
  violations: 'VIOLATIONS#*',
  seals: 'SEAL#*',
} as const;
type Partition = keyof typeof PARTITIONS;

interface TableAccess {
  /** `all`: for functions that judge, which need nearly everything. */
  readonly reads: readonly Partition[] | 'all';
  readonly writes: readonly Partition[];
  /** Partitions from which single items may be deleted; deleting the parts of a replaced text comes with `writes`. */
  readonly removes?: readonly Partition[];
  /** Actions needed, if not all of `READING` or `WRITING`. */
  readonly reading?: readonly string[];
  readonly writing?: readonly string[];
}

/** A text larger than an item has further parts in other items: `Batch…` is for them. */
const READING = ['GetItem', 'BatchGetItem', 'Query'];
/** A transaction of puts needs `PutItem` for each of them and nothing else. */
const WRITING = ['PutItem', 'BatchWriteItem'];

/** What a reading of a workbook writes: its snapshot, its head, the day, and notes. */
const OF_A_READING = ['snapshots', 'heads', 'left', 'notes'] as const;
/** What an assessment books. Seals are not included. */
const OF_AN_ASSESSMENT = ['balances', 'manifests', 'ledger', 'violations', 'runs', 'notes'] as const;

/**
 * Access to the table by function. An attacker who takes over the public endpoint (receive-change) finds no row of a
 * workbook behind it.
 */
export const TABLE_ACCESS: Readonly<Record<FunctionName, TableAccess>> = {
  // A reading removes notes that it has made obsolete: a hold-back, renamed ids, rows of 学院登记.
  'list-colleges': {
    reads: ['heads', 'snapshots', 'notes'],
    reading: ['GetItem', 'Query'],
    writes: OF_A_READING,
    removes: ['notes'],
  },
  'read-college': {
    reads: ['heads', 'snapshots', 'notes'],
    reading: ['GetItem', 'Query'],
    writes: OF_A_READING,
    removes: ['notes'],
  },
  // It forgets snapshots that were replaced long ago, and is the only step of the night that draws.
  'assess-school': { reads: 'all', writes: [...OF_AN_ASSESSMENT, 'images', 'snapshots', 'left'] },
  // Texts that users typed beside violations that disappear are kept in the book of violations.
  'publish-college': { reads: ['images', 'heads', 'violations', 'notes'], writes: ['violations', 'notes'] },
  'close-year': { reads: 'all', writes: [...OF_A_READING, ...OF_AN_ASSESSMENT, 'seals'], removes: ['notes'] },
  // Its results are kept beside the images for the next change of the day.
  'process-change': { reads: 'all', writes: [...OF_A_READING, ...OF_AN_ASSESSMENT, 'images'], removes: ['notes'] },
  'renew-watches': {
    reads: ['heads', 'snapshots', 'notes'],
    reading: ['GetItem', 'Query'],
    writes: ['notes'],
    writing: ['PutItem'],
    removes: ['notes'],
  },
  // It opens no workbook: names and versions of the last reading are in the heads and in notes.
  'look-at-place': { reads: ['heads', 'notes'], reading: ['GetItem', 'Query'], writes: ['notes'] },
  'receive-change': { reads: ['notes'], reading: ['GetItem'], writes: ['notes'], writing: ['PutItem'] },
  'send-digests': {
    reads: ['heads', 'snapshots', 'notes'],
    reading: ['GetItem', 'Query'],
    writes: ['notes'],
    writing: ['PutItem'],
  },
  // It judges the readings of the last check again, and books nothing.
  'make-pages': { reads: 'all', writes: [] },
};

/** What a function's role may do with the table. */
export function tableStatements(name: FunctionName, table: Table): readonly PolicyStatement[] {
  const { reads, writes, removes = [], reading = READING, writing = WRITING } = TABLE_ACCESS[name];
  const on = (actions: readonly string[], partitions: TableAccess['reads']): readonly PolicyStatement[] => {
    if (partitions.length === 0) return [];
    const statement = new PolicyStatement({
      effect: Effect.ALLOW,
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.tableArn],
    });
    if (partitions !== 'all') {
      const keys = [...new Set(partitions)].map((partition) => PARTITIONS[partition]).toSorted();
      statement.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': keys });
    }
    return [statement];
  };
  return [...on(reading, reads), ...on(writing, writes), ...on(['DeleteItem'], removes)];
}
