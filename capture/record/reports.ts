import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellCommand } from './terminal.ts';

const REPORTS = { junit: 'reports/junit.xml', sarif: 'reports/lint.sarif' } as const;

export type ReportFormat = keyof typeof REPORTS;

export interface Report {
  readonly format: ReportFormat;
  readonly command: ShellCommand;
  readonly file: string;
}

/** Keeps the report files that a command wrote, run by run. */
export class Reports {
  readonly kept: Report[] = [];
  readonly #root: string;
  readonly #folder: string;
  readonly #seen = new Map<ReportFormat, number>();

  constructor(root: string, folder: string) {
    this.#root = root;
    this.#folder = folder;
  }

  collect(command: ShellCommand): void {
    for (const format of ['junit', 'sarif'] as const) {
      const source = join(this.#root, REPORTS[format]);
      if (!existsSync(source) || readFileSync(source).length === 0) continue;
      const { mtimeMs } = statSync(source);
      if (this.#seen.get(format) === mtimeMs) continue;
      this.#seen.set(format, mtimeMs);
      const file = join(this.#folder, `${format}-${command.seq}`);
      copyFileSync(source, file);
      this.kept.push({ format, command, file });
    }
  }
}
