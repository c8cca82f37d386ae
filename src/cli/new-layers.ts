/** From a file on the command line to a layer of the manifest, with its files in place. */
import { copyFile, constants, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TraceError } from '../base/errors.ts';
import { countRecords } from '../qc/references/record-references.ts';
import type { BundleFile, Layer, LayerClock } from '../schema/generated/types.ts';
import { parseCast } from '../trace/cast.ts';
import { EARLIEST_DATE, parseRrweb } from '../trace/rrweb.ts';
import { headOf } from './audio-file.ts';
import { CommandError } from './command.ts';
import { fingerprint, makeFolders } from './files.ts';
import { cleanName, withEnding } from '../bundle/file-name.ts';
import { audioFormat, videoMediaType } from '../bundle/media-type.ts';
import { type InputOption, type NewInput } from './new-inputs.ts';
import { firstOtlpTime } from './otlp-times.ts';
import { field } from '../base/json.ts';
import { checkDiff, harTimes, json } from './other-layers.ts';

/** One layer as it will stand in the manifest, and what it was made from. */
export interface DraftLayer {
  readonly layer: Layer;
  readonly input: NewInput;
  readonly files: readonly BundleFile[];
}

/** Layer ids by option; the second one of a kind becomes `screen-2`. */
const IDS: Readonly<Record<InputOption, string>> = {
  video: 'screen',
  terminal: 'terminal',
  commands: 'commands',
  input: 'input',
  audio: 'voice',
  transcript: 'transcript',
  diff: 'diff',
  junit: 'tests',
  sarif: 'lint',
  browser: 'browser',
  rrweb: 'page',
  har: 'network',
  logs: 'logs',
  metrics: 'metrics',
  spans: 'spans',
};

/** Writes files into the folder of the new bundle, and keeps what the manifest needs to know of them. */
export class LayerWriter {
  readonly #root: string;
  /** Path in the bundle → the file it was made from, to name that one in messages. */
  readonly origins = new Map<string, string>();
  readonly #ids = new Map<string, number>();

  constructor(root: string) {
    this.#root = root;
  }

