/** Every text of a bundle, with when it was there and what it is of. Pictures and sound hold text that nobody reads here. */
import type { TimeRange, TraceTime } from '../../base/time.ts';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { artifactPlaces } from '../artifact-places.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../rule.ts';
import { instant, rangeOf } from '../spans.ts';
import { harTexts } from './har-texts.ts';
import { stringsIn } from './strings-in.ts';
import { linesOfText, textAt, type TimedText } from './timed-text.ts';
import { terminalLines, typedLines } from './typed-text.ts';

/** Texts of one place, one after the other. */
export interface TextPlace {
  /** The same whenever the same bundle is read. */
  readonly name: string;
  readonly about: Item;
  readonly texts: AsyncIterable<TimedText> | Iterable<TimedText>;
}

/** A larger file is not searched, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const TEXT_TYPE = /^text\/|[/+](?:json|jsonl|xml|javascript|yaml|toml|sql|x-diff|x-sh)$/;
/** Kinds whose file is searched record by record, so that each finding has its moment. */
const BY_RECORD: readonly Layer['kind'][] = [
  'input_events',
  'terminal',
  'commands',
  'browser_events',
  'browser_dom',
  'ide_edits',
  'transcript',
  'annotations',
  'network',
];

/** All places that hold text, and the files that are too large to be searched. */
export function textPlaces(facts: Facts): {
  readonly places: readonly TextPlace[];
  readonly large: readonly string[];
} {
  const large: string[] = [];
  const inLayers = new Set<string>();
  for (const { kind, status, id, paths = [] } of facts.manifest.layers)
    if (BY_RECORD.includes(kind) && status === 'present' && !facts.failed.has(id))
      paths.forEach((path) => inLayers.add(path));
  const when = artifactPlaces(facts);
  const files = [...facts.trace.bundle.files.values()]
    .filter(({ path, media_type }) => TEXT_TYPE.test(media_type) && !inLayers.has(path))
    .filter(({ path, bytes }) => {
      if (bytes > MAX_BYTES) large.push(path);
      return bytes <= MAX_BYTES;
    })
    .map(({ path }) => filePlace(facts, path, when.get(path)));
  const manifest: TextPlace = {
    name: MANIFEST_PATH,
    about: { kind: 'manifest', name: '/' },
    texts: stringsIn(facts.manifest).map((text) => textAt(text, undefined)),
  };
  return { places: [manifest, ...layerPlaces(facts), ...files], large };
}

function filePlace({ trace }: Facts, path: string, range: TimeRange | undefined): TextPlace {
  const texts = async function* (): AsyncGenerator<TimedText, void> {
    yield* linesOfText(await trace.bundle.readText(path), range);
  };
  return { name: path, about: { kind: 'file', name: path }, texts: texts() };
}

function layerPlaces(facts: Facts): readonly TextPlace[] {
  const at = (layer: Layer, texts: TextPlace['texts']): TextPlace => ({
    name: layer.id,
    about: { kind: 'layer', name: layer.id },
    texts,
  });
  return [
    ...facts.terminals.map(({ layer, holds }) => at(layer, terminalLines(holds))),
    ...facts.inputs.map(({ layer, holds }) => at(layer, typedLines(holds))),
    ...facts.commands.map(({ layer, holds }) =>
      at(
        layer,
        timed(holds.items, ({ command, cwd }) => [command, cwd]),
      ),
    ),
    ...facts.transcripts.map(({ layer, holds }) =>
      at(
        layer,
        timed(holds.items, ({ text }) => [text]),
      ),
    ),
    ...facts.notes.map(({ layer, holds }) =>
      at(
        layer,
        timed(holds.items, ({ annotation }) => [annotation.text]),
      ),
    ),
    ...facts.edits.map(({ layer, holds }) =>
      at(
        layer,
        timed(holds.items, ({ event }) => stringsIn(event)),
      ),
    ),
    ...facts.browsers.map(({ layer, holds }) =>
      at(
        layer,
        timed(holds.items, ({ event }) => stringsIn(event)),
      ),
    ),
    ...facts.doms.map(({ layer, holds }) =>
      at(
        layer,
        timed(holds.events.items, ({ data }) => stringsIn(data)),
      ),
    ),
    ...facts.networks.map(({ layer, clock }) => at(layer, harTexts(facts, layer, clock))),
  ];
}

function* timed<T extends { readonly time: TraceTime; readonly end?: TraceTime | undefined }>(
  items: readonly T[],
  textsOf: (item: T) => readonly (string | undefined)[],
): Generator<TimedText, void> {
  for (const item of items) {
    const range = item.end === undefined ? instant(item.time) : rangeOf(item.time, item.end);
    for (const text of textsOf(item)) if (text !== undefined) yield* linesOfText(text, range);
  }
}
