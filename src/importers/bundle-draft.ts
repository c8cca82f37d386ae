/** A bundle in the making: what an importer found becomes layers, files and a manifest that claims nothing else. */
import { chunksOf } from '../base/chunks-of.ts';
import { FileHash, sha256Hex } from '../base/hash.ts';
import { VERSION } from '../base/version.ts';
import { cleanName } from '../bundle/file-name.ts';
import type {
  Actor,
  BundleFile,
  Layer,
  LayerClock,
  LossReport,
  Manifest,
  Outcome,
  SyncQuality,
  Task,
} from '../schema/generated/types.ts';
import { bundleUuid } from '../schema/digest.ts';
import { SCHEMA_VERSION } from '../schema/migrations/migrate.ts';
import type { ForeignFile } from './foreign.ts';
import { LossLog } from './loss-log.ts';

/** What a file of the bundle holds: text, bytes, or a file of the original as it is. */
export type Content = string | Uint8Array | ForeignFile;

/** Fields of a layer that are taken over as they are given. */
type GivenFields =
  'title' | 'format' | 'actor' | 'derived_from' | 'status' | 'status_note' | 'video' | 'continues';

/** What `BundleDraft.layer` takes. Without a status it is `present` where it has a file, else `not_captured`. */
export interface LayerDraft extends Pick<Layer, 'kind' | 'clock'>, Partial<Pick<Layer, GivenFields>> {
  /** Instead of the usual name of its kind. */
  readonly id?: string;
  /** Its one file. */
  readonly file?: FileDraft;
  readonly [extension: `x-${string}`]: unknown;
}

export interface FileDraft {
  /** As people know it; it is cleaned. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Content;
  readonly records?: number;
}

/** A converted bundle: its manifest, and every file that it lists. */
export interface ImportedBundle {
  readonly manifest: Manifest;
  /** As it lies in the bundle. */
  readonly losses: LossReport;
  readonly files: ReadonlyMap<string, Exclude<Content, string>>;
}

/** What a draft says of the original in the manifest. */
export interface Origin {
  readonly format: string;
  readonly version: string | null;
}

/** Characters of a title: what is longer is no title. */
const MAX_TITLE = 120;
const REPORT_PATH = 'provenance/loss_report.json';
/** Originals that are named one by one; of a folder of more, the first. */
const MAX_ORIGINALS = 500;
/** Best first: the trace's clock is as good as its worst layer. */
const SYNC_ORDER: readonly SyncQuality[] = ['measured', 'estimated', 'assumed', 'order_only'];
/** Layers without times that stand beside any clock. */
const UNTIMED: readonly Layer['kind'][] = ['file_diffs'];

export class BundleDraft {
  readonly losses = new LossLog();
  /** What was done. */
  task: Task;
  outcome: Outcome = {
    completion: 'unknown',
    success: 'unknown',
    time_to_completion_us: null,
    criteria: [],
    blockers: [],
  };
  mode: Manifest['session']['mode'] = 'reconstructed';
  /** Wall time of the trace's time 0, and how far it may be off; unknown unless the original names a zone. */
  origin: Manifest['clock']['origin'] = { wall_utc: null, wall_uncertainty_us: null };
  displays: Manifest['session']['displays'];
  environment: Manifest['session']['environment'];
  profile: Manifest['schema']['profile'];

  readonly #layers: Layer[] = [];
  readonly #contents = new Map<string, FileDraft>();
  /** Paths of what was taken over, by folder: records may name the same file a hundred thousand times. */
  readonly #taken = new Map<ForeignFile, Map<string, string>>();
  /** How many files of a name a folder has. */
  readonly #named = new Map<string, number>();
  readonly #actors = new Map<string, Actor>();
  readonly #originals: ForeignFile[] = [];
  #end = 0;

  /** `title`: what the trace is called until the importer knows better. */
  constructor(title: string) {
    this.task = { family: 'x-unknown', title, criteria: [] };
  }

  /** Calls the trace by a text of the original: its first line, cut where it is long. */
  title(text: string): void {
    const [line = ''] = text.trim().split('\n', 1);
    const title = line.length > MAX_TITLE ? `${line.slice(0, MAX_TITLE - 1)}…` : line.trim();
    if (title !== '') this.task = { ...this.task, title };
  }

  /** Adds someone who acted; the same id again says more of the same one. */
  actor(actor: Actor): void {
    this.#actors.set(actor.id, { ...this.#actors.get(actor.id), ...actor });
  }

  /** A layer id that is still free: `wanted`, or with a number. */
  freeId(wanted: string): string {
    const clean = cleanName(wanted)
      .replaceAll('.', '-')
      .replace(/^[^a-z]+/, '');
    const base = (clean === '' ? 'layer' : clean).slice(0, 36);
    const taken = new Set(this.#layers.map(({ id }) => id));
    for (let count = 1; ; count++) {
      const id = count === 1 ? base : `${base}-${count}`;
      if (!taken.has(id)) return id;
    }
  }

  /** Adds a layer. Returns its id. */
  layer({ id: wanted, file, ...given }: LayerDraft): string {
    const id = this.freeId(wanted ?? given.kind.replace(/^x-/, '').replaceAll('_', '-'));
    const path = file && this.file(`layers/${id}`, file);
    this.#layers.push({
      ...given,
      id,
      status: given.status ?? (file ? 'present' : 'not_captured'),
      ...(path !== undefined && { paths: [path] }),
      ...(file?.records !== undefined && { records: file.records }),
    });
    return id;
  }

