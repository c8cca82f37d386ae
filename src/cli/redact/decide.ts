/** What becomes of each file of a bundle in its copy: nothing is written yet. */
import type { BundleFile, Layer } from '../../schema/generated/types.ts';
import { redactFile, type RedactedText } from '../../share/redact/file-text.ts';
import type { Finder } from '../../share/redact/finder.ts';
import { namesIn } from '../../share/redact/links.ts';
import type { Rules } from '../../share/redact/plan.ts';
import { namedPictures } from '../../trace/agent-steps.ts';
import type { CheckedBundle } from '../../trace/checked-bundle.ts';
import type { Trace } from '../../trace/trace.ts';
import { opaqueReason } from './opaque.ts';
import { maskScreens } from './screen-check.ts';

export interface Kept {
  readonly file: BundleFile;
  /** Its text as it was; undefined: it is none. */
  readonly source: string | undefined;
  /** Its text as it will be. */
  readonly text: string | undefined;
  /** How many records are left, where some are gone. */
  readonly left: number | undefined;
}

/** A redaction did something to a file. */
export interface Touched {
  readonly id: string;
  /** The file, by its name in the original. */
  readonly from: string;
  readonly count: number;
}

export interface Decided {
  readonly kept: ReadonlyMap<string, Kept>;
  readonly media: readonly (readonly [BundleFile, Layer])[];
  readonly gone: Set<string>;
  /** Path → the layer that has or names it. */
  readonly owners: ReadonlyMap<string, Layer>;
  readonly touches: Touched[];
  /** Layers that have no file any more, and by which redaction. */
  readonly withheld: ReadonlyMap<string, string>;
  readonly remarks: string[];
}

/** Rejects with what reading the bundle rejects with. */
export async function decide(trace: Trace, rules: Rules, finder: Finder): Promise<Decided> {
  const decision = new Decision(trace, rules, finder);
  const { files } = trace.manifest;
  // What has its hash as its name comes first: the records that name it want to know whether it changed.
  for (const file of files.filter(isAddressed)) await decision.take(file);
  for (const file of files.filter((one) => !isAddressed(one))) await decision.take(file);
  return decision.end();
}

/** Whether its hash is its name. */
export function isAddressed({ path, sha256 }: BundleFile): boolean {
  return path.endsWith(sha256);
}

class Decision {
  readonly #trace: Trace;
  readonly #rules: Rules;
  readonly #finder: Finder;
  readonly #kept = new Map<string, Kept>();
  readonly #media: (readonly [BundleFile, Layer])[] = [];
  readonly #gone = new Set<string>();
  readonly #touches: Touched[] = [];
  readonly #withheld = new Map<string, string>();
  readonly #remarks: string[] = [];
  readonly #layerOf: ReadonlyMap<string, Layer>;
  /** Those that the manifest names, since the layer's document calls them otherwise. */
  readonly #pictures: readonly (readonly [path: string, layer: Layer])[];
  /** Layers' own files, and those that their records name. */
  readonly #owners: Map<string, Layer>;
  /** Made of a medium: they come and go with it. */
  readonly #companions: ReadonlySet<string>;
  readonly #changed = new Set<string>();
  /** Named by records that are gone, and by those that stay. */
  readonly #lost = new Set<string>();
  readonly #named = new Set<string>();
  readonly #isPath: (text: string) => boolean;