  /** A fresh layer id; `wanted` where it is still free. */
  id(option: InputOption, wanted: string = IDS[option]): string {
    const count = (this.#ids.get(wanted) ?? 0) + 1;
    this.#ids.set(wanted, count);
    return count === 1 ? wanted : `${wanted}-${count}`;
  }

  async copy(
    input: NewInput,
    layer: string,
    name: string,
    mediaType: string,
    records?: number,
  ): Promise<BundleFile> {
    const path = await this.#prepare(input, layer, name);
    // A file system that can shares the blocks: a video of gigabytes is then copied at once.
    await copyFile(input.path, join(this.#root, path), constants.COPYFILE_FICLONE);
    return this.#describe(path, mediaType, records);
  }

  async write(
    input: NewInput,
    layer: string,
    name: string,
    content: string | Uint8Array,
    mediaType: string,
    records?: number,
  ): Promise<BundleFile> {
    const path = await this.#prepare(input, layer, name);
    await writeFile(join(this.#root, path), content);
    return this.#describe(path, mediaType, records);
  }

  async #prepare(input: NewInput, layer: string, name: string): Promise<string> {
    await makeFolders(this.#root, ['layers', layer]);
    const path = `layers/${layer}/${name}`;
    this.origins.set(path, input.path);
    return path;
  }

  async #describe(path: string, mediaType: string, records?: number): Promise<BundleFile> {
    const print = await fingerprint(join(this.#root, path));
    return { path, ...print, media_type: mediaType, ...(records !== undefined && { records }) };
  }
}

/** Makes the layer of one file. Rejects where the file is not what the option says. `id`: instead of the usual one. */
export async function draftLayer(input: NewInput, writer: LayerWriter, id?: string): Promise<DraftLayer> {
  if (!(await stat(input.path)).isFile())
    throw new CommandError(`${input.path} is no file: check what --${input.option} names.`);
  const name = cleanName(basename(input.path));
  const layer = writer.id(input.option, id);
  const draft = (
    kind: Layer['kind'],
    file: BundleFile,
    format: string,
    version: string | null,
    clock: LayerClock,
  ): DraftLayer => {
    const { records } = file;
    const base = {
      id: layer,
      kind,
      status: 'present',
      format: { name: format, version },
      paths: [file.path],
    } as const;
    return { input, files: [file], layer: { ...base, ...(records !== undefined && { records }), clock } };
  };
  const records = async (kind: 'commands' | 'input_events' | 'browser_events'): Promise<DraftLayer> => {
    const count = countRecords(await readText(input));
    const file = await writer.copy(input, layer, withEnding(name, 'jsonl'), 'application/x-ndjson', count);
    // The unit is found when all media are read: see new-bundle.ts.
    return draft(kind, file, `trace-${kind}`, '1', clockOf(input, 'monotonic', 's'));
  };
  switch (input.option) {
    case 'video': {
      const type = videoMediaType(await headOf(input.path));
      if (type === undefined) throw unsupported(input, 'no video of a known kind', 'mp4, mov, webm and mkv');
      const file = await writer.copy(
        input,
        layer,
        withEnding(name, type.ending, ['mp4', 'm4v', 'mov', 'webm', 'mkv']),
        type.mediaType,
      );
      return draft('screen_video', file, type.mediaType, null, clockOf(input, 'media', 's'));
    }
    case 'audio': {
      const type = audioFormat(await headOf(input.path));
      if (type === undefined)
        throw unsupported(input, 'no sound file of a known kind', 'opus, m4a, mp3 and wav');
      const file = await writer.copy(
        input,
        layer,
        withEnding(name, type.ending, [type.ending, 'opus']),
        type.mediaType,
      );
      return draft('speech_audio', file, type.mediaType, null, clockOf(input, 'media', 's'));
    }
    case 'terminal': {
      const { version } = parseCast(await readFile(input.path), input.path).columns;
      const file = await writer.copy(
        input,
        layer,
        withEnding(name, 'cast', ['cast', 'json']),
        'application/x-asciicast',
      );
      return draft(
        'terminal',
        file,
        'asciicast',
        String(version),
        clockOf(input, version === 2 ? 'monotonic' : 'delta', 's'),
      );
    }
    case 'transcript': {
      const isVtt = (await readText(input)).startsWith('WEBVTT');
      const ending = isVtt ? 'vtt' : 'srt';
      const file = await writer.copy(
        input,
        layer,
        withEnding(name, ending),
        isVtt ? 'text/vtt' : 'application/x-subrip',
      );
      return draft('transcript', file, isVtt ? 'webvtt' : 'srt', null, clockOf(input, 'media', 's'));
    }
    case 'diff': {
      checkDiff(await readText(input), input.path);
      const file = await writer.copy(
        input,
        layer,
        withEnding(name, 'patch', ['patch', 'diff']),
        'text/x-diff',
      );
      const untimed: LayerClock = { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' };
      return draft(
        'file_diffs',
        file,
        'text/x-diff',
        null,
        input.offsetGiven ? { ...untimed, ...mapOf(input) } : untimed,
      );
    }
    case 'har': {
      const text = await readText(input);
      const first = harTimes(text, input.path)?.start ?? 0;
      const version = field(field(json(text, input.path, 'HAR'), 'log'), 'version');
      const file = await writer.copy(input, layer, withEnding(name, 'har'), 'application/json');
      return draft(
        'network',
        file,
        'har',
        typeof version === 'string' ? version : null,
        clockOf(input, 'wall', 'ms', first),
      );
    }
    case 'rrweb': {
      const text = await readText(input);
      const first = parseRrweb(text, input.path).events.find(({ timestamp }) => timestamp !== undefined);
      const type = text.trimStart().startsWith('[') ? 'application/json' : 'application/x-ndjson';
      const file = await writer.copy(input, layer, withEnding(name, 'json', ['json', 'jsonl']), type);
      const started = first?.timestamp ?? 0;
      const clock =
        started < EARLIEST_DATE ? clockOf(input, 'monotonic', 'ms') : clockOf(input, 'wall', 'ms', started);
      return draft('browser_dom', file, 'rrweb', null, clock);
    }
    case 'logs':
    case 'metrics':
    case 'spans': {
      const first = await firstOtlpTime(input);
      const file = await writer.copy(input, layer, withEnding(name, 'jsonl'), 'application/x-ndjson');
      return draft(`otel_${input.option}`, file, 'otlp', null, clockOf(input, 'wall', 'us', first));
    }
    case 'commands':
      return records('commands');
    case 'input':
      return records('input_events');
    case 'browser':
      return records('browser_events');
    case 'junit':
    case 'sarif':
      throw new TraceError('internal', { reason: `${input.option} reports share one layer` });
  }
}

/** A clock of one point: what was said on the command line, which nobody has checked. */
export function clockOf(
  input: NewInput,
  domain: LayerClock['domain'],
  unit: LayerClock['native_unit'],
  native = 0,
): LayerClock {
  return { domain, native_unit: unit, sync_quality: 'assumed', ...mapOf(input, native) };
}

function mapOf(input: NewInput, native = 0): Pick<LayerClock, 'map'> {
  const method = input.offsetGiven ? 'given on the command line' : 'no offset was given: taken as 0';
  return { map: [{ native, trace_us: input.offset, method }] };
}

/** The ids of terminals that a commands file names, in order of appearance. */
export async function terminalIds(inputs: readonly NewInput[]): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (const input of inputs)
    for (const [, id = ''] of (await readText(input)).matchAll(/"terminal"\s*:\s*"([a-z][a-z0-9_-]{0,40})"/g))
      ids.add(id);
  return [...ids];
}

/** A file as text, without its byte order mark. */
export async function readText({ path }: NewInput): Promise<string> {
  return new TextDecoder().decode(await readFile(path));
}

function unsupported({ path }: NewInput, format: string, supported: string): TraceError {
  return new TraceError('format-unsupported', { path, format, supported });
}