  /**
   * Adds a file that records name. Returns its path: in `folder`, by its cleaned name, with a number where that is taken. A
   * file of the original is there once in a folder, however often it is added.
   */
  file(folder: string, file: FileDraft): string {
    const { content } = file;
    if (typeof content === 'string' || content instanceof Uint8Array) return this.#add(folder, file);
    const taken = this.#taken.get(content) ?? new Map<string, string>();
    this.#taken.set(content, taken);
    const path = taken.get(folder) ?? this.#add(folder, file);
    taken.set(folder, path);
    return path;
  }

  #add(folder: string, file: FileDraft): string {
    const name = cleanName(file.name);
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let path = `${folder}/${name}`;
    let count = this.#named.get(path) ?? 1;
    const key = path;
    while (this.#contents.has(path)) path = `${folder}/${stem}-${(count += 1)}${ending}`;
    this.#named.set(key, count);
    this.#contents.set(path, file);
    return path;
  }

  /** Names a file that the bundle was made of; its hash stands in the manifest. */
  original(file: ForeignFile): void {
    this.#originals.push(file);
  }

  /** The trace goes on at least until then, in microseconds. */
  until(micros: number): void {
    if (Number.isFinite(micros))
      this.#end = Math.min(Math.max(this.#end, Math.ceil(micros)), Number.MAX_SAFE_INTEGER);
  }

  /**
   * Hashes everything, and makes the manifest. Equal originals give equal bundles: nothing in it tells when or where it
   * was made. Rejects as reading the originals does.
   */
  async finish({ format, version }: Origin, signal?: AbortSignal): Promise<ImportedBundle> {
    const report = this.losses.report(format, version);
    this.#contents.set(REPORT_PATH, {
      name: REPORT_PATH,
      mediaType: 'application/json',
      content: `${JSON.stringify(report, null, 2)}\n`,
    });
    const contents = new Map<string, Exclude<Content, string>>();
    const files: BundleFile[] = [];
    for (const [path, { content, mediaType, records }] of [...this.#contents].sort(byName)) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      contents.set(path, bytes);
      const print = await printOf(bytes, signal);
      files.push({ path, ...print, media_type: mediaType, ...(records !== undefined && { records }) });
    }
    const originals = [];
    for (const file of this.#originals.slice(0, MAX_ORIGINALS))
      originals.push({
        format,
        format_version: version,
        original_sha256: (await printOf(file, signal)).sha256,
        loss_report: REPORT_PATH,
      });
    const manifest = this.#manifest(files, originals, report.time.quality);
    return { manifest, losses: report, files: contents };
  }

  #manifest(
    files: readonly BundleFile[],
    imported: NonNullable<Manifest['provenance']['imported_from']>,
    quality: SyncQuality,
  ): Manifest {
    const actors = [...this.#actors.values()];
    return {
      schema: {
        name: 'trace',
        version: SCHEMA_VERSION,
        min_reader: '2.0',
        ...(this.profile && { profile: this.profile }),
      },
      bundle_id: bundleUuid(files),
      clock: {
        unit: 'us',
        origin: this.origin,
        // A trace has a length: of one that tells no times, a second.
        duration: this.#end > 0 ? this.#end : 1_000_000,
        sync_quality: worstOf(this.#layers) ?? quality,
      },
      session: {
        mode: this.mode,
        actors: actors.length > 0 ? actors : [{ id: 'unknown', kind: 'human' }],
        ...(this.environment && { environment: this.environment }),
        ...(this.displays && { displays: this.displays }),
      },
      task: this.task,
      layers: this.#layers,
      files,
      outcome: this.outcome,
      provenance: {
        producer: { name: 'playhead', version: VERSION },
        capture: [],
        chain: [
          {
            step: 'import',
            tool: 'playhead',
            tool_version: VERSION,
            at: null,
            inputs: this.#originals.slice(0, MAX_ORIGINALS).map(({ path }) => path),
            outputs: this.#layers.map(({ id }) => id),
          },
        ],
        imported_from: imported,
      },
      privacy: { consent: [], redactions: [], scan: [] },
      qc: { status: 'draft', records: [], signoff: null },
    };
  }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** undefined without layers that have times. */
function worstOf(layers: readonly Layer[]): SyncQuality | undefined {
  const timed = layers.filter(({ kind, status }) => status === 'present' && !UNTIMED.includes(kind));
  const worst = Math.max(-1, ...timed.map(({ clock }) => SYNC_ORDER.indexOf(clock.sync_quality)));
  return SYNC_ORDER[worst];
}

async function printOf(
  content: Exclude<Content, string>,
  signal?: AbortSignal,
): Promise<Pick<BundleFile, 'bytes' | 'sha256'>> {
  if (content instanceof Uint8Array) return { bytes: content.length, sha256: sha256Hex(content) };
  const hash = new FileHash();
  for await (const chunk of chunksOf(await content.artifact.stream(signal))) hash.update(chunk);
  return { bytes: hash.bytes, sha256: await hash.hex() };
}

/** A clock of one point: `native`, in `unit`, is the trace's `micros`. */
export function oneClock(
  domain: LayerClock['domain'],
  unit: LayerClock['native_unit'],
  quality: SyncQuality,
  method: string,
  native = 0,
  micros = 0,
): LayerClock {
  return {
    domain,
    native_unit: unit,
    sync_quality: quality,
    map: [{ native, trace_us: Math.round(micros), method }],
  };
}

/** Of a file without times that stands beside any clock. */
export const NO_TIMES: LayerClock = { domain: 'order_only', native_unit: 'none', sync_quality: 'order_only' };

/** Of layers whose original tells no times: item k stands at its second k. */
export const BY_STEP: LayerClock = oneClock(
  'order_only',
  's',
  'order_only',
  'The original tells no times: its items stand one second apart, in its order.',
);
