/** All benchmarks, in the order in which they run. */

export interface BenchmarkEntry {
  /** Of `bench/NAME.ts`, which exports `run(args)`. */
  readonly name: string;
  /** Its heading in docs/PERFORMANCE.md. */
  readonly title: string;
  /**
   * Options that `npm run bench`, which runs all that have some, hands on to it. It leaves its figures in
   * `bench/results/NAME.json` (see `figures.ts`).
   */
  readonly takes?: readonly ('trace' | 'app' | 'quick' | 'keep' | 'runs')[];
}

const OF_ONE_TRACE = ['trace', 'app', 'quick', 'keep', 'runs'] as const;

export const BENCHMARKS: readonly BenchmarkEntry[] = [
  { name: 'open', title: 'Opening a trace', takes: OF_ONE_TRACE },
  { name: 'seek', title: 'Seeking and dragging', takes: OF_ONE_TRACE },
  { name: 'memory', title: 'Memory', takes: OF_ONE_TRACE },
  { name: 'voice', title: 'The sound', takes: OF_ONE_TRACE },
  { name: 'terminal', title: 'The terminal', takes: ['quick', 'keep', 'runs'] },
  { name: 'growth', title: 'From ten minutes to eight hours', takes: ['app', 'quick', 'keep'] },
  { name: 'events', title: 'A million input events', takes: ['quick', 'keep', 'runs'] },
  { name: 'search', title: 'Searching a whole trace', takes: ['quick', 'keep', 'runs'] },
  { name: 'timeline', title: 'A timeline of millions of items', takes: ['quick', 'keep'] },
  { name: 'batch', title: 'A batch of thousands of traces', takes: OF_ONE_TRACE },
  { name: 'diff', title: 'Files and their changes', takes: ['quick', 'keep'] },
  { name: 'frames', title: 'The right frame' },
  { name: 'playback', title: 'Picture, voice and terminal with the clock' },
];
