// Generated file, do not edit: npm run generate.
import dat01 from './data/DAT-01-missing-or-repeated-heading.ts';
import dat02 from './data/DAT-02-missing-tab.ts';
import dat03 from './data/DAT-03-blank-required-cell.ts';
import dat04 from './data/DAT-04-unreadable-value.ts';
import dat05 from './data/DAT-05-unknown-choice.ts';
import dat06 from './data/DAT-06-repeated-key.ts';
import dat07 from './data/DAT-07-dangling-reference.ts';
import dat08 from './data/DAT-08-name-mismatch.ts';
import dat09 from './data/DAT-09-month-only-date.ts';
import dat10 from './data/DAT-10-merged-cells.ts';
import dat11 from './data/DAT-11-error-cell.ts';
import dat12 from './data/DAT-12-impossible-date.ts';
import dat13 from './data/DAT-13-counts-out-of-order.ts';
import dat14 from './data/DAT-14-twin-activities.ts';
import dat15 from './data/DAT-15-id-in-two-colleges.ts';
import dat16 from './data/DAT-16-host-as-joint-organization.ts';
import dat17 from './data/DAT-17-lost-rows.ts';
import dat18 from './data/DAT-18-unread-heading.ts';
import dec01 from './decision/DEC-01-missing-league-step.ts';
import dec02 from './decision/DEC-02-missing-party-step.ts';
import dec03 from './decision/DEC-03-failed-league-vote.ts';
import dec04 from './decision/DEC-04-failed-party-vote.ts';
import dec05 from './decision/DEC-05-outsider-in-decision.ts';
import dec06 from './decision/DEC-06-short-decision-notice.ts';
import dec07 from './decision/DEC-07-result-without-decision.ts';
import dec08 from './decision/DEC-08-class-affair-without-meeting.ts';
import dev01 from './development/DEV-01-underage-applicant.ts';
import dev02 from './development/DEV-02-late-first-talk.ts';
import dev03 from './development/DEV-03-stages-out-of-order.ts';
import dev04 from './development/DEV-04-skipped-stage.ts';
import dev05 from './development/DEV-05-short-activist-period.ts';
import dev06 from './development/DEV-06-wrong-number-of-mentors.ts';
import dev07 from './development/DEV-07-wrong-number-of-introducers.ts';
import dev08 from './development/DEV-08-short-training.ts';
import dev09 from './development/DEV-09-missing-political-review.ts';
import dev10 from './development/DEV-10-short-candidate-notice.ts';
import dev11 from './development/DEV-11-late-admission-assembly.ts';
import dev12 from './development/DEV-12-failed-admission-vote.ts';
import dev13 from './development/DEV-13-late-approval.ts';
import dev14 from './development/DEV-14-early-full-membership.ts';
import dev15 from './development/DEV-15-extension-out-of-bounds.ts';
import dev16 from './development/DEV-16-overdue-full-membership.ts';
import dev17 from './development/DEV-17-late-oath.ts';
import dev18 from './development/DEV-18-status-differs-from-record.ts';
import dev19 from './development/DEV-19-half-year-without-review.ts';
import dev20 from './development/DEV-20-admission-before-leaving.ts';
import edu01 from './education/EDU-01-activist-without-recommendation.ts';
import edu02 from './education/EDU-02-recommendation-after-selection.ts';
import edu03 from './education/EDU-03-stale-recommendation.ts';
import edu04 from './education/EDU-04-recommendation-vote-failed.ts';
import edu05 from './education/EDU-05-recommendation-without-decision.ts';
import edu06 from './education/EDU-06-month-without-party-day.ts';
import edu07 from './education/EDU-07-month-without-league-day.ts';
import edu08 from './education/EDU-08-league-day-without-guide.ts';
import edu09 from './education/EDU-09-term-without-joint-life.ts';
import edu10 from './education/EDU-10-quarter-without-party-assembly.ts';
import edu11 from './education/EDU-11-month-without-party-committee-meeting.ts';
import edu12 from './education/EDU-12-year-without-life-meeting.ts';
import edu13 from './education/EDU-13-quarter-without-league-assembly.ts';
import edu14 from './education/EDU-14-month-without-league-committee-meeting.ts';
import edu15 from './education/EDU-15-quarter-without-league-lecture.ts';
import edu16 from './education/EDU-16-year-without-league-appraisal.ts';
import edu17 from './education/EDU-17-month-without-class-meeting.ts';
import eva01 from './evaluation/EVA-01-missing-pledge.ts';
import eva02 from './evaluation/EVA-02-missing-pledge-report.ts';
import eva03 from './evaluation/EVA-03-missing-member-appraisal.ts';
import eva04 from './evaluation/EVA-04-missing-activist-pledge.ts';
import eva05 from './evaluation/EVA-05-missing-duty-report.ts';
import eva06 from './evaluation/EVA-06-class-not-fully-assessed.ts';
import eva07 from './evaluation/EVA-07-pledge-after-report.ts';
import eva08 from './evaluation/EVA-08-too-many-excellent.ts';
import eva09 from './evaluation/EVA-09-activity-without-evidence.ts';
import eva10 from './evaluation/EVA-10-missing-tally.ts';
import eva11 from './evaluation/EVA-11-tally-does-not-add-up.ts';
import eva12 from './evaluation/EVA-12-tally-without-quorum.ts';
import eva13 from './evaluation/EVA-13-appraisals-far-apart.ts';
import eva14 from './evaluation/EVA-14-report-without-fulfilment.ts';
import type { Rule } from './frame/rule.ts';
import mec01 from './mechanism/MEC-01-party-branch-without-plan.ts';
import mec02 from './mechanism/MEC-02-league-branch-without-plan.ts';
import mec03 from './mechanism/MEC-03-plan-by-wrong-person.ts';
import mec04 from './mechanism/MEC-04-late-plan.ts';
import mec05 from './mechanism/MEC-05-term-without-joint-meeting.ts';
import mec06 from './mechanism/MEC-06-term-without-exchange.ts';
import mec07 from './mechanism/MEC-07-league-branch-without-guide.ts';
import mec08 from './mechanism/MEC-08-league-branch-without-procedure.ts';
import mec09 from './mechanism/MEC-09-overdue-plan-item.ts';
import mec10 from './mechanism/MEC-10-plan-item-with-other-activity.ts';
import mec11 from './mechanism/MEC-11-term-without-higher-organization.ts';
import mec12 from './mechanism/MEC-12-plan-without-joint-item.ts';
import mec13 from './mechanism/MEC-13-branch-without-exchange.ts';
import org01 from './organization/ORG-01-uncovered-low-grade-class.ts';
import org02 from './organization/ORG-02-class-without-own-party-branch.ts';
import org03 from './organization/ORG-03-party-branch-post-vacant.ts';
import org04 from './organization/ORG-04-class-committee-post-vacant.ts';
import org05 from './organization/ORG-05-monitor-not-deputy-league-secretary.ts';
import org06 from './organization/ORG-06-second-class-post.ts';
import org07 from './organization/ORG-07-two-holders-of-one-post.ts';
import org08 from './organization/ORG-08-unqualified-office-holder.ts';
import org09 from './organization/ORG-09-officer-from-another-class.ts';
import org10 from './organization/ORG-10-no-party-member-in-class-office.ts';
import org11 from './organization/ORG-11-no-shared-officers.ts';
import org12 from './organization/ORG-12-class-or-member-without-branch.ts';
import org13 from './organization/ORG-13-branch-size-out-of-bounds.ts';
import org14 from './organization/ORG-14-term-expired.ts';
import org15 from './organization/ORG-15-functional-organization-incomplete.ts';
import org16 from './organization/ORG-16-mixed-joint-branch.ts';
import org17 from './organization/ORG-17-study-group-without-activists.ts';
import org18 from './organization/ORG-18-months-without-activity.ts';
import org19 from './organization/ORG-19-base-without-organization.ts';
import pra01 from './practice/PRA-01-study-help-without-class.ts';
import pra02 from './practice/PRA-02-red-pairing-without-practice.ts';
import pra03 from './practice/PRA-03-grassroots-project-without-service.ts';
import pra04 from './practice/PRA-04-year-without-joint-practice.ts';
import pra05 from './practice/PRA-05-practice-without-resources.ts';
import cfg01 from './settings/CFG-01-unreadable-setting.ts';
import cfg02 from './settings/CFG-02-activity-type-without-points.ts';

