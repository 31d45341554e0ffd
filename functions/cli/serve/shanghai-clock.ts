const SHANGHAI_OFFSET_HOURS = 8;
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Milliseconds since 1970 of the next `hour`:00 in Asia/Shanghai (no summer time, always UTC+8) strictly after `now`. */
export function nextDailyRun(now: number, hour: number): number {
  const sinceMidnight = (now + SHANGHAI_OFFSET_HOURS * HOUR) % DAY;
  const today = now - sinceMidnight + hour * HOUR;
  return today > now ? today : today + DAY;
}
