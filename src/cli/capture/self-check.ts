/** What a capture would record here and now, part by part: what is missing, why, and what to do about it. */
import { execFile } from 'node:child_process';
import { readFile, stat, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { exists } from '../files.ts';
import { isMissing } from '../fs-bundle.ts';
import { findBrowser, type FoundBrowser } from './browser/browser-program.ts';
import { PARTS, type CaptureConfig, type Part } from './config.ts';
import { headOf } from './git.ts';
import { nativeProgram } from './native.ts';

/** `error`: something that was asked for will be missing. */
type Level = 'ok' | 'off' | 'warning' | 'error';

export interface CheckLine {
  /** What it is about: a part, or disk, clock, tools, secrets. */
  readonly about: string;
  readonly level: Level;
  /** A sentence, with what to do. */
  readonly text: string;
}

export interface SelfCheck {
  readonly lines: readonly CheckLine[];
  /** Parts that are asked for and cannot be recorded, and why: as `CapturePlan` has it. */
  readonly missing: Readonly<Partial<Record<Part, string>>>;
  /** Of the tools that are there. */
  readonly tools: Readonly<Record<string, string>>;
  /** Of the commit that the work tree stands at; null where it is none. */
  readonly base: string | null;
  readonly inputProgram: string;
  readonly browserProgram: string;
}

/** What a part needs: how it was found, or what is missing and what to do. */
type Found =
  { readonly ok: string; readonly warning?: string } | { readonly missing: string; readonly advice: string };

const HOUR = 3600;
/** Bytes an hour that sound and the small records take. */
const OTHER_BYTES = 200_000_000;
/** Bytes of the raw video, a pixel of a frame: what work on code takes, not a film. */
const BYTES_PER_PIXEL = 0.003;
const LOW_HOURS = 4;
const PROBE_TIME = 8_000;
const GOOD_CLOCKS = ['tsc', 'kvm-clock', 'arch_sys_counter', 'hyperv_clocksource_tsc_page', 'xen'];

/** `folder`: where the recordings would go, or any folder of the same disk. */
export async function selfCheck(config: CaptureConfig, folder: string): Promise<SelfCheck> {
  const input = await nativeProgram('record-input');
  const display = await displayOf(config, input);
  const base = await headOf(config.workTree).catch(() => null);
  const browser: FoundBrowser = config.layers.browser
    ? await findBrowser(config.tools['browser'])
    : { missing: 'it is not asked for' };
  const probes: Readonly<Record<Part, () => Promise<Found>>> = {
    screen: () => screenFound(config, display),
    input: () => Promise.resolve(inputFound(input, display)),
    terminal: () => terminalFound(config),
    edits: () => editsFound(config, base),
    reports: () => reportsFound(config),
    browser: () => browserFound(browser, display),
    voice: () => voiceFound(config),
  };
  const lines: CheckLine[] = [];
  const missing: Partial<Record<Part, string>> = {};
  for (const part of PARTS) {
    if (!config.layers[part]) {
      lines.push({ about: part, level: 'off', text: 'Off in capture.json.' });
      continue;
    }
    const found = await probes[part]();
    if ('missing' in found) {
      missing[part] = `${found.missing}.`;
      lines.push({ about: part, level: 'error', text: `Will be missing: ${found.missing}. ${found.advice}` });
    } else {
      lines.push({ about: part, level: 'ok', text: found.ok });
      if (found.warning !== undefined) lines.push({ about: part, level: 'warning', text: found.warning });
    }
  }
  const tools = await toolVersions(config);
  return {
    lines: [
      ...lines,
      ...tools.lines,
      await diskLine(folder, config, display),
      await clockLine(),
      ...secretLines(config),
    ],
    ...{ missing, base },
    tools: { ...tools.found, ...('version' in browser && { browser: browser.version }) },
    inputProgram: 'program' in input ? input.program : '',
    browserProgram: 'program' in browser ? browser.program : '',
  };
}

type Display =
  | { readonly width: number; readonly height: number; readonly hasRecord: boolean }
  | { readonly missing: string; readonly advice: string };

async function displayOf(
  { display }: CaptureConfig,
  input: Awaited<ReturnType<typeof nativeProgram>>,
): Promise<Display> {
  if (display === undefined)
    return {
      missing: 'there is no display',
      advice: 'Set DISPLAY, or display in capture.json, and run this on the desktop.',
    };
  if ('missing' in input)
    return {
      missing: input.missing,
      advice: 'Install gcc, libx11-dev and libxtst-dev, or carry the programs along (docs/CAPTURE.md).',
    };
  const said = await output(input.program, ['check'], { DISPLAY: display });
  const [, width, height, record] = /^screen (\d+) (\d+) record (\d)/.exec(said ?? '') ?? [];
  if (width === undefined || height === undefined)
    return {
      missing: `the display ${display} cannot be opened`,
      advice: 'Check that an X server runs there and that this user may use it (xhost, XAUTHORITY).',
    };
  return { width: Number(width), height: Number(height), hasRecord: record === '1' };
}

async function screenFound({ screen, display }: CaptureConfig, found: Display): Promise<Found> {
  if ('missing' in found) return found;
  const ffmpeg = await ffmpegFound('x11grab');
  if (ffmpeg) return ffmpeg;
  const { x, y, fps, size = { width: found.width - x, height: found.height - y } } = screen;
  if (size.width <= 0 || size.height <= 0 || x + size.width > found.width || y + size.height > found.height)
    return {
      missing: `screen reaches beyond the display, which has ${found.width} × ${found.height} pixels`,
      advice: 'Correct x, y, width and height in capture.json.',
    };
  const ok = `${size.width} × ${size.height} of ${display ?? ''}, ${fps} frames a second.`;
  return process.env['XDG_SESSION_TYPE'] === 'wayland'
    ? { ok, warning: 'This is a Wayland session: only windows of X11 are seen. Log in to an X11 session.' }
    : { ok };
}

function inputFound(input: Awaited<ReturnType<typeof nativeProgram>>, display: Display): Found {
  if ('missing' in display) return display;
  if ('missing' in input) return { missing: input.missing, advice: 'Install gcc.' };
  if (!display.hasRecord)
    return {
      missing: 'the X server has no RECORD extension',
      advice: 'Start it with that extension (Xorg: Load "record" in the Module section).',
    };
  return { ok: 'Pointer and keys of the whole display, by the RECORD extension.' };
}

async function terminalFound({ shell }: CaptureConfig): Promise<Found> {
  const program = await nativeProgram('record-terminal');
  if ('missing' in program)
    return { missing: program.missing, advice: 'Install gcc and libc6-dev, or carry the programs along.' };
  const version = await output(shell, ['--version']);
  if (version === undefined)
    return { missing: `${shell} cannot be run`, advice: 'Correct shell in capture.json.' };
  const ok = 'Shells that are started with playhead capture shell, and no others.';
  const [, major] = /GNU bash, version (\d+)/i.exec(version) ?? [];
  return Number(major ?? 0) >= 5
    ? { ok }
    : {
        ok,
        warning: `${shell} tells of no commands: what it shows is recorded, exit codes are not. Use bash 5 or newer.`,
      };
}

async function editsFound({ workTree }: CaptureConfig, base: string | null): Promise<Found> {
  if ((await output('git', ['--version'])) === undefined)
    return { missing: 'git is not installed', advice: 'Install git.' };
  if (base === null)
    return {
      missing: `${workTree} is no git work tree with a commit`,
      advice: 'Set work_tree in capture.json, or make a first commit.',
    };
  return { ok: `Saves and commits in ${workTree}, but for what git ignores.` };
}

async function reportsFound({ workTree, reports }: CaptureConfig): Promise<Found> {
  const found = await stat(workTree).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  return found?.isDirectory() === true
    ? { ok: `Whenever one of them is written: ${reports.join(', ')}.` }
    : { missing: `${workTree} is no folder`, advice: 'Set work_tree in capture.json.' };
}

async function browserFound(browser: FoundBrowser, display: Display): Promise<Found> {
  if ('missing' in browser)
    return {
      missing: browser.missing,
      advice:
        'Install Chromium, or name one in capture.json: "tools": { "browser": … }; or turn the layer browser off.',
    };
  if ('missing' in display) return display;
  return (
    (await setprivMissing()) ?? {
      ok: `Tabs and requests of ${browser.program} ${browser.version}, where it is opened with playhead capture browser.`,
    }
  );
}

async function setprivMissing(): Promise<Extract<Found, { missing: string }> | undefined> {
  return (await exists('/usr/bin/setpriv'))
    ? undefined
    : { missing: 'setpriv is not installed', advice: 'Install util-linux.' };
}

async function voiceFound({ microphone: { system, device } }: CaptureConfig): Promise<Found> {
  const ffmpeg = await ffmpegFound(system);
  if (ffmpeg) return ffmpeg;
  const heard = await output('ffmpeg', [
    '-v',
    'error',
    '-nostdin',
    '-f',
    system,
    '-i',
    device,
    '-t',
    '0.2',
    '-f',
    'null',
    '-',
  ]);
  return heard === undefined
    ? {
        missing: `no microphone answers at ${system}:${device}`,
        advice:
          'Plug one in, start the sound server, or set microphone in capture.json; or turn the layer voice off.',
      }
    : { ok: `The microphone ${system}:${device} answers.` };
}

/** What is missing of ffmpeg; undefined where nothing is. */
async function ffmpegFound(device: string): Promise<Extract<Found, { missing: string }> | undefined> {
  const devices = await output('ffmpeg', ['-hide_banner', '-devices']);
  if (devices === undefined) return { missing: 'ffmpeg is not installed', advice: 'Install ffmpeg.' };
  const setpriv = await setprivMissing();
  if (setpriv) return setpriv;
  return new RegExp(`\\b${device}\\b`).test(devices)
    ? undefined
    : { missing: `this ffmpeg cannot read ${device}`, advice: 'Install one that can, as that of Debian.' };
}

async function toolVersions({ tools }: CaptureConfig): Promise<{
  readonly found: Readonly<Record<string, string>>;
  readonly lines: readonly CheckLine[];
}> {
  const found = new Map<string, string>();
  const lines: CheckLine[] = [];
  for (const [name, command] of [...Object.entries(tools), ['ffmpeg', 'ffmpeg'], ['git', 'git']] as const) {
    const said = await output(command, [name === 'ffmpeg' ? '-version' : '--version']);
    const [, version] = /(\d+(?:\.[\w-]+)+)/.exec(said ?? '') ?? [];
    if (said === undefined && Object.hasOwn(tools, name))
      lines.push({
        about: name,
        level: 'warning',
        text: `${command} cannot be run: the bundle cannot tell its version.`,
      });
    if (version !== undefined) found.set(name, version);
  }
  return { found: Object.fromEntries(found), lines };
}

async function diskLine(
  folder: string,
  { screen, layers }: CaptureConfig,
  display: Display,
): Promise<CheckLine> {
  const { bavail, bsize } = await statfs(folder);
  const size = screen.size ?? ('missing' in display ? { width: 0, height: 0 } : display);
  const video = layers.screen ? size.width * size.height * screen.fps * HOUR * BYTES_PER_PIXEL : 0;
  const hours = Math.floor((bavail * bsize) / (video + OTHER_BYTES));
  const room = `Space for about ${hours} hours here, at ${Math.ceil((video + OTHER_BYTES) / 1e6)} MB an hour`;
  if (hours < 1)
    return { about: 'disk', level: 'error', text: `${room}: make room, or choose another folder with -o.` };
  return { about: 'disk', level: hours < LOW_HOURS ? 'warning' : 'ok', text: `${room}.` };
}

async function clockLine(): Promise<CheckLine> {
  const source = '/sys/devices/system/clocksource/clocksource0/current_clocksource';
  const name = (await exists(source)) ? (await readFile(source, 'utf8')).trim() : undefined;
  if (name === undefined)
    return { about: 'clock', level: 'warning', text: 'The system does not tell what its clock counts by.' };
  return GOOD_CLOCKS.includes(name)
    ? { about: 'clock', level: 'ok', text: `CLOCK_MONOTONIC, by ${name}.` }
    : { about: 'clock', level: 'warning', text: `CLOCK_MONOTONIC, by ${name}, which may be coarse.` };
}

function secretLines({ layers }: CaptureConfig): readonly CheckLine[] {
  if (!layers.input) return [];
  const text =
    'Every key is recorded, those of passwords included: run playhead capture pause before you type one. The clipboard is not read.';
  return [{ about: 'secrets', level: 'warning', text }];
}

/** What a program says on both outputs; undefined where it cannot be run, fails, or takes too long. */
async function output(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  try {
    const options = { timeout: PROBE_TIME, env: { ...process.env, ...env } };
    const { stdout, stderr } = await promisify(execFile)(program, args, options);
    return `${stdout}${stderr}`;
  } catch {
    return undefined; // which is the answer
  }
}
