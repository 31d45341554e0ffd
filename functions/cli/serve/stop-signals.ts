/**
 * Signals that ask a process to end. Windows knows neither `SIGTERM` nor another process's `kill`: there a
 * closed window is `SIGHUP` and Ctrl+Break is `SIGBREAK`. Elsewhere `SIGHUP` stays what `nohup` makes of it.
 */
export function stopSignals(platform: NodeJS.Platform = process.platform): readonly NodeJS.Signals[] {
  return platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM'];
}
