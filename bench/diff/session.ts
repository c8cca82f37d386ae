/** A session of very many saves, the same in every run: most files are small, a few are large or have very long lines. */
import { seededRandom } from '../../capture/record/random.ts';
import { Lazy } from '../../src/base/lazy.ts';
import { fromMicros } from '../../src/base/time.ts';
import type { Layer } from '../../src/schema/generated/types.ts';
import { clockMap } from '../../src/trace/clock-map.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { Track } from '../../src/trace/track.ts';

export type Size = 'small' | 'lines' | 'wide';

interface MadeFile {
  readonly path: string;
  readonly size: Size;
  readonly lines: readonly string[];
}

export interface Save {
  readonly micros: number;
  readonly path: string;
  readonly size: Size;
  /** Bytes of the file as it was saved. */
  readonly content: string;
  /** How many saves of the file came before. */
  readonly index: number;
}

export interface MadeSession {
  readonly trace: Trace;
  readonly saves: readonly Save[];
  /** The text of a file after so many saves. */
  textOf(path: string, saves: number): string;
}

const FILES = 300;
const SECOND = 1_000_000;

function makeFile(index: number, random: () => number): MadeFile {
  const size: Size = index % 60 === 7 ? 'lines' : index % 100 === 50 ? 'wide' : 'small';
  const count = size === 'lines' ? 49_000 : size === 'wide' ? 40 : 80 + Math.floor(random() * 700);
  const lines = Array.from({ length: count }, (_, line) => {
    const code = `  const value${line} = compute(${Math.floor(random() * 1e6)}, 'file ${index}');`;
    return size === 'wide' && line === 20 ? `const data = "${'abcdefgh'.repeat(131_072)}";` : code;
  });
  return { path: `src/part${index % 12}/file${index}.ts`, size, lines };
}

/** `edits` saves of 300 files, of which each changes a few lines. */
export function makeSession(edits: number): MadeSession {
  const random = seededRandom(11);
  const files = Array.from({ length: FILES }, (_, index) => makeFile(index, random));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const counts = new Map<string, number>();
  const saves = Array.from({ length: edits }, (_, index): Save => {
    const file = files[Math.floor(random() * FILES)] ?? makeFile(0, random);
    const { path, size } = file;
    const before = counts.get(path) ?? 0;
    counts.set(path, before + 1);
    return { micros: (index + 1) * SECOND, path, size, content: `${path}@${before}`, index: before };
  });
  const textOf = (path: string, count: number): string => {
    const lines = [...(byPath.get(path)?.lines ?? [])];
    for (let edit = 1; edit <= count; edit++) {
      const line = (edit * 7919) % lines.length;
      const text = lines[line] ?? '';
      lines[line] =
        text.length > 1000 ? `${text.slice(0, 600_000)}${edit}${text.slice(600_000)}` : `  changed(${edit});`;
      if (edit % 3 === 0) lines.splice(line, 0, `  added(${edit});`);
    }
    return `${lines.join('\n')}\n`;
  };
  const kept = new Map<string, Uint8Array>();
  const bytesOf = (content: string): Uint8Array => {
    const [path = '', count = '0'] = content.split('@');
    const bytes = kept.get(content) ?? new TextEncoder().encode(textOf(path, Number(count)));
    kept.set(content, bytes);
    return bytes;
  };
  // With an empty diff, a file stood at the base commit as in its first save.
  const read = (path: string): Promise<Uint8Array> =>
    Promise.resolve(path === 'none' ? new Uint8Array() : bytesOf(path));
  const items = saves.map(({ micros, path, content }, index) => ({
    time: fromMicros(micros),
    event: { t: index, type: 'save', file: path, content, diff: 'none' },
  }));
  const clock = { domain: 'monotonic', native_unit: 'us', sync_quality: 'measured' } as const;
  const layer: Layer = { id: 'edits', kind: 'ide_edits', status: 'present', paths: ['edits'], clock };
  const trace = {
    edits: [{ layer, clock: clockMap(clock), content: new Lazy(() => Promise.resolve(new Track(items))) }],
    diffs: [],
    bundle: { files: new Map(), read },
    duration: fromMicros((edits + 1) * SECOND),
    manifest: { task: { repos: [] } },
  };
  return { trace: trace as unknown as Trace, saves, textOf };
}
