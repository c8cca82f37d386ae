/** A correction of one layer's times draws only the panes anew that show something of that layer. */
import { describe, expect, it } from 'vitest';
import { PANES } from '../../src/panes/registry.ts';
import { LAYER_LISTS } from '../../src/trace/correct-trace.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { buildTrace } from '../fixtures/build-trace.ts';

const BUILT = buildTrace({
  commands: ['1-2 npm test =1'],
  output: ['1.5 1 failing'],
  edits: ['3 save a.ts'],
  tests: ['1-2 3/1/0 unit'],
  lint: ['4 0/1 eslint'],
  browser: ['5 navigated https://example.org/'],
  network: ['5-6 GET https://example.org/ 200'],
  cues: ['1-2 hello'],
  notes: ['3 note here'],
  input: ['2 key a'],
  video: { fps: 25, keyEvery: 50 },
  voice: true,
  agent: [],
  stills: ['1 a.png'],
  signals: true,
});
const TASK = {
  ...BUILT.manifest.task,
  criteria: [{ id: 'tests', text: 'All tests pass.', check: 'test', command: 'npm test' }],
} as const;
const TRACE: Trace = { ...BUILT, manifest: { ...BUILT.manifest, task: TASK } };

/** The same trace with another list of that name. */
function withOther(
  name: 'inputs' | 'stills' | 'commands' | 'networks' | 'voices' | 'transcripts' | 'logs',
): Trace {
  return { ...TRACE, [name]: [...TRACE[name]] };
}

describe('the panes of a corrected trace', () => {
  it.each([
    ['inputs', ['video', 'steps']],
    ['stills', ['stills']],
    ['commands', ['terminal', 'tests', 'conversation', 'steps', 'task']],
    ['networks', ['browser', 'steps']],
    ['voices', ['video', 'voice']],
    ['logs', ['signals']],
    ['transcripts', ['video', 'voice', 'steps']],
  ] as const)('are others for %s where it is shown', (name, expected) => {
    const before = PANES.map((pane) => pane.bind(TRACE));
    const after = PANES.map((pane) => pane.bind(withOther(name)));
    const drawn = PANES.filter((_, index) => before[index] !== after[index]).map(({ id }) => id);
    expect(drawn).toEqual(expected);
    expect(before).not.toContain(undefined);
  });

  it('look at no list but those that they need', () => {
    for (const pane of PANES)
      for (const name of [...LAYER_LISTS, 'layers', 'displays', 'diffs'] as const) {
        const manifest = { ...TRACE.manifest };
        const plain: Trace = { ...TRACE, manifest };
        const looked = new Set<string>();
        const spied = Object.defineProperty({ ...plain }, name, {
          get: () => (looked.add(name), plain[name]),
        });
        const before = pane.bind(spied);
        if (looked.has(name))
          expect(pane.bind({ ...plain, [name]: plain[name].slice() }), name).not.toBe(before);
      }
  });
});
