/** Whether the states of each file follow from each other, from its base to the final diff. */
import { asTraceError, type TraceError } from '../base/errors.ts';
import { describeProblem } from '../base/describe-error.ts';
import { append } from '../base/long-lists.ts';
import { lastAtMost } from '../base/search-sorted.ts';
import type { TimeRange, TraceTime } from '../base/time.ts';
import { applyDiff, type FileDiff } from '../trace/unified-diff.ts';
import { pathAt, type FileState, type FileVersion, type WorkspaceFile } from '../trace/workspace.ts';
import type { FileContent, WorkspaceTexts } from '../trace/workspace-texts.ts';
import type { Facts } from './facts.ts';
import { instant, rangeOf } from './spans.ts';
import { workspaceOf } from './workspace-of.ts';

/** One step from a state of a file to another. */
export interface Link {
  readonly key: string;
  readonly file: string;
  /** From the state before to the state after. */
  readonly range: TimeRange;
  readonly result: Result;
}

type Result =
  | { readonly kind: 'holds'; readonly why: '' }
  /** `why`: the rest of a sentence that begins with the file. */
  | { readonly kind: 'broken' | 'unknown'; readonly why: string };

const HOLDS: Result = { kind: 'holds', why: '' };
const UNCAPTURED: Result = { kind: 'unknown', why: 'its text is not in the bundle, or is no text' };

/** All links, file by file. */
export async function chainOf(facts: Facts): Promise<readonly Link[]> {
  const { workspace, texts } = workspaceOf(facts);
  const chain = new Chain(facts, texts, workspace.files);
  const links: Link[] = [];
  for (const file of workspace.files) {
    // To wait for each of a hundred thousand takes longer than to look whether it has any.
    for (const version of file.versions)
      if (hasLinks(file, version)) append(links, await chain.write(file, version));
    append(links, await chain.end(file));
  }
  return [...links, ...chain.strangers()];
}

class Chain {
  readonly #facts: Facts;
  readonly #texts: WorkspaceTexts;
  readonly #final: readonly FinalDiff[];
  readonly #files: readonly WorkspaceFile[];

  constructor(facts: Facts, texts: WorkspaceTexts, files: readonly WorkspaceFile[]) {
    this.#facts = facts;
    this.#texts = texts;
    this.#final = finalDiffs(facts);
    this.#files = files;
  }

