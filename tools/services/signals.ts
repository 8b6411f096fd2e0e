import { endGuardian } from './guardian.ts';

/** Runs `stop` when this process is told to end, or when whoever started it is gone; then ends with that status. */
export function endOnSignals(stop: () => Promise<void>, status: (signal: NodeJS.Signals) => number): void {
  let ending = false;
  const end = (signal: NodeJS.Signals): void => {
    if (ending) return;
    ending = true;
    void stop()
      .finally(endGuardian)
      .then(
        () => process.exit(status(signal)),
        () => process.exit(1),
      );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
  if (process.env.TANDEM_RUN_BY !== String(process.ppid)) return;
  process.once('disconnect', () => end('SIGTERM'));
  process.channel?.unref();
}
