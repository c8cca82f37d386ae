/** On what a benchmark ran: figures of different machines, or different hours, are not to be compared. */
import { cpus, platform, release, totalmem, loadavg } from 'node:os';

export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly browser: string;
  /** Of the minute before. */
  readonly load: number;
}

export function describeMachine(browserVersion: string): Machine {
  return {
    date: new Date().toISOString().slice(0, 16) + 'Z',
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}, Node ${process.versions.node}`,
    browser: `headless Chromium ${browserVersion} without GPU`,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
