/** What a trace recorded of the network: a HAR, and the style sheets and pictures that its pages show. */
import { toBase64 } from '../../base/base64.ts';
import { VERSION } from '../../base/version.ts';
import type { BundleDraft } from '../bundle-draft.ts';
import { oneClock } from '../bundle-draft.ts';
import type { ForeignFile } from '../foreign.ts';
import { isoTime } from '../../base/iso-time.ts';
import { field, isObject, numberField, textField, jsonText } from '../../base/json.ts';
import { jsonLines } from '../json-lines.ts';
import type { PageResources } from './snapshot-html.ts';

const MAX_STYLE = 512 * 1024;
const MAX_PICTURE = 256 * 1024;
/** Of all that is laid into pages, in bytes. */
const MAX_TOGETHER = 32 * 1024 * 1024;

/** A request as HAR has it, and when it was sent. */
export interface Request {
  readonly entry: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly wall: number;
}

/** Requests among `snapshots`, and in the `.network` files. */
export async function requestsOf(
  files: ReadonlyMap<string, ForeignFile>,
  snapshots: readonly unknown[],
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<readonly Request[]> {
  const requests: Request[] = [];
  const add = (snapshot: unknown): void => {
    const time = isoTime(field(snapshot, 'startedDateTime'));
    if (isObject(snapshot) && time?.zoned) requests.push({ entry: snapshot, wall: time.millis });
    else
      draft.losses.add(
        'dropped',
        'A request has no start with a time zone, and is left out',
        textField(field(snapshot, 'request'), 'url'),
      );
  };
  snapshots.forEach(add);
  for (const file of files.values()) {
    if (!file.path.endsWith('.network')) continue;
    for await (const { line, value } of jsonLines(file, signal)) {
      if (field(value, 'type') === 'resource-snapshot') add(field(value, 'snapshot'));
      else draft.losses.add('unreadable', 'A line tells of no request', `${file.path}, line ${line}`);
    }
  }
  return requests.sort((a, b) => a.wall - b.wall);
}

/** `zero`: the trace's beginning in milliseconds since 1970. */
export function networkLayer(requests: readonly Request[], zero: number, draft: BundleDraft): void {
  if (requests.length === 0) return;
  const har = {
    log: {
      version: '1.2',
      creator: { name: 'playhead', version: VERSION },
      entries: requests.map(({ entry }) => entry),
    },
  };
  for (const { wall, entry } of requests)
    draft.until((wall - zero + Math.max(0, numberField(entry, 'time') ?? 0)) * 1_000);
  draft.layer({
    kind: 'network',
    format: { name: 'har', version: '1.2' },
    clock: oneClock(
      'wall',
      'ms',
      'estimated',
      'the wall clock beside the monotonic one, as the trace tells both',
      zero,
    ),
    file: { name: 'network.har', mediaType: 'application/json', content: jsonText(har, 'network') },
  });
}

/** What pages need, read beforehand; of an address that was asked for again, the last that has a body. */
export async function pageResources(
  files: ReadonlyMap<string, ForeignFile>,
  requests: readonly Request[],
  draft: BundleDraft,
  signal?: AbortSignal,
): Promise<PageResources> {
  const styles = new Map<string, string>();
  const pictures = new Map<string, string>();
  let together = 0;
  for (const { entry } of requests) {
    const url = textField(field(entry, 'request'), 'url');
    const content = field(field(entry, 'response'), 'content');
    const type = (textField(content, 'mimeType') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    const limit = type === 'text/css' ? MAX_STYLE : /^image\/[a-z.+-]+$/.test(type) ? MAX_PICTURE : 0;
    const blob = blobOf(files, textField(content, '_sha1') ?? textField(content, '_file'));
    if (url === undefined || limit === 0 || !blob) continue;
    together += blob.size;
    if (blob.size > limit || together > MAX_TOGETHER) {
      draft.losses.add('dropped', 'A picture or style sheet is too large to be laid into pages', url);
      continue;
    }
    if (type === 'text/css') styles.set(url, await blob.text(signal));
    else pictures.set(url, `data:${type};base64,${toBase64(await blob.artifact.bytes(signal))}`);
  }
  return { style: (url) => styles.get(url), picture: (url) => pictures.get(url) };
}

/** By its hash, as all versions but the newest name it, or by its path. */
export function blobOf(
  files: ReadonlyMap<string, ForeignFile>,
  name: string | undefined,
): ForeignFile | undefined {
  return name === undefined ? undefined : (files.get(`resources/${name}`) ?? files.get(name));
}
