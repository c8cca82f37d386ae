/** Files of records, each read from its bytes alone: in native time, and checked against its schema. Pure. */
import { asTraceError, type Problem, type TraceError } from '../base/errors.ts';
import { FileHash } from '../base/hash.ts';
import type { Validator } from '../schema/check.ts';
import type {
  Annotation,
  BrowserEvent,
  CommandRecord,
  DiagnosticsRun,
  EditEvent,
  ScreenFrame,
  TestRun,
} from '../schema/generated/types.ts';
import * as validators from '../schema/generated/validators.js';
import type { AgentRun, AtifStep } from './agent-steps.ts';
import { parseAtif } from './atif.ts';
import { parseCues, type SpokenCue } from './cues.ts';
import { parseHar, type HarEntry } from './har.ts';
import type { InputColumns } from './input-columns.ts';
import type { DiagnosticsItem, TestCounts } from './layers.ts';
import { LogReader } from './otlp-logs.ts';
import { MetricReader } from './otlp-metrics.ts';
import { isOtlpRequest, MAX_OTLP_CHARACTERS, MAX_OTLP_LINE } from './otlp-request.ts';
import { SpanReader } from './otlp-spans.ts';
import { InputReader } from './read-input.ts';
import { linesOf, RecordLines } from './record-lines.ts';
import { ctrfCounts, junitCounts, sarifCounts } from './reports.ts';
import { parseRrweb, type RrwebEvent } from './rrweb.ts';
import type { OtlpLog, OtlpSeries, OtlpSpan, SignalHead } from './signals.ts';

/** Kind of file → what it holds: one thing, and a list of any length. */
export interface FileTypes {
  readonly input_events: Holds<InputColumns, never>;
  readonly commands: Holds<undefined, CommandRecord>;
  readonly browser_events: Holds<undefined, BrowserEvent>;
  readonly ide_edits: Holds<undefined, EditEvent>;
  readonly test_runs: Holds<undefined, TestRun>;
  readonly diagnostics: Holds<undefined, DiagnosticsRun>;
  readonly annotations: Holds<undefined, Annotation>;
  readonly screen_frames: Holds<undefined, ScreenFrame>;
  /** Requests by their start, and how many have no place. */
  readonly network: Holds<number, HarEntry>;
  readonly browser_dom: Holds<undefined, RrwebEvent>;
  readonly transcript: Holds<undefined, SpokenCue>;
  readonly agent_steps: Holds<AgentRun, AtifStep>;
  readonly otel_spans: Holds<SignalHead, OtlpSpan>;
  readonly otel_logs: Holds<SignalHead, OtlpLog>;
  readonly otel_metrics: Holds<SignalHead, OtlpSeries>;
  readonly junit: Holds<TestCounts, never>;
  readonly ctrf: Holds<TestCounts, never>;
  readonly sarif: Holds<DiagnosticsItem['counts'], never>;
}

export interface Holds<H, I> {
  readonly head: H;
  readonly items: readonly I[];
}

export type FileKind = keyof FileTypes;

/** What was read of a file. All of it can be copied to another thread. */
export interface FileContent<T> {
  /** What is wrong with the file as a whole, instead of what it holds. */
  readonly holds: T | Pick<TraceError, 'code' | 'details'>;
  readonly problems: readonly Problem[];
  /** There is nothing in it but blanks. */
  readonly blank: boolean;
  /** Its length, and its SHA-256 in lower-case hexadecimal. */
  readonly bytes: number;
  readonly sha256: string;
}

/** A file that is to be read. */
export interface FileToRead<K extends FileKind> {
  readonly kind: K;
  readonly path: string;
  /** The bundle follows a newer minor version of the schema than this program. */
  readonly newer: boolean;
}

/** Takes the columns of all events that are read so far; they are its own. */
export type OnInput = (columns: InputColumns) => void;

type Pieces = AsyncIterable<Uint8Array>;
type Read<T> = (
  pieces: Pieces,
  file: Pick<FileToRead<FileKind>, 'path' | 'newer'>,
  onInput?: OnInput,
) => Promise<Omit<FileContent<T>, 'bytes' | 'sha256'>>;