  constructor(trace: Trace, rules: Rules, finder: Finder) {
    this.#trace = trace;
    this.#rules = rules;
    this.#finder = finder;
    const { layers, files, task } = trace.manifest;
    // Whatever their status: what lies in the bundle is in the copy.
    const present = layers.filter(({ paths }) => paths !== undefined);
    this.#layerOf = new Map(
      present.flatMap((layer) => (layer.paths ?? []).map((path) => [path, layer] as const)),
    );
    this.#pictures = present.flatMap((layer) =>
      [...namedPictures(layer).values()]
        .filter((path) => trace.bundle.files.has(path))
        .map((path) => [path, layer] as const),
    );
    this.#owners = new Map([...this.#pictures, ...this.#layerOf]);
    const beside = [
      ...present.flatMap(({ peaks, frame_table: table }) => [peaks, table]),
      ...files.map(({ chunk_hashes: hashes }) => hashes?.path),
    ];
    this.#companions = new Set(beside.filter((path) => path !== undefined));
    this.#isPath = (text) => trace.bundle.files.has(text);
    namesIn(task, this.#isPath, this.#named);
  }

  async take(file: BundleFile): Promise<void> {
    const { path, media_type: mediaType } = file;
    if (this.#companions.has(path)) return;
    const layer = this.#layerOf.get(path);
    const id =
      this.#rules.files.find(({ name }) => name === path)?.id ??
      (layer && (this.#rules.withheld(layer.id) ?? untimed(layer, this.#rules)));
    const text = isMedium(layer) ? undefined : await textOf(this.#trace.bundle, path);
    if (layer && text !== undefined && path.endsWith('.jsonl'))
      for (const name of namesInLines(text, this.#isPath)) {
        if (!this.#owners.has(name)) this.#owners.set(name, layer);
        if (id !== undefined) this.#lost.add(name);
      }
    if (id !== undefined) this.#drop(file, id, layer);
    else if (layer && isMedium(layer)) this.#media.push([file, layer]);
    else if (text === undefined) this.#takeOpaque(file, layer);
    else await this.#takeText(file, mediaType, text, layer);
  }

  end(): Decided {
    for (const [path, layer] of this.#pictures)
      (this.#withheld.has(layer.id) ? this.#lost : this.#named).add(path);
    // A report, say, of which no record speaks any more.
    for (const path of this.#lost)
      if (!this.#named.has(path) && !this.#layerOf.has(path)) {
        this.#gone.add(path);
        this.#kept.delete(path);
      }
    const media = this.#media.map(([, { id }]) => id);
    if (!this.#finder.isIdle && media.length > 0)
      this.#remarks.push(
        `Nobody searches what is seen and heard in ${media.join(', ')}: look whether it shows what was removed, and name regions or times.`,
      );
    return {
      kept: this.#kept,
      media: this.#media,
      gone: this.#gone,
      owners: this.#owners,
      touches: this.#touches,
      withheld: this.#withheld,
      remarks: this.#remarks,
    };
  }

  #takeOpaque(file: BundleFile, layer: Layer | undefined): void {
    const id = opaqueReason(file, this.#rules, this.#finder);
    if (id === undefined) {
      this.#kept.set(file.path, { file, source: undefined, text: undefined, left: undefined });
      return;
    }
    this.#drop(file, id, layer);
    this.#remarks.push(
      `${file.path} was left out, since it cannot be searched. Where somebody has looked into it, name it in keep_opaque.`,
    );
  }

  async #takeText(
    file: BundleFile,
    mediaType: string,
    source: string,
    layer: Layer | undefined,
  ): Promise<void> {
    const { path } = file;
    const around = { finder: this.#finder, rules: this.#rules, isPath: this.#isPath, touched: this.#changed };
    const mask = (hidden?: ReadonlyMap<number, string>): RedactedText =>
      redactFile({ path, mediaType, text: source, layer }, { ...around, ...(hidden && { hidden }) });
    const redacted = layer?.kind === 'terminal' ? await maskScreens(layer, this.#finder, mask) : mask();
    for (const [id, count] of redacted.counts) if (count > 0) this.#touches.push({ id, from: path, count });
    for (const name of redacted.named) this.#lost.add(name);
    if (path.endsWith('.jsonl')) namesInLines(redacted.text, this.#isPath, this.#named);
    const isChanged = redacted.text !== source;
    if (isChanged) this.#changed.add(path);
    const left = isChanged ? redacted.left : undefined;
    const [first] = redacted.counts.keys();
    if (layer && left === 0 && first !== undefined) this.#drop(file, first, layer);
    else this.#kept.set(path, { file, source, text: redacted.text, left });
  }

  #drop({ path, chunk_hashes: hashes }: BundleFile, id: string, layer: Layer | undefined): void {
    this.#gone.add(path);
    this.#touches.push({ id, from: path, count: 1 });
    for (const beside of [layer?.peaks, layer?.frame_table, hashes?.path])
      if (beside !== undefined) this.#gone.add(beside);
    if (layer) this.#withheld.set(layer.id, id);
  }
}

/** Kinds whose records tell their times as redactions read them, and diffs, which have none. */
const TIMED: readonly Layer['kind'][] = [
  'screen_video',
  'speech_audio',
  'terminal',
  'transcript',
  'network',
  'browser_dom',
  'input_events',
  'commands',
  'browser_events',
  'ide_edits',
  'test_runs',
  'diagnostics',
  'annotations',
  'file_diffs',
];

/** By which redaction a layer goes as a whole, since nobody here knows what of it belongs to a removed time. */
function untimed(layer: Layer, rules: Rules): string | undefined {
  const isKnown =
    TIMED.includes(layer.kind) && (layer.clock.domain !== 'order_only' || layer.kind === 'file_diffs');
  return isKnown ? undefined : rules.times(layer)[0]?.id;
}

function isMedium(layer: Layer | undefined): boolean {
  return layer?.kind === 'screen_video' || layer?.kind === 'speech_audio';
}

/** undefined: it is no text. */
async function textOf(bundle: CheckedBundle, path: string): Promise<string | undefined> {
  const bytes = await bundle.read(path);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}

function namesInLines(
  source: string,
  isPath: (text: string) => boolean,
  found = new Set<string>(),
): ReadonlySet<string> {
  for (const line of source.split('\n'))
    try {
      if (line.trim() !== '') namesIn(JSON.parse(line) as unknown, isPath, found);
    } catch {
      // Whoever reads the layer reports the line.
    }
  return found;
}
