/** What a person edits: files over hundreds of names, some of them very large, and the records of what was done to them. */
import type { EditEvent, TextChange } from '../../src/schema/generated/types.ts';
import { Dice } from './dice.ts';
import type { BundleFolder } from './folder.ts';
import { moments, SECOND, type Burst, type Typed } from './session.ts';
import { codeLine, noun, proseLine, verb } from './words.ts';
import { WorkFile } from './work-file.ts';

const EDITS_A_FILE = 12;
const MAX_FILES = 2_000;
/** Lines of the longest file that is worked on, and characters of the longest line. */
const MANY_LINES = 50_000;
const LONG_LINE = 1_000_000;
/** Writes of each of the very large files. */
const LARGE_WRITES = 10;
/** Fewer edits than this, and there are no very large files. */
const EDITS_WITH_LARGE = 200;
const EDITS_A_COMMIT = 60;
/** Characters. */
const TYPED_OF_A_LINE = 14;
const MOST_REMOVED = 120;
/** Seconds between two changes that are typed. */
const TYPING = { from: 0.9, to: 2.2 } as const;

export interface WorkspaceResult {
  /** What was typed into files, in order. */
  readonly typed: readonly Typed[];
  readonly baseCommit: string;
  readonly headCommit: string;
  /** All that was changed since the base commit. */
  readonly diff: string;
  /** Files that exist at the end, for reports to name. */
  readonly paths: readonly string[];
}

interface WorkspaceOptions {
  readonly seed: number;
  readonly edits: number;
  readonly diffs: 'first' | 'all';
}

/** Writes contents and diffs to `folder`, and hands out the records in order; times in microseconds of trace time. */
export class Workspace {
  readonly #dice: Dice;
  readonly #folder: BundleFolder;
  readonly #options: WorkspaceOptions;
  readonly #files: WorkFile[] = [];
  readonly #removed: WorkFile[] = [];
  readonly #large: readonly WorkFile[];
  readonly #largeEvery: number;
  readonly #typed: Typed[] = [];
  readonly #base: string;
  #head: string;
  #front: WorkFile | undefined;
  #diffs = 0;

  constructor(folder: BundleFolder, options: WorkspaceOptions) {
    this.#dice = new Dice(options.seed, 'workspace');
    this.#folder = folder;
    this.#options = options;
    this.#base = this.#dice.hex(40);
    this.#head = this.#base;
    const count = Math.min(MAX_FILES, Math.max(6, Math.round(options.edits / EDITS_A_FILE)));
    for (let n = 0; n < count; n += 1) this.#files.push(this.#baseFile(n));
    this.#large = options.edits < EDITS_WITH_LARGE ? [] : [manyLines(this.#dice), longLine(this.#dice)];
    this.#largeEvery = Math.floor(options.edits / (this.#large.length * LARGE_WRITES + 1));
  }

