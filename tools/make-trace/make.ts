/** Makes a bundle's folder, layer by layer, each written while it is thought up. */
import { chunkHashList, HASHES_ENDING, hashStep, wantsHashes } from '../../src/cli/chunk-hash-list.ts';
import { FRAME_TABLE } from '../../src/cli/frame-table-companion.ts';
import { OUTLINE } from '../../src/cli/sound-outline.ts';
import { companionPath, type Companion, type Step } from '../../src/cli/companions.ts';
import { MANIFEST_PATH } from '../../src/bundle/bundle-source.ts';
import type { Layer } from '../../src/schema/generated/types.ts';
import { writeArchive, writeBrowser, VISIT_MICROS } from './browser.ts';
import { CommandFinder, type MadeCommand } from './commands.ts';
import { Dice } from './dice.ts';
import { domEvents } from './dom.ts';
import type { BundleFolder } from './folder.ts';
import { inputEvents } from './input.ts';
import { ACTOR, CLOCKS, manifestOf, MONOTONIC_ORIGIN, WALL_ORIGIN } from './manifest.ts';
import { makeVideo, makeVoice } from './media.ts';
import type { TraceOptions } from './options.ts';
import { lintReport, TestReports } from './reports.ts';
import { bursts, moments, SECOND, type Burst, type Typed } from './session.ts';
import { cues, note, vttLines } from './speech.ts';
import { castLines } from './terminal.ts';
import { Workspace, type WorkspaceResult } from './workspace.ts';

const TERMINAL = { cols: 120, rows: 40 } as const;
const NOTES_AN_HOUR = 60;

/** Writes all of it to `folder`. `tell` hears of each layer. */
export async function makeTrace(
  options: TraceOptions,
  folder: BundleFolder,
  tell: (note: string) => void,
): Promise<void> {
  const maker = new Maker(options, folder, tell);
  await maker.make();
}

class Maker {
  readonly #options: TraceOptions;
  readonly #folder: BundleFolder;
  readonly #tell: (note: string) => void;
  readonly #duration: number;
  readonly #bursts: readonly Burst[];
  readonly #layers: Layer[] = [];
  readonly #steps: Step[] = [];

  constructor(options: TraceOptions, folder: BundleFolder, tell: (note: string) => void) {
    this.#options = options;
    this.#folder = folder;
    this.#tell = tell;
    this.#duration = Math.round(options.hours * 3_600 * SECOND);
    this.#bursts = bursts(options.seed, this.#duration - VISIT_MICROS);
  }

