/** What the sample's other layers say of a moment, read anew from their files: by git, and by eye of a regular expression. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BundleTruth, lastAt } from './bundle-truth.ts';

const bundle = new BundleTruth('bug-fix');

/** The workspace, made by git itself: the base commit out of the bundle, and on it the diff that was recorded. */
export class WorkspaceTruth {
  readonly #folder = mkdtempSync(join(tmpdir(), 'playhead-git-'));
  readonly #edits = bundle.records('edits');
  readonly #base: string;

  constructor() {
    const [repo] = bundle.manifest.task.repos ?? [];
    if (repo?.bundle_path === undefined || repo.base_commit === null)
      throw new Error('the sample has no repository');
    this.#base = repo.base_commit;
    execFileSync('git', ['clone', '--quiet', resolve(bundle.root, repo.bundle_path), this.#folder], {
      stdio: 'pipe',
    });
  }

  /** Path, and SHA-256 and lines, of the file in front; undefined where none was. */
  frontAt(
    seconds: number,
  ): { readonly path: string; readonly sha256: string; readonly lines: readonly string[] } | undefined {
    const front = lastAt(
      this.#edits.filter(({ fields }) => ['open', 'focus', 'save'].includes(String(fields['type']))),
      seconds * 1e6,
    );
    if (!front) return undefined;
    const path = String(front.fields['file']);
    const save = lastAt(
      this.#edits.filter(({ fields }) => fields['type'] === 'save' && fields['file'] === path),
      seconds * 1e6,
    );
    this.#git('checkout', '--quiet', '--force', this.#base);
    if (save) this.#git('apply', resolve(bundle.root, String(save.fields['diff'])));
    const text = readFileSync(join(this.#folder, path));
    return {
      path,
      sha256: createHash('sha256').update(text).digest('hex'),
      lines: text.toString('utf8').split('\n'),
    };
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #git(...args: readonly string[]): void {
    execFileSync('git', args, { cwd: this.#folder, stdio: 'pipe' });
  }
}

export interface TestsTruth {
  readonly run: number;
  /** Name → passed. */
  readonly tests: ReadonlyMap<string, boolean>;
}

const testRuns = bundle.testRuns;

/** The tests of the last run that had started, as its XML says; undefined before the first. */
export function testsAt(seconds: number): TestsTruth | undefined {
  const last = lastAt(testRuns, seconds * 1e6);
  return last && { run: testRuns.indexOf(last), tests: last.tests };
}

const pages = bundle
  .records('browser')
  .filter(({ fields }) => ['navigated', 'snapshot'].includes(String(fields['type'])));

/** Address of the one tab; undefined before it went anywhere. */
export function urlAt(seconds: number): string | undefined {
  return lastAt(pages, seconds * 1e6)?.fields['url'] as string | undefined;
}

const cues = bundle.cues;

/** What is being said; undefined in silence. */
export function cueAt(seconds: number): string | undefined {
  return cues.find(({ start, end }) => start <= seconds && seconds < end)?.text;
}

export interface StepTruth {
  /** Microseconds. */
  readonly time: number;
  readonly text: string;
}

/** Commands, test and lint runs, cues and notes: what becomes a step without being grouped. In time order. */
const steps: readonly StepTruth[] = [
  ...bundle.commands.map(({ time, fields }) => ({ time, text: String(fields['command']) })),
  ...testRuns.map(({ time, fields }) => ({ time, text: String(fields['name']) })),
  ...bundle.records('lint').map(({ time, fields }) => ({ time, text: String(fields['tool']) })),
  ...cues.map(({ start, text }) => ({ time: Math.round(start * 1e6), text })),
  ...bundle.records('notes').map(({ time, fields }) => ({ time, text: String(fields['text']) })),
].sort((a, b) => a.time - b.time);

/** All of the latest of those steps, which may be several at one moment. */
export function stepsAt(seconds: number): readonly StepTruth[] {
  const last = steps.findLast(({ time }) => time <= seconds * 1e6);
  return steps.filter(({ time }) => time === last?.time);
}
