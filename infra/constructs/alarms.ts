import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { METRICS, type Metric as MetricName, NAMESPACE } from '../../functions/telemetry.ts';
import type { CommonFunction } from '../tools/bundle.ts';
import { SHUT_OUT } from './changes.ts';
import type { SchoolFunction } from './functions.ts';

/** A metric of ours for one school. */
export function schoolMetric(school: string, name: MetricName, statistic: string, period: Duration): Metric {
  return new Metric({ namespace: NAMESPACE, metricName: METRICS[name], dimensionsMap: { school }, statistic, period });
}

export interface AlarmsProps {
  readonly school: string;
  readonly topic: ITopic;
  readonly tableName: string;
  readonly night: StateMachine;
  readonly yearEnd: StateMachine;
  /** Whether a schedule starts the year-end. */
  readonly isSealedOnTime: boolean;
  readonly functions: Readonly<Record<CommonFunction, SchoolFunction>>;
  /** Where the workbooks are, and what there is to watch. */
  readonly place: WatchedGoogle | { readonly kind: 'files' };
  readonly deadChanges: Queue;
  readonly deadStarts: Queue;
  /** Whether digests are sent. */
  readonly notify: boolean;
  /** Whether pages are written. */
  readonly pages: boolean;
}

/** Google reports changes through an API. */
export interface WatchedGoogle {
  readonly kind: 'google';
  readonly api: HttpApi;
  /** Keeps channels open; `null`: there are none. */
  readonly renew: SchoolFunction | null;
}

interface Condition {
  /** One sentence: what has happened. */
  readonly says: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly below?: boolean;
  readonly periods?: number;
  readonly missing?: TreatMissingData;
}

const HOUR = Duration.hours(1);
const QUARTER = Duration.minutes(15);