  async make(): Promise<void> {
    const { seed, hours } = this.#options;
    const folder = this.#folder;
    const commands = this.#terminal();
    const workspace = this.#edits();
    this.#reports(commands, workspace.paths);
    this.#tell('browser');
    const browserLines = folder.lines('layers/browser/browser-events.jsonl');
    const browser = writeBrowser(folder, browserLines, { seed, hours, bursts: this.#bursts });
    this.#end('browser', 'browser_events', browserLines, 'trace-browser-events');
    this.#network(browser.visits);
    this.#dom();
    this.#speech(workspace);
    const typed = [...workspace.typed, ...browser.typed, ...commands.map(typedCommand)];
    this.#input(typed.sort((a, b) => a.start - b.start));
    await this.#media();
    const diff = folder.write('layers/diff/final.diff', workspace.diff);
    this.#layer('diff', 'file_diffs', diff, ['git-diff', null], CLOCKS.none);
    const statement = folder.write('task/statement.md', STATEMENT);
    const layers = [...this.#layers].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
    const manifest = manifestOf({
      ...{ options: this.#options, duration: this.#duration, bursts: this.#bursts, layers },
      ...{ files: folder.files, workspace, steps: this.#steps, statement, diff },
    });
    folder.write(MANIFEST_PATH, `${JSON.stringify(manifest)}\n`);
  }

  #terminal(): readonly MadeCommand[] {
    const { seed, hours, terminal } = this.#options;
    if (terminal === 0) return [];
    this.#tell('terminal');
    const lines = this.#folder.lines('layers/terminal/session.cast');
    const finder = new CommandFinder();
    for (const line of castLines({ seed, megabytes: terminal / 1e6, hours, ...TERMINAL })) {
      lines.add(line);
      finder.add(line);
    }
    if (finder.seconds * SECOND > this.#duration)
      throw new Error('the terminal recording is longer than the session');
    const records = lines.records - 1;
    lines.end();
    this.#layer('terminal', 'terminal', 'layers/terminal/session.cast', ['asciicast', '2'], CLOCKS.media, {
      records,
    });
    const commands = finder.finish();
    if (commands.length > 0) this.#commands(commands);
    return commands;
  }

  #commands(commands: readonly MadeCommand[]): void {
    const lines = this.#folder.lines('layers/commands/commands.jsonl');
    for (const { seq, start, end, text, exitCode, castFrom, castTo } of commands)
      lines.record({
        ...{ seq, terminal: 'terminal', t_start: native(start), t_end: end === null ? null : native(end) },
        ...{ cwd: '/home/dev/ledger', command: text, exit_code: exitCode },
        ...{ exit_source: exitCode === null ? 'unknown' : 'shell', cast_from: castFrom, cast_to: castTo },
      });
    this.#end('commands', 'commands', lines, 'trace-commands');
  }

  #edits(): WorkspaceResult {
    this.#tell('edits');
    const { seed, edits, diffs } = this.#options;
    const workspace = new Workspace(this.#folder, { seed, edits, diffs });
    const lines = this.#folder.lines('layers/edits/ide-edits.jsonl');
    for (const record of workspace.records(this.#bursts)) lines.record({ ...record, t: native(record.t) });
    this.#end('edits', 'ide_edits', lines, 'trace-ide-edits');
    return workspace.finish();
  }

  /** Of the commands that test or lint. */
  #reports(commands: readonly MadeCommand[], paths: readonly string[]): void {
    const { seed } = this.#options;
    const tests = new TestReports(seed);
    const dice = new Dice(seed, 'lint');
    const runs = { test: commands.filter(isTest), lint: commands.filter(isLint) };
    if (runs.test.length > 0) {
      const lines = this.#folder.lines('layers/tests/test-runs.jsonl');
      for (const { seq, start, end, text, exitCode } of runs.test) {
        const path = this.#folder.write(`layers/tests/run-${numbered(seq)}.xml`, tests.next(exitCode === 0));
        const times = { t_start: native(start), t_end: end === null ? null : native(end) };
        lines.record({ ...times, path, format: 'junit', name: text, command_seq: seq, terminal: 'terminal' });
      }
      this.#end('tests', 'test_runs', lines, 'trace-test-runs');
    }
    if (runs.lint.length > 0) {
      const lines = this.#folder.lines('layers/lint/diagnostics.jsonl');
      for (const { seq, start, end, exitCode } of runs.lint) {
        const path = this.#folder.write(
          `layers/lint/run-${numbered(seq)}.sarif`,
          lintReport(dice, exitCode === 0, paths),
        );
        const t = native(end ?? start);
        lines.record({ t, path, format: 'sarif', tool: 'oxlint', command_seq: seq, terminal: 'terminal' });
      }
      this.#end('lint', 'diagnostics', lines, 'trace-diagnostics');
    }
  }

  #network(visits: Parameters<typeof writeArchive>[2]): void {
    const lines = this.#folder.lines('layers/network/session.har');
    const records = writeArchive(lines, this.#options.seed, visits, WALL_ORIGIN);
    lines.end();
    this.#layer('network', 'network', 'layers/network/session.har', ['har', '1.2'], CLOCKS.wall, { records });
  }

  #dom(): void {
    const lines = this.#folder.lines('layers/dom/page.jsonl');
    for (const event of domEvents(this.#options.seed, this.#bursts, WALL_ORIGIN)) lines.record(event);
    const { records } = lines;
    lines.end();
    this.#layer('dom', 'browser_dom', 'layers/dom/page.jsonl', ['rrweb', '2'], CLOCKS.wall, { records });
  }

  #speech({ paths }: WorkspaceResult): void {
    const { seed, hours } = this.#options;
    const lines = this.#folder.lines('layers/transcript/voice.vtt');
    lines.add('WEBVTT');
    lines.add('');
    let records = 0;
    for (const cue of cues(seed, this.#duration)) {
      records += 1;
      for (const line of vttLines(cue, records)) lines.add(line);
    }
    lines.end();
    this.#layer('transcript', 'transcript', 'layers/transcript/voice.vtt', ['webvtt', null], CLOCKS.media, {
      records,
    });
    const notes = this.#folder.lines('layers/notes/annotations.jsonl');
    const dice = new Dice(seed, 'notes');
    const mark = { type: 'sync_mark', actor: ACTOR };
    notes.record({ t: native(0), ...mark, text: 'The session begins.' });
    for (const moment of moments(this.#bursts, Math.ceil(NOTES_AN_HOUR * hours), dice))
      notes.record({ ...note(dice, native(moment), paths), actor: ACTOR });
    notes.record({ t: native(this.#duration), ...mark, text: 'The session ends.' });
    this.#end('notes', 'annotations', notes, 'trace-annotations');
  }

  #input(typed: readonly Typed[]): void {
    const { seed, input: count, width, height } = this.#options;
    if (count === 0) return;
    this.#tell('input events');
    const lines = this.#folder.lines('layers/input/input-events.jsonl');
    const options = { seed, count, bursts: this.#bursts, typed, width, height, duration: this.#duration };
    for (const event of inputEvents(options)) lines.record({ ...event, t: native(event.t) });
    this.#end('input', 'input_events', lines, 'trace-input-events');
  }

  async #media(): Promise<void> {
    const { seed, hours, video, voice, width, height, fps } = this.#options;
    const seconds = hours * 3_600;
    if (video > 0) {
      this.#tell('video');
      const path = 'layers/screen/screen.mp4';
      await makeVideo({ seed, width, height, fps, seconds, bytes: video }, this.#folder.place(path));
      const more = { video: { display_id: '0', region: [0, 0, width, height] }, t_start: 0 };
      await this.#medium('screen', 'screen_video', path, ['video/mp4', null], FRAME_TABLE, more);
    }
    if (voice) {
      this.#tell('voice');
      const path = 'layers/voice/voice.opus';
      await makeVoice(seed, seconds, this.#folder.place(path));
      await this.#medium('voice', 'speech_audio', path, ['audio/ogg', null], OUTLINE, { t_start: 0 });
    }
  }

  /** A medium with what lies beside it. */
  async #medium(
    id: string,
    kind: Layer['kind'],
    path: string,
    format: readonly [string, string | null],
    companion: Companion,
    more: Partial<Layer>,
  ): Promise<void> {
    const place = this.#folder.place(path);
    this.#folder.adopt(path);
    const made = await companion.make(place, this.#folder.entry(path));
    if (!made.made) throw new Error(companion.remark(path, made.reason));
    const beside = companionPath(path, companion.ending);
    this.#folder.write(beside, made.bytes);
    this.#steps.push(made.step(path, beside));
    if (wantsHashes(this.#folder.entry(path))) {
      const hashes = companionPath(path, HASHES_ENDING);
      this.#folder.write(hashes, await chunkHashList(place));
      this.#folder.nameHashes(path, hashes);
      this.#steps.push(hashStep(path, hashes));
    }
    this.#layer(id, kind, path, format, CLOCKS.media, { ...more, [companion.field]: beside });
  }

  #end(id: string, kind: Layer['kind'], lines: ReturnType<BundleFolder['lines']>, format: string): void {
    const { records, path } = lines;
    lines.end();
    if (records === 0) throw new Error(`there is nothing in layer ${id}: make the trace longer`);
    this.#layer(id, kind, path, [format, '1'], CLOCKS.monotonic, { records });
  }

  #layer(
    id: string,
    kind: Layer['kind'],
    path: string,
    [name, version]: readonly [string, string | null],
    clock: Layer['clock'],
    more: Partial<Layer> = {},
  ): void {
    const titles = {
      id,
      kind,
      status: 'present',
      format: { name, version },
      paths: [path],
      actor: ACTOR,
    } as const;
    this.#layers.push({ ...titles, paths: [path], clock, ...more });
  }
}

const ORDER: readonly Layer['kind'][] = [
  'screen_video',
  'input_events',
  'terminal',
  'commands',
  'browser_events',
  'browser_dom',
  'network',
  'ide_edits',
  'file_diffs',
  'test_runs',
  'diagnostics',
  'speech_audio',
  'transcript',
  'annotations',
];

const STATEMENT = `# Totals of the ledger are off by a cent

Some totals differ from the sum of their lines. Find out why, mend it, and let a test hold it.
`;

function native(micros: number): number {
  return micros + MONOTONIC_ORIGIN;
}

function typedCommand({ typed, start, text }: MadeCommand): Typed {
  return { start: typed, end: start, text: `${text}\n` };
}

function isTest({ text }: MadeCommand): boolean {
  return /\b(?:test|vitest|jest|pytest)\b/.test(text);
}

function isLint({ text }: MadeCommand): boolean {
  return /\blint\b/.test(text);
}

function numbered(seq: number): string {
  return String(seq).padStart(5, '0');
}
