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

/** Keeps the report files that a command wrote, run by run; a command writes those of one repository. */
export class Reports {
  readonly kept: Report[] = [];
  readonly #roots: readonly string[];
  readonly #folder: string;
  readonly #seen = new Map<string, number>();

  /** `roots`: of the repositories. */
  constructor(roots: readonly string[], folder: string) {
    this.#roots = roots;
    this.#folder = folder;
  }

  collect(command: ShellCommand): void {
    for (const root of this.#roots)
      for (const format of ['junit', 'sarif'] as const) this.#collect(root, format, command);
  }
  #collect(root: string, format: ReportFormat, command: ShellCommand): void {
    const source = join(root, REPORTS[format]);
    if (!existsSync(source) || readFileSync(source).length === 0) return;
    const { mtimeMs } = statSync(source);
    if (this.#seen.get(source) === mtimeMs) return;
    this.#seen.set(source, mtimeMs);
    const file = join(this.#folder, `${format}-${command.seq}`);
    copyFileSync(source, file);
    this.kept.push({ format, command, file });
  }
}