/** Everything that somebody has to look at, and nothing else. Each alarm has its article in infra/RUNBOOK.md. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  private readonly props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.props = props;
    this.aboutNights();
    if (props.place.kind === 'google') this.aboutGoogle(props.place);
    else this.aboutFiles();
    this.aboutChanges(props.place);
    if (props.notify) this.aboutDigests();
    if (props.pages) this.aboutPages();
  }

  private alarm(scope: Construct, name: string, condition: Condition): void {
    const { says, metric, threshold, below = false, periods = 1, missing = TreatMissingData.NOT_BREACHING } = condition;
    const alarm = new Alarm(scope, name, {
      alarmName: `xietong-${this.props.school}-${name}`,
      alarmDescription: `${this.props.school}: ${says} Runbook: infra/RUNBOOK.md#${name.toLowerCase()}`,
      metric,
      threshold,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing,
    });
    alarm.addAlarmAction(new SnsAction(this.props.topic));
    this.all.push(alarm);
  }

  private number(name: MetricName, statistic: string, period: Duration): Metric {
    return schoolMetric(this.props.school, name, statistic, period);
  }

  private aboutNights(): void {
    const { night, yearEnd, isSealedOnTime } = this.props;
    this.alarm(this, 'FailedNight', {
      says: 'A night or a year-end did not come to its end.',
      metric: sumOf([...unfinished(night), ...unfinished(yearEnd)]),
      threshold: 1,
    });
    this.alarm(this, 'MissingNight', {
      says: 'No night has come to its end for 26 hours.',
      metric: this.number('nights', Stats.SUM, HOUR),
      threshold: 1,
      below: true,
      // A day, plus two hours for a night that takes longer than the one before.
      periods: 26,
      missing: TreatMissingData.BREACHING,
    });
    if (isSealedOnTime)
      this.alarm(this, 'MissingYearEnd', {
        says: 'The year-end, which is started every day, has not been started for 26 hours.',
        // FailedNight reports its result.
        metric: yearEnd.metricStarted({ statistic: Stats.SUM, period: HOUR }),
        threshold: 1,
        below: true,
        periods: 26,
        missing: TreatMissingData.BREACHING,
      });
    this.alarm(this, 'IncompleteNight', {
      says: 'A rule or a step failed by a fault of ours.',
      metric: this.number('defects', Stats.SUM, QUARTER),
      threshold: 1,
    });
    this.alarm(this, 'FailedWorkbooks', {
      says: 'Workbooks could not be processed.',
      metric: this.number('failedWorkbooks', Stats.MAXIMUM, QUARTER),
      threshold: 1,
    });
  }

  private aboutFiles(): void {
    this.alarm(this, 'UnreachablePlace', {
      says: 'No look at the campus disk or the bucket has come to its end for half an hour.',
      metric: this.number('looks', Stats.SUM, QUARTER),
      threshold: 1,
      below: true,
      periods: 2,
      missing: TreatMissingData.BREACHING,
    });
    this.alarm(this, 'ReadOnlyPlace', {
      says: 'The campus disk or the bucket cannot protect what others save: it is read and not written.',
      metric: this.number('readOnlyPlace', Stats.MAXIMUM, QUARTER),
      threshold: 1,
    });
  }

  private aboutGoogle({ renew }: WatchedGoogle): void {
    this.alarm(this, 'GoogleThrottling', {
      says: 'Google has refused 60 or more requests within an hour because its quota was used up.',
      metric: this.number('throttled', Stats.SUM, HOUR),
      threshold: 60,
    });
    if (renew === null) return;
    this.alarm(this, 'ChannelExpiring', {
      says: 'A channel on which Drive tells of changes ends with the next renewal.',
      metric: this.number('channelHours', Stats.MINIMUM, HOUR),
      // It is due for renewal with twelve hours left; if that fails, the next renewal finds six hours left.
      threshold: 7,
      below: true,
    });
    this.alarm(this, 'MissingRenewal', {
      says: 'Nobody has renewed the channels on which Drive tells of changes for eight hours.',
      // A renewal reports how long channels last; if none reports, they end one after another.
      metric: this.number('channelHours', Stats.SAMPLE_COUNT, HOUR),
      threshold: 1,
      below: true,
      // It is due every six hours and may start an hour late.
      periods: 8,
      missing: TreatMissingData.BREACHING,
    });
    this.alarm(this, 'FailedRenewal', {
      says: 'Channels could not be renewed.',
      metric: renew.lambda.metricErrors({ statistic: Stats.SUM, period: HOUR }),
      threshold: 1,
    });
  }

  private aboutDigests(): void {
    this.alarm(this, 'FailedDigests', {
      says: 'A digest could not be sent to its group.',
      metric: this.number('failedDigests', Stats.MAXIMUM, QUARTER),
      threshold: 1,
    });
  }

  private aboutPages(): void {
    this.alarm(this, 'FailedPages', {
      says: 'The pages of the night could not be written.',
      metric: this.props.functions['make-pages'].lambda.metricErrors({ statistic: Stats.SUM, period: HOUR }),
      threshold: 1,
    });
  }

  private aboutChanges(place: AlarmsProps['place']): void {
    const { deadChanges, deadStarts, tableName } = this.props;
    this.alarm(this, 'DeadLetters', {
      says: 'Changes could not be processed, or something due could not be started.',
      metric: sumOf([deadChanges, deadStarts].map(waiting)),
      threshold: 1,
    });
    if (place.kind === 'google') this.aboutMessages(place);
    this.alarm(this, 'LateResults', {
      says:
        place.kind === 'google'
          ? 'Changes of the day take more than 15 minutes from their message to their result (Drive sends it some three minutes after the edit).'
          : 'Changes of the day take more than 15 minutes from the look that has met them to their result.',
      metric: this.number('lag', Stats.percentile(90), QUARTER),
      threshold: 900,
      periods: 2,
    });
    this.alarm(this, 'TableThrottling', {
      says: 'DynamoDB has refused requests because they came too fast.',
      metric: sumOf(['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => tableEvents(tableName, name))),
      threshold: 10,
    });
  }

  private aboutMessages({ api }: WatchedGoogle): void {
    const { school } = this.props;
    this.alarm(this, 'RefusedMessages', {
      says: 'Messages of changes could not be taken.',
      // The function answers 503 if queue or store fail, which Lambda does not count as an error; a sender repeats
      // twice.
      metric: api.metricServerError({ statistic: Stats.SUM, period: QUARTER }),
      threshold: 3,
    });
    this.alarm(this, 'ShutOutMessages', {
      says: 'Messages of changes came faster than the API lets them in.',
      metric: new Metric({
        namespace: NAMESPACE,
        metricName: SHUT_OUT,
        dimensionsMap: { school },
        statistic: Stats.SUM,
        period: QUARTER,
      }),
      // A throttled sender tries twice more.
      threshold: 5,
    });
  }
}

/** Executions that failed, were stopped, or timed out. */
function unfinished(machine: StateMachine): readonly IMetric[] {
  const given = { statistic: Stats.SUM, period: QUARTER };
  return [machine.metricFailed(given), machine.metricTimedOut(given), machine.metricAborted(given)];
}

function waiting(queue: Queue): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: Duration.minutes(5) });
}

function tableEvents(TableName: string, metricName: string): IMetric {
  const dimensionsMap = { TableName };
  return new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap, statistic: Stats.SUM, period: QUARTER });
}

/** Sum of metrics, some of which may not be reported. */
function sumOf(metrics: readonly IMetric[]): IMetric {
  const usingMetrics = Object.fromEntries(metrics.map((metric, at) => [`m${at}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((id) => `FILL(${id}, 0)`)
    .join(' + ');
  return new MathExpression({ expression, usingMetrics, period: QUARTER, label: 'sum' });
}
