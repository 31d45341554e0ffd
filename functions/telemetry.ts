/** Logs and metrics of the cloud: numbers and ids, never rows, names or texts of people. */

/** Where CloudWatch keeps our numbers. */
export const NAMESPACE = 'Xietong';

/** Every number that a function reports; alarms and dashboard name no other. */
export const METRICS = {
  /** Rows read from input tabs. */
  rowsRead: 'RowsRead',
  /** Violations that stand open. */
  violations: 'Violations',
  /** Workbooks that were not written because nothing had changed. */
  unchangedWorkbooks: 'UnchangedWorkbooks',
  /** Workbooks that could not be processed tonight. */
  failedWorkbooks: 'FailedWorkbooks',
  /** Times that Google refused a request because its quota was used up. */
  throttled: 'Throttled',
  /** Rules (or steps) that failed by a fault of ours. */
  defects: 'Defects',
  /** Milliseconds of a step. */
  duration: 'Duration',
  /** Seconds from an edit to its result. */
  lag: 'Lag',
  /** Messages about a workbook that stood as our last run had left it: nothing was judged. */
  echoes: 'Echoes',
  /** Nights that came to their end. */
  nights: 'Nights',
  /** Hours until the first watch channel ends. */
  channelHours: 'ChannelHours',
  /** Looks at a campus disk or a bucket that came to their end. */
  looks: 'Looks',
  /** 1 while such a place is only read, because its server cannot protect what others save. */
  readOnlyPlace: 'ReadOnlyPlace',
  /** Digests that could not be sent today and will not be. */
  failedDigests: 'FailedDigests',
} as const;

export type Metric = keyof typeof METRICS;
export type Numbers = Partial<Record<Metric, number>>;

const UNITS: Partial<Record<Metric, string>> = { duration: 'Milliseconds', lag: 'Seconds' };

export interface Telemetry {
  /** One line of log with numbers that CloudWatch takes as metrics (embedded metric format). */
  done(step: string, ids: Readonly<Record<string, string>>, numbers: Numbers): void;
  /** One line about a failure: its kind, what it says where that is ours to say, and where in the code it arose. */
  failed(step: string, failure: { readonly kind: string; readonly message: string; readonly at: string }): void;
}

/**
 * Writes to standard output itself: Lambda's own logger would wrap the line, and CloudWatch would not see the metrics.
 * @param school the dimension of every metric
 */
export function openTelemetry(school: string, write: (line: string) => void, now: () => number): Telemetry {
  const line = (fields: object): void => write(`${JSON.stringify(fields)}\n`);
  return {
    done(step, ids, numbers) {
      const own = Object.entries(numbers) as [Metric, number][];
      const metrics = own.map(([name]) => ({ Name: METRICS[name], Unit: UNITS[name] ?? 'Count' }));
      line({
        level: 'INFO',
        school,
        step,
        ...ids,
        ...Object.fromEntries(own.map(([name, value]) => [METRICS[name], value])),
        _aws: {
          Timestamp: now(),
          CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['school'], ['school', 'step']], Metrics: metrics }],
        },
      });
    },
    failed(step, { kind, message, at }) {
      line({ level: kind === 'Defect' ? 'ERROR' : 'WARN', school, step, kind, message, at });
    },
  };
}

/** For what goes wrong before it is known whose function this is: a variable that is missing. */
export function unwired(): Telemetry {
  return openTelemetry('unknown', (line) => process.stdout.write(line), Date.now);
}
