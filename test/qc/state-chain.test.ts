/** Chains of files that are made, deleted, of one name in two places, and in two repositories. */
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/base/hash.ts';
import { openTrace } from '../../src/trace/open-trace.ts';
import { buildBundle, lines, type LayerSpec } from '../fixtures/build-bundle.ts';
import { judgeBy } from './one-rule.ts';

const hashOf = (text: string): string => sha256Hex(new TextEncoder().encode(text));

/** A diff of one line that became another; undefined: the file was not there. */
function diff(path: string, before: string | undefined, after: string | undefined): string {
  return [
    `diff --git a/${path} b/${path}`,
    ...(before === undefined ? ['new file mode 100644'] : []),
    ...(after === undefined ? ['deleted file mode 100644'] : []),
    `--- ${before === undefined ? '/dev/null' : `a/${path}`}`,
    `+++ ${after === undefined ? '/dev/null' : `b/${path}`}`,
    `@@ -${before === undefined ? '0,0' : '1'} +${after === undefined ? '0,0' : '1'} @@`,
    ...(before === undefined ? [] : [`-${before}`]),
    ...(after === undefined ? [] : [`+${after}`]),
    '',
  ].join('\n');
}

interface Write {
  readonly file: string;
  readonly type?: 'save' | 'create' | 'delete';
  readonly before?: string;
  readonly after?: string;
  /** The path in its diff, where it is another. */
  readonly inDiff?: string;
}

/** What is wrong with a chain of writes, one a second, against final diffs. */
async function faults(
  writes: readonly Write[],
  finals: Readonly<Record<string, string>>,
  repos: readonly object[] = [],
): Promise<readonly string[]> {
  const files: Record<string, string> = {};
  const events = writes.map(({ file, type = 'save', before, after, inDiff = file }, index) => {
    files[`edits/${index}.diff`] = diff(inDiff, before, after);
    if (after !== undefined) files[`blobs/${index}`] = `${after}\n`;
    const content = after === undefined ? {} : { content: `blobs/${index}`, sha256: hashOf(`${after}\n`) };
    return { t: (index + 1) * 1_000_000, type, file, diff: `edits/${index}.diff`, ...content };
  });
  const layers: LayerSpec[] = [
    { id: 'edits', kind: 'ide_edits', content: lines(...events) },
    ...Object.entries(finals).map(([id, content]): LayerSpec => ({ id, kind: 'file_diffs', content })),
  ];
  const task = { family: 'bug_fix', title: 'A test', criteria: [], repos };
  const trace = await openTrace(buildBundle({ layers, files, manifest: { task } }));
  const { result, findings } = await judgeBy(trace, 'state-chain');
  expect(result).toBe(findings.length === 0 ? 'pass' : 'fail');
  return findings.map(({ message }) => message);
}

describe('state-chain', () => {
  it('holds for files that are made, deleted, and of one name in two places', async () => {
    const writes: Write[] = [
      { file: 'a.js', before: 'one', after: 'two' },
      { file: 'src/a.js', before: 'uno', after: 'dos' },
      { file: 'new.js', type: 'create', after: 'fresh' },
      { file: 'old.js', type: 'delete', before: 'stale' },
    ];
    const final =
      diff('a.js', 'one', 'two') + diff('new.js', undefined, 'fresh') + diff('old.js', 'stale', undefined);
    expect(await faults(writes, { final: final + diff('src/a.js', 'uno', 'dos') })).toEqual([]);
    expect(await faults(writes, { final })).toEqual([
      'src/a.js: it differs from its base, and the final diff does not speak of it.',
    ]);
    expect(await faults(writes.slice(0, 2), { final: final + diff('src/a.js', 'uno', 'dos') })).toEqual([
      'new.js: the final diff changes it, and no write of it is recorded.',
      'old.js: the final diff changes it, and no write of it is recorded.',
    ]);
  });

  it('takes a file that went here and came there for moved, where the final diff says so', async () => {
    const writes: Write[] = [
      { file: 'src/new.js', type: 'create', after: 'two' },
      { file: 'lib/old.js', type: 'delete', before: 'one' },
    ];
    const moved = [
      'diff --git a/lib/old.js b/src/new.js',
      'similarity index 50%',
      'rename from lib/old.js',
      'rename to src/new.js',
    ];
    const final = `${moved.join('\n')}\n--- a/lib/old.js\n+++ b/src/new.js\n@@ -1 +1 @@\n-one\n+two\n`;
    expect(await faults(writes, { final })).toEqual([]);
    expect(await faults(writes, { final: final.replace('-one', '-uno') })).toEqual([
      'src/new.js: the final diff does not lead back to its base.',
    ]);
    expect(await faults(writes.slice(0, 1), { final })).toEqual([
      'src/new.js: it was new, and the final diff says that it was there.',
    ]);
    const stays: Write = { file: 'lib/old.js', before: 'one', after: 'three' };
    expect(await faults([...writes.slice(0, 1), stays], { final })).toEqual([
      'lib/old.js: it is there, and the final diff says that it was moved away.',
    ]);
  });

  it('keeps repositories apart', async () => {
    const writes: Write[] = [
      { file: 'app/a.js', before: 'one', after: 'two', inDiff: 'a.js' },
      { file: 'lib/a.js', before: 'uno', after: 'dos', inDiff: 'a.js' },
    ];
    const repos = ['app', 'lib'].map((name) => ({
      name,
      base_commit: null,
      diff_path: `layers/${name}/content.jsonl`,
    }));
    const finals = { app: diff('a.js', 'one', 'two'), lib: diff('a.js', 'uno', 'dos') };
    expect(await faults(writes, finals, repos)).toEqual([]);
    expect(await faults(writes, { app: finals.lib, lib: finals.app }, repos)).toHaveLength(2);
  });

  it('breaks where a file was another one before', async () => {
    const writes: Write[] = [
      { file: 'a.js', before: 'one', after: 'two' },
      { file: 'a.js', before: 'eins', after: 'three' },
    ];
    expect(await faults(writes, { final: diff('a.js', 'one', 'three') })).toEqual([
      'a.js: its diff does not lead back to the base that its first write had.',
    ]);
    expect(await faults(writes.slice(0, 1), { final: diff('a.js', 'one', 'four') })).toEqual([
      'a.js: the final diff does not fit what was written last.',
    ]);
  });
});
