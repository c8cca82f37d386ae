import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceTime } from '../../src/base/time.ts';
import type { BundleFile, EditEvent } from '../../src/schema/generated/types.ts';
import { Workspace } from '../../src/trace/workspace.ts';
import { WorkspaceTexts } from '../../src/trace/workspace-texts.ts';

const SAMPLE = 'public/samples/bug-fix';

describe('the sample, against git', () => {
  const clone = mkdtempSync(join(tmpdir(), 'playhead-base-'));
  const git = (...more: readonly string[]): string =>
    execFileSync('git', ['-C', clone, ...more], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const manifest = JSON.parse(readFileSync(join(SAMPLE, 'trace_schema_v2.json'), 'utf8')) as {
    readonly task: {
      readonly repos: readonly { readonly base_commit: string; readonly head_commit: string }[];
    };
    readonly files: readonly BundleFile[];
  };
  const [repo] = manifest.task.repos;
  const events = readFileSync(join(SAMPLE, 'layers/edits/ide-edits.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as EditEvent);
  const workspace = new Workspace(events.map((event) => ({ time: event.t as TraceTime, event })));
  const texts = new WorkspaceTexts({
    files: new Map(manifest.files.map((file) => [file.path, file])),
    read: (path) => Promise.resolve(readFileSync(join(SAMPLE, path))),
  });
  let hasGit = true;

  beforeAll(() => {
    try {
      execFileSync('git', ['--version'], { stdio: 'ignore' });
    } catch {
      hasGit = false;
      return;
    }
    git('clone', '--quiet', join(process.cwd(), SAMPLE, 'task/repo.bundle'), '.');
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  it('has the base commit’s text of every changed file, byte for byte', async ({ skip }) => {
    if (!hasGit) return skip('git is not here');
    expect(workspace.files).toHaveLength(3);
    for (const file of workspace.files) {
      const path = file.names[0]?.path ?? '';
      expect(await texts.base(file)).toMatchObject({
        text: git('show', `${repo?.base_commit ?? ''}:${path}`),
      });
    }
  });

  it('has after each save what git makes of the base and the diff of that save', async ({ skip }) => {
    if (!hasGit) return skip('git is not here');
    let checked = 0;
    for (const file of workspace.files)
      for (const version of file.versions) {
        git('checkout', '--quiet', '--force', repo?.base_commit ?? '');
        git('apply', join(process.cwd(), SAMPLE, version.diff ?? ''));
        const text = readFileSync(join(clone, file.names[0]?.path ?? ''), 'utf8');
        expect(await texts.version(version)).toMatchObject({ text, sha256: version.sha256 });
        checked += 1;
      }
    expect(checked).toBe(6);
  });
});
