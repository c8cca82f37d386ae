/** Every text of a bundle, with when it was there and what it is of. Pictures and sound hold text that nobody reads here. */
import { append } from '../../base/long-lists.ts';
import type { TimeRange } from '../../base/time.ts';
import { MANIFEST_PATH } from '../../bundle/bundle-source.ts';
import type { Layer } from '../../schema/generated/types.ts';
import { artifactPlaces } from '../artifact-places.ts';
import type { Facts } from '../facts.ts';
import type { Item } from '../rule.ts';
import { instant, rangeOf } from '../spans.ts';
import { castTexts, fileTexts, recordTexts } from './file-texts.ts';
import { harTexts } from './har-texts.ts';
import { linesOfText, textsOfAll, textsOfJson, type TextGroups, type TimedText } from './timed-text.ts';
import { terminalInput, terminalLines, typedLines } from './typed-text.ts';

type Texts = TextGroups | Iterable<Iterable<TimedText>>;

/** Texts of one place, one after the other. */
export interface TextPlace {
  /** The same whenever the same bundle is read. */
  readonly name: string;
  readonly about: Item;
  readonly texts: readonly Texts[];
}

/** What is read in one piece is not searched where it is larger, in bytes. */
const MAX_BYTES = 64 * 1024 * 1024;
const TEXT_TYPE = /^text\/|[/+](?:json|jsonl|x-ndjson|xml|javascript|yaml|toml|sql|x-diff|x-sh|x-asciicast)$/;

/** All places that hold text; the files that are too large to be searched whole, and those that are none. */
export function textPlaces(facts: Facts): {
  readonly places: readonly TextPlace[];
  readonly large: readonly string[];
  readonly skipped: readonly string[];
} {
  const large: string[] = [];
  const skipped: string[] = [];
  const isSmall = (path: string): boolean => {
    const fits = (facts.trace.bundle.files.get(path)?.bytes ?? 0) <= MAX_BYTES;
    if (!fits) large.push(path);
    return fits;
  };
  const inLayers = new Set<string>();
  const layers = facts.trace.layers
    .filter(({ status }) => status === 'present')
    .map((layer): TextPlace => {
      const texts: Texts[] = [...layerTexts(facts, layer)];
      for (const path of layer.paths ?? []) {
        const own = fileOfLayer(facts, layer, path, isSmall);
        if (!own) continue;
        inLayers.add(path);
        append(texts, own);
      }
      return { name: layer.id, about: { kind: 'layer', name: layer.id }, texts };
    });
  const media = mediaFiles(facts);
  const when = artifactPlaces(facts);
  const files = [...facts.trace.bundle.files.values()]
    .filter(({ path }) => !inLayers.has(path))
    .filter(({ path, media_type }) => {
      const isText = TEXT_TYPE.test(media_type);
      if (!isText && !media.has(path)) skipped.push(path);
      return isText && isSmall(path);
    })
    .map(({ path }) => filePlace(facts, path, when.get(path)));
  const manifest: TextPlace = {
    name: MANIFEST_PATH,
    about: { kind: 'manifest', name: '/' },
    texts: [[textsOfJson(facts.manifest, undefined)]],
  };
  return { places: [manifest, ...layers, ...files], large, skipped };
}

/** Pictures, sound and what is made of them: their layers are named instead. */
function mediaFiles({ trace }: Facts): ReadonlySet<string | undefined> {
  return new Set(
    trace.layers
      .filter(({ kind }) => kind === 'screen_video' || kind === 'speech_audio')
      .flatMap(({ paths = [], peaks, frame_table }) => [...paths, peaks, frame_table]),
  );
}

function filePlace(facts: Facts, path: string, range: TimeRange | undefined): TextPlace {
  return { name: path, about: { kind: 'file', name: path }, texts: [fileTexts(facts, path, range)] };
}

/** What a layer says beyond its files: text that came piece by piece. */
function layerTexts(facts: Facts, { id }: Layer): readonly Texts[] {
  const of = <T extends { readonly layer: Layer }>(layers: readonly T[]): readonly T[] =>
    layers.filter(({ layer }) => layer.id === id);
  return [
    ...of(facts.terminals).flatMap(({ holds }) => [terminalLines(holds), terminalInput(holds)]),
    ...of(facts.inputs).map(({ holds }) => [typedLines(holds)]),
    ...of(facts.transcripts).map(({ holds }) => [
      textsOfAll(holds.items, ({ text, time, end }) => linesOfText(text, rangeOf(time, end))),
    ]),
    ...of(facts.doms).map(({ holds }) => [
      textsOfAll(holds.events.items, ({ data, time }) => textsOfJson(data, instant(time))),
    ]),
    ...of(facts.networks).map(({ layer, clock }) => harTexts(facts, layer, clock)),
  ];
}

/** The file of a layer, where it is searched record by record or is another form of what `layerTexts` gives. */
function fileOfLayer(
  facts: Facts,
  layer: Layer,
  path: string,
  isSmall: (path: string) => boolean,
): readonly Texts[] | undefined {
  const isRead = !facts.failed.has(layer.id);
  const { kind } = layer;
  if (kind === 'terminal') return [castTexts(facts, path, isRead)];
  if (kind === 'transcript') return isSmall(path) ? [copies(fileTexts(facts, path, undefined))] : [];
  if (kind === 'network' || kind === 'browser_dom') return isRead ? [] : undefined;
  return path.endsWith('.jsonl') ? [recordTexts(facts, layer, path)] : undefined;
}

async function* copies(groups: TextGroups): TextGroups {
  for await (const texts of groups) yield textsOfAll(texts, (text) => [{ ...text, isCopy: true }]);
}
