/** Whether what was removed is nowhere in a copy: in its bytes however packed, in what is seen and typed, in picture and sound. */
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { largest } from '../../base/long-lists.ts';
import type { Removed } from '../../share/redact/finder.ts';
import { byteForms, plainly } from '../../share/redact/forms.ts';
import { screenTexts } from '../../share/redact/screen-texts.ts';
import { loadFacts } from '../../qc/facts.ts';
import { seenTexts } from '../../qc/secrets/values.ts';
import { openTrace } from '../../trace/open-trace.ts';
import { plainText } from '../../trace/plain-text.ts';
import { openLocal } from '../fs-bundle.ts';
import { listFiles } from '../list-files.ts';
import type { MediaWork } from './media.ts';
import { mediaFaults } from './prove-media.ts';
import { unpacked } from './unpacked.ts';

/** Larger files are video and sound, which pack nothing that could be unpacked here. */
const MAX_WHOLE = 64 * 1024 * 1024;

interface Sought {
  readonly id: string;
  readonly forms: readonly Buffer[];
  readonly text: string;
}

/** Where something is left in the bundle in `folder`, without saying what; [] where nothing is. */
export async function proveCopy(
  folder: string,
  removed: readonly Removed[],
  media: ReadonlyMap<string, MediaWork>,
): Promise<readonly string[]> {
  const sought = removed.map(({ id, text }): Sought => ({
    id,
    text,
    forms: byteForms(text).map((form) => Buffer.from(form)),
  }));
  const places = new Set<string>();
  const local = await openLocal(folder);
  try {
    for (const path of await listFiles(local)) {
      const place = join(local.path, path);
      const found =
        (await stat(place)).size > MAX_WHOLE
          ? await idsInLarge(place, sought)
          : idsIn(await readFile(place), sought);
      for (const id of new Set([...idsInBytes(Buffer.from(path), sought), ...found]))
        places.add(`${path} (${id})`);
    }
    const trace = await openTrace(local.source);
    if (sought.length > 0) {
      const facts = await loadFacts(trace, { compare: false });
      for await (const text of seenTexts(facts))
        for (const id of idsInText(text, sought)) places.add(`what is read of the layers (${id})`);
      for (const { layer, holds } of facts.terminals)
        for await (const { text } of screenTexts(holds))
          for (const id of idsInText(text, sought)) places.add(`the screen of ${layer.id} (${id})`);
    }
    for (const [path, work] of media)
      for (const fault of await mediaFaults(join(local.path, path), work)) places.add(`${fault} in ${path}`);
  } finally {
    await local.close();
  }
  return [...places];
}

/** The same of bytes that are not kept: what they pack is not looked into. */
async function idsInLarge(place: string, sought: readonly Sought[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  const longest = Math.max(0, largest(sought.flatMap(({ forms }) => forms.map(({ length }) => length))));
  let before: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(place, {
    highWaterMark: 4 * 1024 * 1024,
  }) as AsyncIterable<Buffer>) {
    const all = Buffer.concat([before, piece]);
    for (const id of idsInBytes(all, sought)) ids.add(id);
    before = all.subarray(Math.max(0, all.length - longest));
  }
  return ids;
}

/** ids of what is found in a file, in whatever it packs, and in its text read plainly. */
function idsIn(bytes: Buffer, sought: readonly Sought[]): ReadonlySet<string> {
  const ids = new Set<string>();
  if (sought.length === 0) return ids;
  for (const part of unpacked(bytes)) {
    for (const id of idsInBytes(part, sought)) ids.add(id);
    const text = textOf(part);
    if (text !== undefined) for (const id of idsInText(text, sought)) ids.add(id);
  }
  return ids;
}

function idsInBytes(bytes: Buffer, sought: readonly Sought[]): readonly string[] {
  return sought.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ id }) => id);
}

/** As it is, without its escapes, without tags, and with blanks as one. */
function idsInText(text: string, sought: readonly Sought[]): readonly string[] {
  const plain = plainly(text);
  const shown = plainText(plain);
  const forms = [text, plain, shown, shown.replace(/<[^<>]*>/g, ''), shown.replace(/<[^<>]*>/g, ' ')];
  const all = forms.flatMap((form) => [form, form.replace(/\s+/g, ' ')]);
  return sought.filter((one) => all.some((form) => form.includes(one.text))).map(({ id }) => id);
}

/** undefined: it is no text. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}
