/** Pictures that a trajectory names by paths from its own folder. */
import { field, listField, textField } from '../../base/json.ts';
import { relativePath } from '../../base/relative-path.ts';
import type { AgentRun, NamedPicture } from '../agent/put-runs.ts';
import type { ForeignFile, ForeignUnit } from '../foreign.ts';
import type { LossLog } from '../loss-log.ts';

/** Of one trajectory. */
const MAX_PICTURES = 1_000;
/** In bytes: of one, and of all. */
const MAX_BYTES = 16 * 1024 * 1024;
const MAX_ALL_BYTES = 256 * 1024 * 1024;

/**
 * The same runs with those pictures that are among `files`, found from `folder` ('' or one that ends in `/`). Nothing else is ever
 * looked for: what is not there, or is no picture, is told to `losses` by name. Rejects as reading does.
 */
export async function withPictures(
  runs: readonly AgentRun[],
  files: ForeignUnit['files'],
  folder: string,
  losses: LossLog,
): Promise<readonly AgentRun[]> {
  const taken = new Map<string, NamedPicture | Refusal>();
  const all = { count: 0, bytes: 0 };
  const take = async (name: string): Promise<NamedPicture | Refusal> => {
    const path = relativePath(name);
    if (path === undefined) return OUTSIDE;
    const file = files.get(folder + path);
    if (!file) return MISSING;
    if (file.size > MAX_BYTES || all.count >= MAX_PICTURES || all.bytes + file.size > MAX_ALL_BYTES)
      return TOO_MUCH;
    const ending = await endingOf(file);
    if (ending === undefined) return NO_PICTURE;
    all.count += 1;
    all.bytes += file.size;
    return { name: path, file, ending };
  };
  const put: AgentRun[] = [];
  for (const run of runs) {
    const pictures: NamedPicture[] = [];
    for (const name of namesIn(run.document)) {
      const one = taken.get(name) ?? (await take(name));
      taken.set(name, one);
      if (typeof one !== 'string') pictures.push(one);
    }
    put.push({ ...run, pictures });
  }
  tell(taken, losses);
  return put;
}

type Refusal = typeof OUTSIDE | typeof MISSING | typeof TOO_MUCH | typeof NO_PICTURE;
const OUTSIDE = 'A picture is named by an address, or by a path out of the folder: it is not looked for';
const MISSING = 'A picture is named, and not among the files that were read with the trajectory';
const TOO_MUCH = 'A picture is not taken along: it is too large, or there are too many';
const NO_PICTURE = 'A file that is named as a picture is no PNG, JPEG, WebP or GIF';

/** Each sort once, with as many names as an example holds. */
function tell(taken: ReadonlyMap<string, NamedPicture | Refusal>, losses: LossLog): void {
  for (const refusal of [OUTSIDE, MISSING, TOO_MUCH, NO_PICTURE] as const) {
    const names = [...taken].filter(([, one]) => one === refusal).map(([name]) => name);
    if (names.length > 0) losses.add('dropped', refusal, names.join(', '), names.length);
  }
}

/** What the parts of messages and results name, each once. */
function namesIn(document: unknown): ReadonlySet<string> {
  const contents = listField(document, 'steps').flatMap((step) => [
    ...listField(step, 'message'),
    ...listField(field(step, 'observation'), 'results').flatMap((result) => listField(result, 'content')),
  ]);
  return new Set(
    contents
      .filter((part) => textField(part, 'type') === 'image')
      .map((part) => textField(part, 'source', 'path'))
      .filter((name) => name !== undefined)
      .map((name) => relativePath(name) ?? name),
  );
}

/** By its first bytes; undefined: it is no picture of pixels alone. */
async function endingOf(file: ForeignFile): Promise<NamedPicture['ending'] | undefined> {
  const head = String.fromCharCode(...(await file.head()).subarray(0, 12));
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpg';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  return /^RIFF.{4}WEBP$/s.test(head) ? 'webp' : undefined;
}
