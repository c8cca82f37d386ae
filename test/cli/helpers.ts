/** A scratch folder, small captured files, and the command run inside this process. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { run } from '../../src/cli/run.ts';

/** Files by other people, beside the repository; not everyone has them. */
export const DATA = resolve('..', 'shared', 'data');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `playhead ARGS` in this process. */
export async function playhead(...args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, { print: (line) => void out.push(line), warn: (line) => void err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A folder that is gone after the tests of the file. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'playhead-cli-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether there is such a program here that tells its version: ffmpeg and those of its kind. */
export function canRun(program: string): boolean {
  try {
    execFileSync(program, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const CAST = [
  '{"version":2,"width":80,"height":24}',
  '[0.5,"o","$ npm test\\r\\n"]',
  '[12.25,"o","1 passed\\r\\n"]',
  '',
].join('\n');

const COMMAND = {
  seq: 1,
  terminal: 'main',
  t_start: 500,
  t_end: 12_250,
  cwd: '/work',
  command: 'npm test',
  exit_code: 0,
  exit_source: 'shell',
};

const JUNIT = '<testsuites><testsuite name="a"><testcase name="one"/></testsuite></testsuites>';
const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [{ tool: { driver: { name: 'eslint' } }, results: [] }],
});
const HAR = JSON.stringify({
  log: { version: '1.2', entries: [{ startedDateTime: '2026-01-01T00:00:00.000Z', time: 250 }] },
});
const DIFF = 'diff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-one\n+two\n';

/** One small file of each kind but video and sound, by option. */
export const INPUTS: Readonly<Record<string, readonly [string, string]>> = {
  terminal: ['My Session (1).CAST', CAST],
  commands: ['commands.jsonl', `${JSON.stringify(COMMAND)}\n`],
  input: ['input.jsonl', '{"t":600,"type":"key_down","key":"a"}\n{"t":11000,"type":"key_up","key":"a"}\n'],
  transcript: ['voice.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nI run the tests.\n'],
  diff: ['fix.patch', DIFF],
  junit: ['report.xml', JUNIT],
  sarif: ['lint.sarif', SARIF],
  browser: [
    'browser.jsonl',
    '{"t":700,"type":"navigated","tab":"1","url":"http://localhost/"}\n{"t":12000,"type":"tab_closed","tab":"1"}\n',
  ],
  har: ['page.har', HAR],
};

/** Writes the inputs into `folder`; gives the arguments of `playhead new`. */
export async function writeInputs(folder: string): Promise<readonly string[]> {
  const args: string[] = [];
  for (const [option, [name, text]] of Object.entries(INPUTS)) {
    await writeFile(join(folder, name), text);
    args.push(`--${option}`, join(folder, name));
  }
  return args;
}

/** Every file below a folder with its bytes, by path. */
export async function contents(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const files = await Promise.all(
    entries.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), await readFile(path)] as const;
    }),
  );
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
