/** What the files of a sample say, read anew: nothing of the code that draws them has a part in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../src/schema/generated/types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A record of a layer with its trace time in microseconds. */
export interface Placed {
  readonly time: number;
  readonly fields: Fields;
}

/** Something that took time, both ends in microseconds. */
export interface Spent extends Placed {
  readonly end: number;
}

export interface TestRun extends Spent {
  /** Name → passed. */
  readonly tests: ReadonlyMap<string, boolean>;
}

/** What is said, in seconds. */
interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Phase = NonNullable<Manifest['outcome']['phases']>[number];

/** Microseconds of a layer's own unit. */
const UNITS: Readonly<Record<string, number>> = { us: 1, ms: 1000, s: 1_000_000 };

/** One sample of `public/samples`. */
export class BundleTruth {
  /** Its folder, from the repository's root. */
  readonly root: string;
  readonly manifest: Manifest;

  constructor(name: string) {
    this.root = `public/samples/${name}`;
    this.manifest = JSON.parse(this.read('trace_schema_v2.json')) as Manifest;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Trace time in microseconds of a native time of a layer, along its clock map of one point or two. */
  place(id: string, native: number): number {
    const { clock } = this.#layer(id);
    const [point, other] = clock.map ?? [];
    const unit = UNITS[clock.native_unit];
    if (!point || unit === undefined) throw new Error(`the layer ${id} of ${this.root} has no clock map`);
    const rate = other ? (other.trace_us - point.trace_us) / (other.native - point.native) : unit;
    return Math.round((native - point.native) * rate + point.trace_us);
  }

  /** The records of a JSON Lines layer by their times, which stand under `key`. */
  records(id: string, key = 't'): readonly Placed[] {
    return this.lines(id).map((fields) => ({ fields, time: this.place(id, Number(fields[key])) }));
  }

  /** The lines of a JSON Lines layer. */
  lines(id: string): readonly Fields[] {
    const lines = this.read(this.#pathOf(id)).trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Fields);
  }

  /** The document of a JSON layer. */
  document(id: string): unknown {
    return JSON.parse(this.read(this.#pathOf(id)));
  }

  get commands(): readonly Spent[] {
    return this.#spent('commands');
  }

  /** The runs of a command, at least one. */
  runsOf(command: string): readonly [Spent, ...Spent[]] {
    const [first, ...others] = this.commands.filter(({ fields }) => fields['command'] === command);
    return [known(first, `run of ${command}`), ...others];
  }

  /** What each test run found, as its XML says. */
  get testRuns(): readonly TestRun[] {
    return this.#spent('tests').map((run) => {
      const xml = this.read(String(run.fields['path']));
      const cases = xml.matchAll(/<testcase name="([^"]*)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g);
      const tests = [...cases].map(
        ([, name = '', body = '']) => [unescape(name), !/<(?:failure|error)\b/.test(body)] as const,
      );
      return { ...run, tests: new Map(tests) };
    });
  }

  /** The first note that holds these words. */
  note(words: string): Placed {
    const found = this.records('notes').find(({ fields }) => String(fields['text']).includes(words));
    return known(found, `note with “${words}”`);
  }

  get phases(): readonly Phase[] {
    return this.manifest.outcome.phases ?? [];
  }

  phase(name: string): Phase {
    return known(
      this.phases.find((phase) => phase.name === name),
      `phase ${name}`,
    );
  }

  get cues(): readonly Cue[] {
    return this.read(this.#pathOf('transcript'))
      .split('\n\n')
      .flatMap((block) => {
        const match = /^(\d+):(\d+):([\d.]+) --> (\d+):(\d+):([\d.]+)$\n([\s\S]+)/m.exec(block);
        if (!match) return [];
        const [, h, m, s, eh, em, es, text = ''] = match;
        const seconds = (hours?: string, minutes?: string, rest?: string): number =>
          Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
        return [{ start: seconds(h, m, s), end: seconds(eh, em, es), text: text.trim() }];
      });
  }

  #spent(id: string): readonly Spent[] {
    return this.records(id, 't_start').map((record) => ({
      ...record,
      end: this.place(id, Number(record.fields['t_end'])),
    }));
  }

  #layer(id: string): Manifest['layers'][number] {
    return known(
      this.manifest.layers.find((layer) => layer.id === id),
      `layer ${id}`,
    );
  }

  #pathOf(id: string): string {
    const [path] = this.#layer(id).paths ?? [];
    return known(path, `file of the layer ${id}`);
  }
}

/** What a sample is known to have; `what` names it. */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the sample has no ${what}`);
  return value;
}

/** The last that is there at that moment; `items` in time order. */
export function lastAt<T extends Placed>(items: readonly T[], micros: number): T | undefined {
  return items.findLast(({ time }) => time <= micros);
}

function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
