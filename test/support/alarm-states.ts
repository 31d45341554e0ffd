import { type Fields, resourcesOf, told } from './templates.ts';

/** A number that a function logs for CloudWatch (embedded metric format). */
export interface Datum {
  readonly namespace: string;
  readonly metric: string;
  /** Names of the dimensions with their values, sorted: `school=example,step=read-college`. */
  readonly dimensions: string;
  readonly value: number;
}

/** The metrics that CloudWatch would extract from log lines; each set of dimensions is a separate metric. */
export function dataIn(log: readonly string[]): readonly Datum[] {
  return log.flatMap((line) => {
    const fields = JSON.parse(line) as Readonly<Record<string, unknown>> & { readonly _aws?: Embedded };
    return (fields._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
      Dimensions.flatMap((names) =>
        Metrics.map(({ Name }) => ({
          namespace: Namespace,
          metric: Name,
          dimensions: dimensionsText(names.map((name) => [name, String(fields[name])])),
          value: Number(fields[Name]),
        })),
      ),
    );
  });
}

interface Embedded {
  readonly CloudWatchMetrics: readonly {
    readonly Namespace: string;
    readonly Dimensions: readonly (readonly string[])[];
    readonly Metrics: readonly { readonly Name: string }[];
  }[];
}

function dimensionsText(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join(',');
}

/**
 * Alarms of the template that these numbers set off, as their own metric, dimensions, statistic, threshold and comparison
 * say, all of it within one period. Alarms about numbers that AWS itself counts take them from `counted`, by name.
 */
export function alarmsSetOff(
  template: Fields,
  data: readonly Datum[],
  counted: readonly Datum[] = [],
): readonly string[] {
  return resourcesOf(template, 'AWS::CloudWatch::Alarm')
    .filter(({ properties }) => goesOff(properties, [...data, ...counted], template))
    .map(({ properties }) => String(properties.AlarmName).replace('xietong-example-', ''))
    .toSorted();
}

function goesOff(alarm: Fields, data: readonly Datum[], template: Fields): boolean {
  const value = alarm.Metrics === undefined ? numberOf(alarm, data, template) : sumOf(alarm, data, template);
  if (value === null) return alarm.TreatMissingData === 'breaching';
  const threshold = Number(alarm.Threshold);
  if (alarm.ComparisonOperator === 'LessThanThreshold') return value < threshold;
  if (alarm.ComparisonOperator === 'GreaterThanOrEqualToThreshold') return value >= threshold;
  throw new Error(`unknown: ${String(alarm.ComparisonOperator)}`);
}

/** Sums of numbers; a missing one counts as 0. */
function sumOf(alarm: Fields, data: readonly Datum[], template: Fields): number {
  const parts = (alarm.Metrics as readonly Fields[]).filter(({ MetricStat }) => MetricStat !== undefined);
  return parts
    .map(({ MetricStat }) => {
      const { Metric, Stat } = MetricStat as { readonly Metric: Fields; readonly Stat: string };
      return numberOf({ ...Metric, Statistic: Stat }, data, template) ?? 0;
    })
    .reduce((sum, value) => sum + value, 0);
}

function numberOf(metric: Fields, data: readonly Datum[], template: Fields): number | null {
  const { Namespace, MetricName, Dimensions = [], Statistic, ExtendedStatistic } = metric;
  const dimensions = dimensionsText(
    (Dimensions as readonly { readonly Name: string; readonly Value: unknown }[]).map(({ Name, Value }) => [
      Name,
      told(Value, template),
    ]),
  );
  const values = data
    .filter((datum) => datum.namespace === Namespace && datum.metric === MetricName && datum.dimensions === dimensions)
    .map(({ value }) => value);
  return values.length === 0 ? null : statisticOf(String(Statistic ?? ExtendedStatistic), values);
}

function statisticOf(statistic: string, values: readonly number[]): number {
  if (statistic === 'Sum') return values.reduce((sum, value) => sum + value, 0);
  if (statistic === 'SampleCount') return values.length;
  if (statistic === 'Minimum') return Math.min(...values);
  if (statistic === 'Maximum') return Math.max(...values);
  const percent = Number(/^p(\d+)$/.exec(statistic)?.[1]);
  return values.toSorted((a, b) => a - b)[Math.ceil((percent / 100) * values.length) - 1] ?? Number.NaN;
}
