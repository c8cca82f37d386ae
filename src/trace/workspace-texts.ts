/** Reads what stood in the files of a workspace: at each save, and at the base commit. */
import { TraceError, asTraceError, isPassing } from '../base/errors.ts';
import { sha256InSlices } from '../base/hash.ts';
import { LaterCache } from '../base/later-cache.ts';
import { pause } from '../base/pause.ts';
import type { TraceTime } from '../base/time.ts';
import type { CheckedBundle } from './checked-bundle.ts';
import { countLines, hugeOf, type HugeText } from './text-limits.ts';
import { applyDiff, parseDiff, type FileDiff } from './unified-diff.ts';
import { UnsavedText } from './unsaved-text.ts';
import { asWritten, changesFrom, type FileState, type FileVersion, type WorkspaceFile } from './workspace.ts';

/** What a file held, or why its text cannot be had. */
export type FileContent =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly sha256: string;
      /** Changes of it named places that it does not have, from that time on. Of the whole row up to the next save. */
      readonly outside?: { readonly count: number; readonly from: TraceTime };
    }
  /** The file did not exist. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'binary' }
  | HugeText
  /** The bundle does not hold it. */
  | { readonly kind: 'uncaptured' }
  | { readonly kind: 'failed'; readonly error: TraceError };

/** Bytes of texts that are kept: of what was written, of the base commit, and of what was typed. */
const LIMIT = 24 * 1024 * 1024;
const BASE_LIMIT = 16 * 1024 * 1024;
const UNSAVED_LIMIT = 16 * 1024 * 1024;
/** Rows of changes that are kept, each with its copies of the text. */
const KEPT_ROWS = 4;
/** Milliseconds of work after which the page gets its turn. */
const SLICE = 12;

const UNCAPTURED: FileContent = { kind: 'uncaptured' };
const ABSENT: FileContent = { kind: 'absent' };
const BINARY: FileContent = { kind: 'binary' };

export class WorkspaceTexts {
  readonly #bundle: Pick<CheckedBundle, 'files' | 'read'>;
  readonly #versions = new LaterCache<FileVersion, FileContent>(LIMIT, bytesOf);
  readonly #bases = new LaterCache<WorkspaceFile, FileContent>(BASE_LIMIT, bytesOf);
  /** By file, version, first change and number of changes. */
  readonly #unsaved = new LaterCache<string, FileContent>(UNSAVED_LIMIT, bytesOf);
  /** By file, version and first change. */
  readonly #rows = new LaterCache<string, UnsavedText>(KEPT_ROWS, () => 1);

  constructor(bundle: Pick<CheckedBundle, 'files' | 'read'>) {
    this.#bundle = bundle;
  }

