/** What the sample's other layers say of a moment, read anew from their files: by git, and by eye of a regular expression. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { manifest } from './sample-truth.ts';

const ROOT = 'public/samples/bug-fix';

type Fields = Readonly<Record<string, unknown>>;

/** An item of a layer with its trace time in microseconds. */
interface Placed {
  readonly time: number;
  readonly fields: Fields;
}

/** The records of a JSON Lines layer, whose clock is that of the machine: one point, whole microseconds. */
function records(id: string, key = 't'): readonly Placed[] {
  const layer = manifest.layers.find((other) => other.id === id);
  const [point] = layer?.clock.map ?? [];
  const [path] = layer?.paths ?? [];
  if (!point || path === undefined) throw new Error(`the sample has no layer ${id} with a clock map`);
  return readFileSync(join(ROOT, path), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const fields = JSON.parse(line) as Fields;
      return { fields, time: Number(fields[key]) - point.native + point.trace_us };
    });
}

function lastAt(items: readonly Placed[], seconds: number): Placed | undefined {
  return items.findLast(({ time }) => time <= seconds * 1e6);
}

/** The workspace, made by git itself: the base commit out of the bundle, and on it the diff that was recorded. */
export class WorkspaceTruth {
  readonly #folder = mkdtempSync(join(tmpdir(), 'playhead-git-'));
  readonly #edits = records('edits');
  readonly #base: string;

  constructor() {
    const [repo] = manifest.task.repos ?? [];
    if (repo?.bundle_path === undefined || repo.base_commit === null)
      throw new Error('the sample has no repository');
    this.#base = repo.base_commit;
    execFileSync('git', ['clone', '--quiet', resolve(ROOT, repo.bundle_path), this.#folder], {
      stdio: 'pipe',
    });
  }

  /** Path, and SHA-256 and lines, of the file in front; undefined where none was. */
  frontAt(
    seconds: number,
  ): { readonly path: string; readonly sha256: string; readonly lines: readonly string[] } | undefined {
    const front = lastAt(
      this.#edits.filter(({ fields }) => ['open', 'focus', 'save'].includes(String(fields['type']))),
      seconds,
    );
    if (!front) return undefined;
    const path = String(front.fields['file']);
    const save = lastAt(
      this.#edits.filter(({ fields }) => fields['type'] === 'save' && fields['file'] === path),
      seconds,
    );
    this.#git('checkout', '--quiet', '--force', this.#base);
    if (save) this.#git('apply', resolve(ROOT, String(save.fields['diff'])));
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

const testRuns = records('tests', 't_start');

/** The tests of the last run that had started, as its XML says; undefined before the first. */
export function testsAt(seconds: number): TestsTruth | undefined {
  const last = lastAt(testRuns, seconds);
  if (!last) return undefined;
  const xml = readFileSync(join(ROOT, String(last.fields['path'])), 'utf8');
  const cases = xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g);
  const tests = [...cases].map(
    ([, name = '', body = '']) => [unescape(name), !/<(?:failure|error)\b/.test(body)] as const,
  );
  return { run: testRuns.indexOf(last), tests: new Map(tests) };
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

const pages = records('browser').filter(({ fields }) =>
  ['navigated', 'snapshot'].includes(String(fields['type'])),
);

/** Address of the one tab; undefined before it went anywhere. */
export function urlAt(seconds: number): string | undefined {
  return lastAt(pages, seconds)?.fields['url'] as string | undefined;
}

const cues = readFileSync(join(ROOT, 'layers/transcript/voice.vtt'), 'utf8')
  .split('\n\n')
  .flatMap((block) => {
    const match = /^(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)$\n([\s\S]+)/m.exec(block);
    if (!match) return [];
    const [, h, m, s, eh, em, es, text = ''] = match;
    const seconds = (hours?: string, minutes?: string, rest?: string): number =>
      Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
    return [{ start: seconds(h, m, s), end: seconds(eh, em, es), text: text.trim() }];
  });

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
  ...records('commands', 't_start').map(({ time, fields }) => ({ time, text: String(fields['command']) })),
  ...testRuns.map(({ time, fields }) => ({ time, text: String(fields['name']) })),
  ...records('lint').map(({ time, fields }) => ({ time, text: String(fields['tool']) })),
  ...cues.map(({ start, text }) => ({ time: Math.round(start * 1e6), text })),
  ...records('notes').map(({ time, fields }) => ({ time, text: String(fields['text']) })),
].sort((a, b) => a.time - b.time);

/** All of the latest of those steps, which may be several at one moment. */
export function stepsAt(seconds: number): readonly StepTruth[] {
  const last = steps.findLast(({ time }) => time <= seconds * 1e6);
  return steps.filter(({ time }) => time === last?.time);
}