const READ: { readonly [K in FileKind]: Read<FileTypes[K]> } = {
  input_events: readInput,
  commands: records(validators.commands),
  browser_events: records(validators.browser_events),
  ide_edits: records(validators.ide_edits),
  test_runs: records(validators.test_runs),
  diagnostics: records(validators.diagnostics),
  annotations: records(validators.annotations),
  screen_frames: records(validators.screen_frames),
  network: whole((text, path) => {
    const { entries, skipped } = parseHar(text, path);
    return { head: skipped, items: entries };
  }),
  browser_dom: whole((text, path) => {
    const { events, problems } = parseRrweb(text, path);
    return { head: undefined, items: events, problems };
  }),
  agent_steps: whole((text, path) => {
    const { run, steps, problems } = parseAtif(text, path);
    return { head: run, items: steps, problems };
  }),
  otel_spans: requests((path) => new SpanReader(path)),
  otel_logs: requests((path) => new LogReader(path)),
  otel_metrics: requests((path) => new MetricReader(path)),
  transcript: whole(async (text, path) => ({ head: undefined, items: await parseCues(text, path) })),
  junit: whole((text, path) => ({ head: junitCounts(text, path), items: [] })),
  ctrf: whole((text, path) => ({ head: ctrfCounts(text, path), items: [] })),
  sarif: whole((text, path) => ({ head: sarifCounts(text, path), items: [] })),
};

/** Reads a file from its bytes, which come in pieces. Rejects where these do. `onInput`: told of input before its end. */
export async function readFile<K extends FileKind>(
  pieces: Pieces,
  file: FileToRead<K>,
  onInput?: OnInput,
): Promise<FileContent<FileTypes[K]>> {
  const hash = new FileHash();
  const sealed = async function* (): AsyncGenerator<Uint8Array, void> {
    for await (const piece of pieces) {
      hash.update(piece);
      yield piece;
    }
  };
  const read: Read<FileTypes[K]> = READ[file.kind];
  const content = await read(sealed(), file, onInput);
  return { ...content, bytes: hash.bytes, sha256: await hash.hex() };
}

async function readInput(
  pieces: Pieces,
  { path, newer }: Pick<FileToRead<FileKind>, 'path' | 'newer'>,
  onInput?: OnInput,
): Promise<Omit<FileContent<FileTypes['input_events']>, 'bytes' | 'sha256'>> {
  const reader = new InputReader(path, newer);
  for await (const piece of pieces) {
    reader.push(piece);
    const part = onInput && reader.part();
    if (part) onInput(part);
  }
  const { columns, problems, blank } = reader.end();
  return { holds: { head: columns, items: [] }, problems, blank };
}

/** JSON Lines whose records follow a schema. */
function records<T>(validate: Validator): Read<Holds<undefined, T>> {
  return async (pieces, { path, newer }) => {
    const read = new RecordLines<T>(path, validate, newer);
    const items: T[] = [];
    for await (const lines of linesOf(pieces))
      for (const line of lines) {
        const record = read.read(line);
        if (record) items.push(record);
      }
    return { holds: { head: undefined, items }, problems: read.problems(), blank: read.blank };
  };
}

/** What takes the requests of a file in OTLP, one after the other. */
interface RequestReader<I> {
  take(request: unknown): void;
  end(): Holds<SignalHead, I> & { readonly problems: readonly Problem[] };
}

/** JSON Lines of OTLP, whose lines may be long. */
function requests<I>(reader: (path: string) => RequestReader<I>): Read<Holds<SignalHead, I>> {
  return async (pieces, { path, newer }) => {
    const lines = new RecordLines<object>(path, isOtlpRequest, newer, MAX_OTLP_LINE);
    const gathered = reader(path);
    let characters = 0;
    for await (const batch of linesOf(pieces, MAX_OTLP_LINE))
      for (const line of batch) {
        characters += line.text.length;
        if (characters > MAX_OTLP_CHARACTERS) continue;
        const request = lines.read(line);
        if (request) gathered.take(request);
      }
    const { head, items, problems } = gathered.end();
    return {
      holds: { head, items },
      problems: [...lines.problems(), ...tooLong(path, characters), ...problems],
      blank: lines.blank,
    };
  };
}

function tooLong(path: string, characters: number): readonly Problem[] {
  if (characters <= MAX_OTLP_CHARACTERS) return [];
  const reason = `it has more than ${MAX_OTLP_CHARACTERS / 1024 ** 2} million characters`;
  return [{ severity: 'error', code: 'unsupported-here', details: { what: `The end of ${path}`, reason } }];
}

type Parsed<H, I> = Holds<H, I> & { readonly problems?: readonly Problem[] };

/** One document, as UTF-8 text; a byte order mark is dropped. `parse` throws for what is no such file. */
function whole<H, I>(
  parse: (text: string, path: string) => Parsed<H, I> | Promise<Parsed<H, I>>,
): Read<Holds<H, I>> {
  return async (pieces, { path }) => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of pieces) text += decoder.decode(piece, { stream: true });
    text += decoder.decode();
    const blank = text.trim() === '';
    try {
      const { head, items, problems = [] } = await parse(text, path);
      return { holds: { head, items }, problems, blank };
    } catch (error) {
      const { code, details } = asTraceError(error);
      return { holds: { code, details }, problems: [], blank };
    }
  };
}
