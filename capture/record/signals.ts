import { copyFileSync } from 'node:fs';
import { join } from 'node:path';

export type Signal = 'logs' | 'metrics' | 'spans';

/** Where each kind of signal stands: OTLP as JSON Lines. */
export type SignalFiles = Readonly<Record<Signal, string>>;

/** Copies what the project's services said of themselves. They must have ended, so that they have said all of it. */
export function keepSignals(files: SignalFiles, root: string, folder: string): SignalFiles {
  const keep = (signal: Signal): string => {
    const copy = join(folder, `${signal}.otlp`);
    copyFileSync(join(root, files[signal]), copy);
    return copy;
  };
  return { logs: keep('logs'), metrics: keep('metrics'), spans: keep('spans') };
}
