/** Words that appear in the workbook beside the results. The prefix of our notes is `NOTE_PREFIX` in the vocabulary. */

/** Author of our notes, name of our charts and protections, and suffix for a title that a user has taken. */
export const OUR_NAME = '协同校验';
export const takenTitle = (number: number): string => (number === 1 ? '（协同校验）' : `（协同校验${number}）`);
