import type { School } from '../../domain/assembled.ts';
import { isInYear } from '../../domain/calendar.ts';
import { isGiven, unreadable } from '../../domain/cell.ts';
import type { Activity } from '../../domain/school.ts';
import { type ActivityType, type CombinedWith, OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords } from '../words/activity-words.ts';

interface JointPractice {
  readonly id: string;
  readonly title: string;
  readonly activityType: ActivityType;
  /** 结合项目 must contain one of these. */
  readonly combinedWith: readonly CombinedWith[];
}

/**
 * A practice of the 党支部 that must be combined with work of the 班团 (四(4)): 结合项目 contains one of the given values,
 * and 联合组织 contains a 团支部 or 班级. One finding per activity, 结合项目 first. Nothing is concluded from gaps in a list
 * with an unreadable item, nor from a joint organization whose 组织类型 is unknown.
 */
export function jointPractice({ id, title, activityType, combinedWith }: JointPractice) {
  const wanted = combinedWith.join('、');
  return defineRule({
    id,
    title,
    severity: Severity.error,
    basis: [guideline('四(4)', 1)],
    needs: ['activities.heldOn', 'activities.type', 'organizations.id', 'organizations.kind'],
    reads: [],
    *check({ activities, college, school }) {
      for (const activity of activities) {
        const { type, heldOn, combinedWith: given, jointIds } = activity;
        if (type !== activityType || !isGiven(heldOn) || !isInYear(heldOn, school.year)) continue;
        const isCombined = given.partial || given.items.some((item) => combinedWith.includes(item));
        const isJoined = isJoinedByClass(activity, school);
        if (isCombined && isJoined) continue;
        yield {
          at: college.place('activities', activity, isCombined ? 'jointIds' : 'combinedWith'),
          subject: college.keyOf('activities', activity),
          facts: {
            activity: activityWords(activity, school),
            combinedWith: given.items,
            jointIds: jointIds.items,
            isCombined,
            isJoined,
          },
        };
      }
    },
    message({ activity, combinedWith: given, jointIds, isCombined, isJoined }) {
      const combined = given.length === 0 ? '没有填结合项目' : `结合项目是“${given.join('、')}”`;
      const joined = jointIds.length === 0 ? '没有填联合组织' : `联合组织“${jointIds.join('、')}”中没有团支部或班级`;
      const toCombine = combinedWith.length === 1 ? `与${wanted}相结合` : `与${wanted}中的至少一项相结合`;
      const found = [...(isCombined ? [] : [combined]), ...(isJoined ? [] : [joined])].join('，');
      const due = [...(isCombined ? [] : [toCombine]), ...(isJoined ? [] : ['有团支部或班级参加'])].join('，并');
      return `${activity}${found}；应当${due}。`;
    },
    advice({ isCombined, isJoined }) {
      const steps = [
        ...(isCombined ? [] : [`在“结合项目”填写“${combinedWith.join('”或“')}”`]),
        ...(isJoined ? [] : ['在“联合组织”填写参加的团支部或班级的编号']),
      ];
      return `请${steps.join('，并')}。`;
    },
  });
}

/** 联合组织 contains a 团支部 or 班级, or may contain one. */
function isJoinedByClass({ jointIds }: Activity, { roster }: School): boolean {
  return (
    jointIds.partial ||
    jointIds.items.some((orgId) => {
      const kind = roster.organization(orgId)?.kind ?? unreadable;
      return kind === OrgKind.leagueBranch || kind === OrgKind.schoolClass || kind === unreadable;
    })
  );
}
