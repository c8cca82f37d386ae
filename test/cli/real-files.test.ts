/** Real recordings by other people: each becomes a bundle that loads, or is refused with a stated reason. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DATA, playhead, scratch } from './helpers.ts';

const FOLDERS = [
  'asciicast',
  'terminal-bench-trial',
  'screen-video',
  'computer-use-agentnet',
  'captions-media',
  'rrweb',
];
const OPTIONS: readonly (readonly [RegExp, string])[] = [
  [/\.cast$|asciicast\/.*\.json$/, '--terminal'],
  [/rrweb\/.*\.json$/, '--rrweb'],
  [/\.(?:mp4|webm)$/, '--video'],
  [/\.(?:vtt|srt)$/, '--transcript'],
  [/\.mp3$/, '--audio'],
];

/** Files that must be refused, with what the refusal says. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  'v2-no-events.cast': /no length/,
  // All of their events are at time 0.
  'v3-powerline.cast': /no length/,
  'v3-theme.cast': /no length/,
};

const found = existsSync(DATA)
  ? FOLDERS.flatMap((folder) =>
      readdirSync(join(DATA, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    ).flatMap((path) => {
      const option = OPTIONS.find(([pattern]) => pattern.test(path))?.[1];
      return option === undefined ? [] : [[path, option] as const];
    })
  : [];

describe('playhead new of real files', async () => {
  const folder = await scratch();
  if (found.length === 0)
    it('are absent', ({ skip }) => {
      skip(`${DATA} is absent`);
    });

  const table: { file: string; result: string }[] = [];
  let count = 0;

  it.each(found)('%s', async (path, option) => {
    const bundle = join(folder, `bundle-${++count}`);
    const made = await playhead('new', option, join(DATA, path), '-o', bundle);
    const [first = ''] = (made.code === 0 ? made.out : made.err).split('\n');
    table.push({ file: path, result: first.replace(`${bundle}: `, '') });
    const refusal = REFUSED[basename(path)];
    if (refusal) {
      expect(made).toMatchObject({ code: 1, err: expect.stringMatching(refusal) as string });
      expect(existsSync(bundle)).toBe(false);
      return;
    }
    expect(made).toMatchObject({ code: 0 });
    expect(await playhead('validate', bundle)).toMatchObject({ code: 0 });
  });

  afterAll(() => {
    // The table is the record of what happened to each file.
    process.stdout.write(`${table.map(({ file, result }) => `${file}: ${result}`).join('\n')}\n`);
  });
});
