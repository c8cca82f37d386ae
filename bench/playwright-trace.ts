/** A trace of Playwright's own, as large as ours: a short one is recorded, and repeated. */
import { createWriteStream, existsSync, openAsBlob } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import {
  BlobReader,
  TextWriter,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js';
import type { Page } from 'playwright-core';
import { seededRandom } from '../capture/record/random.ts';
import { CACHE } from './build.ts';
import { withPage } from './browsers.ts';

const ACTIONS = 60;
const ROWS = 120;
const SEED = 20_260_101;
/** Fields of its records that count milliseconds from the start. */
const TIMES = ['startTime', 'endTime', 'timestamp', 'time'];
/** Likewise, since 1970. */
const WALL_TIMES = ['frameSwapWallTime', 'wallTime'];

type Entry = Readonly<Record<string, unknown>>;

/** The path of a trace of about `bytes`; it is made where it is not there. */
export async function playwrightTrace(bytes: number, tell: (note: string) => void): Promise<string> {
  const folder = join(CACHE, 'traces');
  const megabytes = Math.max(1, Math.round(bytes / 1e6));
  const path = join(folder, `playwright-${megabytes}mb.zip`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const short = join(folder, 'playwright-short.zip');
  if (!existsSync(short)) {
    tell('Recording a trace with Playwright …');
    await record(short);
  }
  tell(`Making ${path} …`);
  const part = `${path}.part`;
  try {
    await repeat(short, part, Math.max(1, Math.round(bytes / (await stat(short)).size)));
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return path;
}

/** How many actions stand in a trace of about `bytes`. */
export async function actionsIn(bytes: number): Promise<number> {
  const { size } = await stat(join(CACHE, 'traces', 'playwright-short.zip'));
  return (ACTIONS + 1) * Math.max(1, Math.round(bytes / size));
}

async function record(path: string): Promise<void> {
  await withPage(async (page) => {
    const { tracing } = page.context();
    await tracing.start({ screenshots: true, snapshots: true });
    await page.setContent(content());
    for (let n = 0; n < ACTIONS; n += 1) await act(page, n);
    await tracing.stop({ path });
  });
}

/** A page whose every part differs, so that its pictures are as large as those of real pages. */
function content(): string {
  const random = seededRandom(SEED);
  const word = (): string => Math.floor(random() * 36 ** 6).toString(36);
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const colour = `hsl(${Math.floor(random() * 360)} 60% 85%)`;
    return `<tr style="background:${colour}"><td><button id="b${row}">${word()}</button></td><td>${word()} ${word()} ${word()}</td><td>${word()}</td></tr>`;
  });
  return `<input id="q"><h1 id="h">0</h1><table>${rows.join('')}</table><script>
    addEventListener('click', ({ target }) => { if (target.id.startsWith('b')) {
      document.getElementById('h').textContent = target.textContent; target.style.background = 'gold'; scrollBy(0, 90); } });
  </script>`;
}

async function act(page: Page, number: number): Promise<void> {
  if (number % 3 === 2) await page.fill('#q', `words of action ${number}`);
  else await page.click(`#b${(number * 7) % ROWS}`);
}

/** Puts `times` copies one after the other: with calls, snapshots and pictures of their own. */
async function repeat(from: string, to: string, times: number): Promise<void> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(from)));
  const entries = await reader.getEntries();
  const text = async (name: string): Promise<readonly Entry[]> => {
    const entry = entries.find(({ filename }) => filename === name);
    if (!entry || entry.directory) return [];
    const lines = (await entry.getData(new TextWriter())).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Entry);
  };
  const events = await text('trace.trace');
  const network = await text('trace.network');
  const span = spanOf(events) + 100;
  const pictures = new Set(
    events.flatMap((event) => (event['type'] === 'screencast-frame' ? [pictureOf(event)] : [])),
  );
  const sink = Writable.toWeb(createWriteStream(to)) as WritableStream<Uint8Array>;
  const writer = new ZipWriter(sink, { useWebWorkers: false });
  for (const entry of entries) {
    if (entry.directory || entry.filename.startsWith('trace.')) continue;
    const data = await entry.getData(new Uint8ArrayWriter());
    const copies = pictures.has(entry.filename) ? times : 1;
    for (let copy = 0; copy < copies; copy += 1)
      await writer.add(copyName(entry.filename, copy), new Uint8ArrayReader(data), { level: 0 });
  }
  const trace = linesOf(events, times, span);
  await writer.add('trace.trace', streamOf(trace), { level: 6 });
  await writer.add('trace.network', streamOf(network.map((line) => JSON.stringify(line))), { level: 6 });
  await writer.close();
  await reader.close();
}

function* linesOf(events: readonly Entry[], times: number, span: number): Generator<string> {
  const calls = events.find(({ type }) => type === 'before')?.['callId'];
  const prefix = /^[^@]+@/.exec(typeof calls === 'string' ? calls : '')?.[0];
  if (prefix === undefined) throw new Error('the recorded trace has no calls');
  for (let copy = 0; copy < times; copy += 1)
    for (const event of events) {
      // The head of the file, once.
      if (event['type'] === 'context-options' && copy > 0) continue;
      if (copy === 0) yield JSON.stringify(event);
      else {
        const renamed = JSON.stringify(event).replaceAll(prefix, `${prefix}${copy}0000`);
        yield JSON.stringify(moved(JSON.parse(renamed) as Entry, copy, span));
      }
    }
}

/** An event of copy `copy`: later, and with a picture of its own. What is inside of snapshots moves with it. */
function moved(event: Entry, copy: number, span: number): Entry {
  const later: Record<string, unknown> = { ...event };
  for (const name of [...TIMES, ...WALL_TIMES])
    if (typeof later[name] === 'number') later[name] += copy * span;
  if (event['type'] === 'screencast-frame')
    for (const name of ['file', 'sha1']) {
      const value = later[name];
      if (typeof value === 'string') later[name] = copyName(value, copy);
    }
  const { snapshot } = event;
  if (typeof snapshot === 'object' && snapshot !== null)
    later['snapshot'] = moved(snapshot as Entry, copy, span);
  return later;
}

/** Where the picture of a frame lies in the zip; older versions tell only the name. */
function pictureOf({ file, sha1 }: Entry): string {
  return typeof file === 'string' ? file : `resources/${String(sha1)}`;
}

function copyName(name: string, copy: number): string {
  return copy === 0 ? name : name.replace(/(\.[a-z]+)?$/, `-${copy}$1`);
}

function spanOf(events: readonly Entry[]): number {
  const times = events.flatMap((event) =>
    TIMES.map((name) => event[name]).filter((time) => typeof time === 'number'),
  );
  return Math.max(...times) - Math.min(...times);
}

function streamOf(lines: Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const next = iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(`${next.value}\n`));
    },
  });
}