/** Every rule, alphabetical by id. */
export const RULES: readonly Rule[] = [
  cfg01,
  cfg02,
  dat01,
  dat02,
  dat03,
  dat04,
  dat05,
  dat06,
  dat07,
  dat08,
  dat09,
  dat10,
  dat11,
  dat12,
  dat13,
  dat14,
  dat15,
  dat16,
  dat17,
  dat18,
  dec01,
  dec02,
  dec03,
  dec04,
  dec05,
  dec06,
  dec07,
  dec08,
  dev01,
  dev02,
  dev03,
  dev04,
  dev05,
  dev06,
  dev07,
  dev08,
  dev09,
  dev10,
  dev11,
  dev12,
  dev13,
  dev14,
  dev15,
  dev16,
  dev17,
  dev18,
  dev19,
  dev20,
  edu01,
  edu02,
  edu03,
  edu04,
  edu05,
  edu06,
  edu07,
  edu08,
  edu09,
  edu10,
  edu11,
  edu12,
  edu13,
  edu14,
  edu15,
  edu16,
  edu17,
  eva01,
  eva02,
  eva03,
  eva04,
  eva05,
  eva06,
  eva07,
  eva08,
  eva09,
  eva10,
  eva11,
  eva12,
  eva13,
  eva14,
  mec01,
  mec02,
  mec03,
  mec04,
  mec05,
  mec06,
  mec07,
  mec08,
  mec09,
  mec10,
  mec11,
  mec12,
  mec13,
  org01,
  org02,
  org03,
  org04,
  org05,
  org06,
  org07,
  org08,
  org09,
  org10,
  org11,
  org12,
  org13,
  org14,
  org15,
  org16,
  org17,
  org18,
  org19,
  pra01,
  pra02,
  pra03,
  pra04,
  pra05,
];

/** Version of the rules: changes whenever a rule, a word of the domain, the reading of workbooks or the scoring does. */
export const RULE_SET = '1374e1506d4e';
