import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse, type Rehearsal } from '../../capture/rehearsal.ts';
import { refactorMigration } from '../../capture/scenarios/refactor-migration.ts';
import { endsOf } from './ends.ts';

describe('the migration of two repositories', () => {
  const folder = mkdtempSync(join(tmpdir(), 'playhead-migration-'));
  let played: Rehearsal;
  beforeAll(async () => {
    played = await rehearse(refactorMigration, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (wanted: string): Rehearsal['commands'] =>
    played.commands.filter(({ command }) => command.startsWith(wanted));
  const ends = (wanted: string): readonly string[] => endsOf(played, wanted);

  it('is red until each repository is done', () => {
    expect(ends('npm test')).toEqual([
      'Library by tool: 1',
      'Library done: 0',
      'Application by tool: 1',
      'Application done: 0',
    ]);
    expect(ends('npm run lint')).toEqual(['Library done: 0', 'Application done: 1', 'Application done: 0']);
    expect(ends('git commit')).toEqual(['Library done: 0', 'Application done: 0']);
  });

  it('has a tool that at first breaks a file, then leaves alone what it does not understand', () => {
    expect(run('npm test')[0]?.output).toContain('done is not defined');
    const lines = run('node ../shelf/tools')[0]?.output.trim().split('\n') ?? [];
    expect(lines.filter((line) => line.startsWith('rewritten'))).toHaveLength(14);
    expect(lines.filter((line) => line.startsWith('left')).map((line) => /\S+(?=:)/.exec(line)?.[0])).toEqual(
      ['src/main.js', 'src/run-command.js', 'src/run-query.js'],
    );
  });

  it('ends with no callback and no assertion changed, one folder of commands, and clean work trees', () => {
    for (const place of ['shelf/src', 'loans/src', 'loans/bin'])
      expect(spawnSync('grep', ['-rw', 'done', join(folder, place)]).status).toBe(1);
    expect(run('git diff -w test')[0]?.output).toBe('0\n');
    expect(readdirSync(join(folder, 'loans/src'))).toEqual([
      'at-desk.js',
      'commands',
      'commands.js',
      'main.js',
      'store.js',
    ]);
    for (const project of ['shelf', 'loans'])
      expect(
        execFileSync('git', ['status', '--short'], { cwd: join(folder, project), encoding: 'utf8' }),
      ).toBe('');
  });

  it('says why at every structural decision', () => {
    expect(played.decisions.length).toBeGreaterThanOrEqual(10);
  });
});
