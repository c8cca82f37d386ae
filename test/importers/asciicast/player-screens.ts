/**
 * The text of asciinema-player's screen at a moment: its own parser, playback and terminal, without its page. Only the page
 * is exported, so its module is loaded with its terminal let out as well.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** Where something lies in the memory of its WebAssembly. */
type Place = readonly [pointer: number, length: number];

interface Vt extends Size {
  feed(text: string): unknown;
  reset(cols: number, rows: number, init?: string): unknown;
  resize(cols: number, rows: number): unknown;
  getLine(
    row: number,
    cursor: boolean,
  ): Readonly<Record<'text' | 'codepoints' | 'raster_symbols' | 'vector_symbols', Place>>;
  getDataView(place: Place, size: number): DataView;
  getUint32Array(place: Place): Uint32Array;
}

interface Core {
  addEventListener(
    name: 'reset',
    told: (event: { readonly size: Size; readonly init?: string }) => void,
  ): void;
  addEventListener(name: 'resize', told: (size: Size) => void): void;
  addEventListener(name: 'output', told: (text: string | readonly string[]) => void): void;
  terminalReady(): void;
  init(): Promise<void>;
  seek(seconds: number): Promise<unknown>;
  getDuration(): number;
}

interface Player {
  readonly Vt: { build(cols: number, rows: number, bright: boolean, logger: object): Promise<Vt> };
  readonly Core: new (source: object, options: object) => Core;
}

const LOGGER = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const DIST = dirname(fileURLToPath(import.meta.resolve('asciinema-player')));

/** To be called once: it takes a while. */
export async function loadPlayer(): Promise<Player> {
  const named = (start: string): string =>
    join(DIST, readdirSync(DIST).find((name) => name.startsWith(start)) ?? start);
  const folder = await mkdtemp(join(tmpdir(), 'asciinema-'));
  // Where it is loaded it asks the page to tell it of clicks.
  const hadWindow = 'window' in globalThis;
  if (!hadWindow) Object.defineProperty(globalThis, 'window', { value: globalThis, configurable: true });
  const hadDocument = 'document' in globalThis;
  if (!hadDocument)
    Object.defineProperty(globalThis, 'document', {
      value: { addEventListener: () => undefined },
      configurable: true,
    });
  try {
    const page = readFileSync(named('opts-'), 'utf8').replaceAll(
      "from './",
      `from '${pathToFileURL(DIST).href}/`,
    );
    const place = join(folder, 'page.mjs');
    await writeFile(place, `${page}\nexport { Vt };\n`);
    const { Vt } = (await import(pathToFileURL(place).href)) as Pick<Player, 'Vt'>;
    const { C } = (await import(pathToFileURL(named('core-')).href)) as { readonly C: Player['Core'] };
    return { Vt, Core: C };
  } finally {
    if (!hadWindow) Reflect.deleteProperty(globalThis, 'window');
    if (!hadDocument) Reflect.deleteProperty(globalThis, 'document');
    await rm(folder, { recursive: true });
  }
}

/**
 * What it shows of a recording at each of `moments`, in seconds: rows of texts, or undefined after what it takes for the end.
 * Rejects where it refuses the recording.
 */
export async function playerScreens(
  player: Player,
  recording: string,
  moments: readonly number[],
): Promise<readonly (readonly string[] | undefined)[]> {
  const core = new player.Core(
    { driver: 'recording', data: recording },
    { logger: LOGGER, speed: 1, preload: true, idleTimeLimit: Infinity },
  );
  const vt = await player.Vt.build(80, 24, true, LOGGER);
  core.addEventListener('reset', ({ size, init }) => vt.reset(size.cols, size.rows, init));
  core.addEventListener('resize', ({ cols, rows }) => vt.resize(cols, rows));
  core.addEventListener('output', (text) => [text].flat().forEach((piece) => vt.feed(piece)));
  core.terminalReady();
  await core.init();
  const screens: (readonly string[] | undefined)[] = [];
  for (const moment of moments) {
    await core.seek(moment);
    if (moment > core.getDuration()) screens.push(undefined);
    else screens.push(Array.from({ length: vt.rows }, (_, row) => rowText(vt, row)));
  }
  return screens;
}

/** Text and symbols of a row, each where it stands; layouts as its page reads them. */
function rowText(vt: Vt, row: number): string {
  const { text, codepoints, raster_symbols: raster, vector_symbols: vector } = vt.getLine(row, false);
  const cells = Array.from({ length: vt.cols }, () => ' ');
  const points = vt.getUint32Array(codepoints);
  const spans = vt.getDataView(text, 12);
  for (let at = 0; at < spans.byteLength; at += 12) {
    const column = spans.getUint16(at, true);
    const start = spans.getUint16(at + 2, true);
    points.subarray(start, start + spans.getUint16(at + 4, true)).forEach((point, index) => {
      cells[column + index] = String.fromCodePoint(point);
    });
  }
  for (const [place, size] of [
    [raster, 12],
    [vector, 16],
  ] as const) {
    const symbols = vt.getDataView(place, size);
    for (let at = 0; at < symbols.byteLength; at += size)
      cells[symbols.getUint16(at, true)] = String.fromCodePoint(symbols.getUint32(at + 4, true));
  }
  return cells.join('').trimEnd();
}