  /** The file as it was written then. Never rejects. */
  version(version: FileVersion): Promise<FileContent> {
    const { kind, content, binary, bytes } = version;
    if (kind === 'deleted') return Promise.resolve(ABSENT);
    if (binary) return Promise.resolve(BINARY);
    if (content === undefined) return Promise.resolve(UNCAPTURED);
    return kept(this.#versions, version, () => this.#readVersion(content, bytes));
  }

  /** The file with what was typed since, if anything was. Never rejects. */
  state(file: WorkspaceFile, state: FileState): Promise<FileContent> {
    const { version, from, unsaved } = state;
    if (unsaved === 0) return version ? this.version(version) : this.base(file);
    const key = [file.id, version?.index, from, unsaved].join(':');
    return kept(this.#unsaved, key, () => this.#readUnsaved(file, state));
  }

  /**
   * The file at the base commit: its first write with the diff of that write taken back. Never rejects; where the two
   * do not fit, it is `failed`.
   */
  base(file: WorkspaceFile): Promise<FileContent> {
    return kept(this.#bases, file, () => this.#readBase(file));
  }

  async #readVersion(path: string, bytes: number | undefined): Promise<FileContent> {
    const size = this.#bundle.files.get(path)?.bytes ?? bytes ?? 0;
    return hugeOf(size, 0) ?? (await textOf(await this.#bundle.read(path)));
  }

  async #readUnsaved(file: WorkspaceFile, state: FileState): Promise<FileContent> {
    const written = readable(await this.state(file, asWritten(state.version)));
    if (written.kind !== 'text' && written.kind !== 'absent') return written;
    const row = await this.#row(file, state, written.kind === 'text' ? written.text : '');
    const text = row.after(state.unsaved);
    if (typeof text !== 'string') return text;
    const content = await textOf(new TextEncoder().encode(text));
    const { firstOutside = Infinity } = row;
    const from = file.changes[state.from + firstOutside];
    if (content.kind !== 'text' || !from || state.unsaved <= firstOutside) return content;
    return { ...content, outside: { count: row.outside, from: from.time } };
  }

  #row(file: WorkspaceFile, { version, from }: FileState, base: string): Promise<UnsavedText> {
    const key = [file.id, version?.index, from].join(':');
    return this.#rows.get(key, () => inSlices(UnsavedText.build(base, changesFrom(file, from))));
  }

  async #readBase(file: WorkspaceFile): Promise<FileContent> {
    const [first] = file.versions;
    if (!first) return UNCAPTURED;
    const written = readable(await this.version(first));
    if (written.kind !== 'text' && written.kind !== 'absent') return written;
    if (first.diff === undefined) return first.kind === 'created' ? ABSENT : UNCAPTURED;
    const diff = await textOf(await this.#bundle.read(first.diff));
    if (diff.kind !== 'text') return diff.kind === 'huge' ? diff : UNCAPTURED;
    // git says nothing of a file that it does not track.
    if (diff.text.trim() === '') return first.kind === 'created' ? ABSENT : written;
    const section = sectionOf(parseDiff(diff.text, first.diff), file);
    if (!section)
      throw new TraceError('format-broken', {
        path: first.diff,
        format: 'a unified diff',
        reason: 'it is not about the file that it was recorded for',
      });
    if (section.binary) return BINARY;
    const text = applyDiff(written.kind === 'text' ? written.text : '', section, 'reverse', first.diff);
    return section.oldPath === undefined ? ABSENT : textOf(new TextEncoder().encode(text));
  }
}

/** The part of a diff that is about a file; with several repositories its path begins with the repository's name. */
function sectionOf(sections: readonly FileDiff[], file: WorkspaceFile): FileDiff | undefined {
  const paths = file.names.map(({ path }) => path);
  return sections.find(({ oldPath, newPath }) => {
    const named = newPath ?? oldPath ?? '';
    return paths.some((path) => path === named || path.endsWith(`/${named}`));
  });
}

/** Bytes as text, byte for byte: a byte order mark stays. What is not UTF-8, or holds a NUL, is no text. */
async function textOf(bytes: Uint8Array): Promise<FileContent> {
  // Before it is decoded.
  const huge = hugeOf(bytes.length, 0);
  if (huge) return huge;
  if (bytes.includes(0)) return BINARY;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return BINARY;
    throw error;
  }
  return (
    hugeOf(bytes.length, countLines(text)) ?? { kind: 'text', text, sha256: await sha256InSlices([bytes]) }
  );
}

/** Throws the failure that a content is, so that what is made of it fails, and may be tried again, like itself. */
function readable(content: FileContent): Exclude<FileContent, { readonly kind: 'failed' }> {
  if (content.kind === 'failed') throw content.error;
  return content;
}

/** At most: browsers keep a character in one byte or in two. */
function bytesOf(content: FileContent): number {
  return content.kind === 'text' ? 2 * content.text.length : 1;
}

/** Keeps the content, or the failure unless it may pass: then asking again tries again. */
function kept<K>(
  cache: LaterCache<K, FileContent>,
  key: K,
  make: () => Promise<FileContent>,
): Promise<FileContent> {
  return cache.get(key, () =>
    make().catch((error: unknown): FileContent => {
      if (isPassing(error)) cache.delete(key);
      return { kind: 'failed', error: asTraceError(error) };
    }),
  );
}

/** Runs `work` to its end, with turns for the page. */
async function inSlices<R>(work: Generator<undefined, R>): Promise<R> {
  for (let started = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < SLICE) continue;
    await pause();
    started = performance.now();
  }
}