  /** The links that lead to one write. */
  async write(file: WorkspaceFile, version: FileVersion): Promise<readonly Link[]> {
    const links: Link[] = [];
    const add = (name: string, result: Result): void => {
      const path = pathAt(file, version.time);
      const start = file.versions[version.index - 1]?.time ?? file.firstSeen;
      const range = { start, end: instant(version.time).end };
      links.push({ key: `${name}:${path}@${version.time}`, file: path, range, result });
    };
    if (version.sha256 !== undefined) add('hash', this.#hash(version));
    if (version.index > 0 && version.diff !== undefined) add('base', await this.#base(file, version));
    const typing = typingBefore(file, version);
    if (typing) add('typed', await this.#typed(file, version, typing));
    return links;
  }

  /** The link from the last write to the final diff; none where there is no final diff. */
  async end(file: WorkspaceFile): Promise<readonly Link[]> {
    const last = file.versions.at(-1);
    const { duration, diffs } = this.#facts;
    if (!last || diffs.length === 0) return [];
    const path = pathAt(file, duration);
    const written = await this.#texts.version(last);
    return [
      {
        key: `final:${path}`,
        file: path,
        range: rangeOf(last.time, duration),
        result: await this.#ending(file, written),
      },
    ];
  }

  async #ending(file: WorkspaceFile, written: FileContent): Promise<Result> {
    const about = this.#final.find((one) => isAbout(one, file));
    if (!about && this.#final.some((one) => isFrom(one, file)))
      return written.kind === 'absent'
        ? HOLDS
        : { kind: 'broken', why: 'it is there, and the final diff says that it was moved away' };
    // Where the move itself is not recorded, it went there and came here.
    const origin = about && !isFrom(about, file) ? this.#files.find((one) => isFrom(about, one)) : undefined;
    return ending(await this.#texts.base(origin ?? file), written, about?.section);
  }

  /** Files that only the final diff speaks of. */
  strangers(): readonly Link[] {
    const { duration } = this.#facts;
    return this.#final
      .filter((one) => one.section.hunks.length > 0 && !this.#files.some((file) => isAbout(one, file)))
      .map(({ paths: [file = ''] }) => {
        const why = 'the final diff changes it, and no write of it is recorded';
        return {
          key: `final:${file}`,
          file,
          range: rangeOf(0 as TraceTime, duration),
          result: { kind: 'broken', why },
        };
      });
  }

  #hash({ content, sha256 }: FileVersion): Result {
    const listed = content === undefined ? undefined : this.#facts.trace.bundle.files.get(content);
    if (!listed) return UNCAPTURED;
    return listed.sha256 === sha256
      ? HOLDS
      : { kind: 'broken', why: 'its content has another hash than its record says' };
  }

  /** Whether a write and the first one of its file come from the same base. */
  async #base(file: WorkspaceFile, version: FileVersion): Promise<Result> {
    const first = await this.#texts.base(file);
    const own = await this.#texts.base({ ...file, versions: [version] });
    return compared(first, own, 'its diff does not lead back to the base that its first write had');
  }

  /** Whether what was typed since the write before gives the write. */
  async #typed(
    file: WorkspaceFile,
    version: FileVersion,
    typing: Pick<FileState, 'from' | 'unsaved'>,
  ): Promise<Result> {
    const old = file.versions[version.index - 1];
    const typed = await this.#texts.state(file, { version: old, ...typing });
    const written = await this.#texts.version(version);
    return compared(typed, written, 'what was typed since its last write does not give what was written');
  }
}

/** Whether anything tells how a write came of the one before. */
function hasLinks(file: WorkspaceFile, version: FileVersion): boolean {
  const { sha256, diff } = version;
  return sha256 !== undefined || diff !== undefined || typingBefore(file, version) !== undefined;
}

/** What was typed between a write and the one before; undefined where no typing is recorded. */
function typingBefore(
  { starts }: WorkspaceFile,
  { kind, time }: FileVersion,
): Pick<FileState, 'from' | 'unsaved'> | undefined {
  const before = lastAtMost(starts.length, (index) => starts[index]?.time ?? Infinity, time - 1);
  const from = starts[before]?.changesBefore ?? 0;
  const until = starts[before + 1]?.changesBefore ?? from;
  return until <= from || kind === 'deleted' ? undefined : { from, unsaved: until - from };
}

function ending(base: FileContent, written: FileContent, section: FileDiff | undefined): Result {
  if (!section)
    return compared(base, written, 'it differs from its base, and the final diff does not speak of it');
  if (written.kind === 'absent')
    return section.newPath === undefined
      ? HOLDS
      : { kind: 'broken', why: 'it was deleted, and the final diff says that it is there' };
  if (written.kind !== 'text' || section.binary) return UNCAPTURED;
  try {
    const back = applyDiff(written.text, section, 'reverse', 'the final diff');
    if (base.kind === 'absent')
      return section.oldPath === undefined
        ? HOLDS
        : { kind: 'broken', why: 'it was new, and the final diff says that it was there' };
    if (base.kind !== 'text') return resultOf(base);
    return back === base.text
      ? HOLDS
      : { kind: 'broken', why: 'the final diff does not lead back to its base' };
  } catch (error) {
    if (asTraceError(error).code !== 'format-broken') throw error;
    return { kind: 'broken', why: 'the final diff does not fit what was written last' };
  }
}

/** `why`: what it means that two texts differ. */
function compared(a: FileContent, b: FileContent, why: string): Result {
  const unread = [a, b].find(({ kind }) => kind !== 'text' && kind !== 'absent');
  if (unread) return resultOf(unread);
  const textOf = (content: FileContent): string | undefined =>
    content.kind === 'text' ? content.text : undefined;
  return textOf(a) === textOf(b) ? HOLDS : { kind: 'broken', why };
}

/** Of a content that is no text. */
function resultOf(content: FileContent): Result {
  if (content.kind !== 'failed') return UNCAPTURED;
  const { error } = content;
  // A file that is not there is another rule's finding.
  if (isGone(error)) return { kind: 'unknown', why: describeProblem(error).title };
  return { kind: 'broken', why: `a diff does not fit its text (${describeProblem(error).title})` };
}

function isGone({ code }: TraceError): boolean {
  return code !== 'format-broken';
}

/** A part of a final diff, and the paths in the workspace that it may be about. */
interface FinalDiff {
  readonly section: FileDiff;
  readonly paths: readonly string[];
  /** Of the file before, where it was moved. */
  readonly from: readonly string[];
}

/** With several repositories a path in the workspace begins with the repository's name, and one in a diff does not. */
function finalDiffs({ manifest, diffs }: Facts): readonly FinalDiff[] {
  const repos = manifest.task.repos ?? [];
  return diffs.flatMap(({ layer, holds }) => {
    const own = repos.filter(({ diff_path }) => diff_path !== undefined && layer.paths?.includes(diff_path));
    const roots = repos.length > 1 ? (own.length > 0 ? own : repos).map(({ name }) => `${name}/`) : [''];
    return holds.map((section) => {
      const path = section.newPath ?? section.oldPath ?? '';
      const { oldPath, newPath, copied } = section;
      const left = oldPath !== undefined && newPath !== undefined && oldPath !== newPath && !copied;
      const from = left ? roots.map((root) => root + oldPath) : [];
      return { section, paths: roots.map((root) => root + path), from };
    });
  });
}

/** It moves the file away from a path that it had. */
function isFrom({ from }: FinalDiff, { names }: WorkspaceFile): boolean {
  return names.some(({ path }) => from.includes(path));
}

function isAbout({ paths }: FinalDiff, { names }: WorkspaceFile): boolean {
  return names.some(({ path }) => paths.includes(path));
}
