import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  PeriodOverride,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Metric as MetricName } from '../../functions/telemetry.ts';
import type { SchoolConfig } from '../config.ts';
import { type Alarms, schoolMetric } from './alarms.ts';

export interface SchoolDashboardProps {
  readonly school: string;
  readonly kind: SchoolConfig['kind'];
  readonly alarms: Alarms;
  readonly queue: Queue;
}

/** One dashboard per school: what is wrong now, what the nights did, how the day is going. */
export class SchoolDashboard extends Construct {
  constructor(scope: Construct, id: string, { school, kind, alarms, queue }: SchoolDashboardProps) {
    super(scope, id);
    const nightly = (name: MetricName, statistic: string): IMetric =>
      schoolMetric(school, name, statistic, Duration.days(1));
    const byDay = (name: MetricName, statistic: string): IMetric =>
      schoolMetric(school, name, statistic, Duration.minutes(15));
    const graph = (title: string, ...left: readonly IMetric[]): GraphWidget =>
      new GraphWidget({ title, left: [...left], width: 8 });
    new Dashboard(this, 'Dashboard', {
      dashboardName: `xietong-${school}`,
      periodOverride: PeriodOverride.INHERIT,
      widgets: [
        [new AlarmStatusWidget({ title: `Alarms of ${school}`, alarms: alarms.all, width: 24, height: 4 })],
        [
          graph('Nights that came to their end', nightly('nights', Stats.SUM)),
          graph(
            'Workbooks failed and unchanged, digests not sent',
            nightly('failedWorkbooks', Stats.MAXIMUM),
            nightly('unchangedWorkbooks', Stats.SUM),
            nightly('failedDigests', Stats.MAXIMUM),
          ),
          graph('Open violations', nightly('violations', Stats.MAXIMUM)),
        ],
        [
          graph('Rows read', nightly('rowsRead', Stats.SUM)),
          graph('Longest step (ms)', byDay('duration', Stats.MAXIMUM)),
          graph('Faults of ours', byDay('defects', Stats.SUM)),
        ],
        [
          kind === 'google'
            ? graph('Refused by Google', byDay('throttled', Stats.SUM))
            : graph(
                'Looks at the place, and whether it is only read',
                byDay('looks', Stats.SUM),
                byDay('readOnlyPlace', Stats.MAXIMUM),
              ),
          graph(
            'Seconds from an edit to its result',
            byDay('lag', Stats.percentile(50)),
            byDay('lag', Stats.percentile(90)),
          ),
          graph(
            kind === 'google'
              ? 'Changes that wait, echoes of our own writes; hours of the first channel to end'
              : 'Changes that wait, echoes of our own writes',
            queue.metricApproximateNumberOfMessagesVisible(),
            byDay('echoes', Stats.SUM),
            ...(kind === 'google' ? [byDay('channelHours', Stats.MINIMUM)] : []),
          ),
        ],
      ],
    });
  }
}