  /** The records, in order. */
  *records(bursts: readonly Burst[]): Generator<EditEvent> {
    const { edits } = this.#options;
    let done = 0;
    let last = 0;
    for (const moment of moments(bursts, edits, this.#dice)) {
      done += 1;
      yield* this.#edit(done, last, Math.max(moment, last + 1));
      last = Math.max(moment, last + 1);
      if (done % EDITS_A_COMMIT === 0 || done === edits) yield this.#commit(last);
    }
  }

  /** Once all records were taken. */
  finish(): WorkspaceResult {
    const all = [...this.#files, ...this.#large];
    const changed = [...all.map((file) => file.diff()), ...this.#removed.map((file) => file.diff(true))];
    return {
      typed: this.#typed,
      baseCommit: this.#base,
      headCommit: this.#head,
      diff: changed.join(''),
      paths: all.map(({ path }) => path),
    };
  }

  /** One write, with what leads up to it after `after`. */
  *#edit(count: number, after: number, at: number): Generator<EditEvent> {
    const dice = this.#dice;
    const large = this.#large[Math.floor(count / this.#largeEvery) % this.#large.length];
    if (large && count % this.#largeEvery === 0) yield* this.#write(large, after, at, 'editor');
    else if (dice.chance(0.03)) yield this.#create(at);
    else if (dice.chance(0.015) && this.#files.length > 6) yield this.#delete(at);
    else if (dice.chance(0.015)) yield this.#rename(at);
    else yield* this.#write(this.#pick(), after, at, dice.chance(0.35) ? 'command' : 'editor');
  }

  *#write(file: WorkFile, after: number, at: number, by: 'editor' | 'command'): Generator<EditEvent> {
    const dice = this.#dice;
    if (by === 'command') this.#change(file);
    else {
      const changes = dice.whole(1, 2);
      let time = Math.max(after, at - Math.round(changes * TYPING.to * SECOND) - SECOND);
      // A save is later than all that was typed.
      const until = at - 1;
      const room = until - time;
      if (this.#front !== file) {
        yield { t: time, type: this.#front && !dice.chance(0.4) ? 'focus' : 'open', file: file.path };
        this.#front = file;
      }
      for (let n = 0; n < changes; n += 1) {
        const next = Math.min(
          until,
          time + Math.round(Math.min(room / changes, dice.between(TYPING.from, TYPING.to) * SECOND)),
        );
        const change = this.#change(file);
        // An editor completes the rest.
        if (change.text.length > 0 && next > time)
          this.#typed.push({ start: time, end: next, text: change.text.slice(0, TYPED_OF_A_LINE) });
        time = next;
        yield { t: time, type: 'change', file: file.path, changes: [change] };
      }
    }
    const first = !file.saved;
    file.saved = true;
    yield {
      t: at,
      type: 'save',
      file: file.path,
      by,
      ...this.#diff(file, first),
      ...this.#folder.blob(file.text),
    };
  }

  #change(file: WorkFile): TextChange {
    const dice = this.#dice;
    const near = dice.chance(0.7) ? file.place + dice.whole(-12, 12) : dice.whole(0, file.length - 1);
    const at = Math.max(0, Math.min(file.length - 1, near));
    const roll = dice.share();
    if (roll < 0.58 || file.length < 4)
      return file.insert(Math.min(at + 1, file.length), lineOf(file.path, dice));
    if (roll < 0.86 || file.lineLength(at) > MOST_REMOVED)
      return file.retype(
        at,
        dice.whole(0, file.lineLength(at)),
        MOST_REMOVED,
        lineOf(file.path, dice).trim(),
      );
    return file.remove(at, Math.min(dice.whole(1, 3), file.length - at));
  }

  #create(t: number): EditEvent {
    const dice = this.#dice;
    const file = new WorkFile(this.#path(), undefined);
    for (let n = dice.whole(8, 60); n > 0; n -= 1) file.insert(file.length, lineOf(file.path, dice));
    file.saved = true;
    this.#files.push(file);
    this.#front = file;
    return {
      t,
      type: 'create',
      file: file.path,
      by: 'editor',
      ...this.#diff(file, true),
      ...this.#folder.blob(file.text),
    };
  }

  #delete(t: number): EditEvent {
    const index = this.#dice.whole(0, this.#files.length - 1);
    const [file] = this.#files.splice(index, 1);
    if (!file) throw new Error('there is no file to delete');
    if (file.basePath !== undefined) this.#removed.push(file);
    if (this.#front === file) this.#front = undefined;
    return { t, type: 'delete', file: file.path, by: 'command', ...this.#diff(file, !file.saved, true) };
  }

  #rename(t: number): EditEvent {
    const file = this.#pick();
    const { path } = file;
    file.path = this.#path(path.slice(path.lastIndexOf('.')));
    return { t, type: 'rename', file: path, to: file.path };
  }

  #commit(t: number): EditEvent {
    const dice = this.#dice;
    this.#head = dice.hex(40);
    return { t, type: 'commit', commit: this.#head, message: `${verb(dice)} ${noun(dice)} of ${noun(dice)}` };
  }

  /** Only the first diff tells what stood at the base commit; a recorder need not write the others. */
  #diff(file: WorkFile, first: boolean, deleted = false): { readonly diff?: string } {
    if (!first && this.#options.diffs === 'first') return {};
    this.#diffs += 1;
    return {
      diff: this.#folder.write(
        `layers/edits/${String(this.#diffs).padStart(6, '0')}.diff`,
        file.diff(deleted),
      ),
    };
  }

  #pick(): WorkFile {
    if (this.#front && this.#files.includes(this.#front) && this.#dice.chance(0.55)) return this.#front;
    const file = this.#files[this.#dice.uneven(this.#files.length)];
    if (!file) throw new Error('the workspace is empty');
    return file;
  }

  #baseFile(number: number): WorkFile {
    const dice = this.#dice;
    const path = this.#path(undefined, number);
    const lines = Array.from({ length: Math.round(20 + 380 * dice.share() ** 2) }, () => lineOf(path, dice));
    return new WorkFile(path, lines);
  }

  /** A path that no other file has. */
  #path(ending?: string, number = this.#files.length): string {
    const dice = this.#dice;
    const kind = ending ?? dice.pick(['.ts', '.ts', '.ts', '.tsx', '.test.ts', '.md', '.json', '.css']);
    const top = kind === '.test.ts' ? 'test' : kind === '.md' ? 'docs' : 'src';
    return `${top}/${noun(dice)}/${verb(dice)}-${noun(dice)}-${number}-${dice.hex(3)}${kind}`;
  }
}

function lineOf(path: string, dice: Dice): string {
  if (path.endsWith('.csv')) return measurement(dice);
  if (path.endsWith('.json')) return `  "${noun(dice)}_${dice.hex(4)}": ${dice.whole(0, 9_999)},`;
  return path.endsWith('.md') ? proseLine(dice) : codeLine(dice);
}

function manyLines(dice: Dice): WorkFile {
  const lines = Array.from({ length: MANY_LINES - 200 }, () => measurement(dice));
  return new WorkFile('data/measurements.csv', lines);
}

function measurement(dice: Dice): string {
  return `${dice.whole(100_000, 999_999)},${noun(dice)},${dice.between(0, 1_000).toFixed(3)}`;
}

function longLine(dice: Dice): WorkFile {
  const parts: string[] = [];
  for (let length = 0; length < LONG_LINE;) {
    const part = `function ${verb(dice)}${dice.hex(2)}(e,t){return e.${noun(dice)}>${dice.whole(0, 999)}?t(${dice.hex(5)}):e}`;
    parts.push(part);
    length += part.length;
  }
  return new WorkFile('vendor/bundle.min.js', ['/* built */', parts.join(''), '//# end']);
}
