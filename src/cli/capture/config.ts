/** The configuration of a capture: capture.json, with what it leaves out filled in. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parsedJson } from '../../base/json.ts';
import { jsonFault } from '../../base/json-fault.ts';
import { dotted } from '../../importers/mapped/mapping-file.ts';
import { checkRecord } from '../../schema/check.ts';
import { capture as validator } from '../../schema/generated/capture-validators.js';
import type { CaptureFile, Manifest } from '../../schema/generated/types.ts';
import { CommandError } from '../command.ts';

/** What can be recorded, in the order in which it is told. */
export const PARTS = ['screen', 'input', 'terminal', 'edits', 'reports', 'browser', 'voice'] as const;
export type Part = (typeof PARTS)[number];

export interface CaptureConfig {
  readonly title: string;
  readonly family: Manifest['task']['family'];
  /** As X names it; undefined where neither the file nor the environment tells. */
  readonly display: string | undefined;
  readonly screen: {
    readonly x: number;
    readonly y: number;
    /** Undefined: all of the display. */
    readonly size: { readonly width: number; readonly height: number } | undefined;
    readonly fps: number;
  };
  /** Absolute. */
  readonly workTree: string;
  readonly shell: string;
  readonly microphone: { readonly system: 'pulse' | 'alsa'; readonly device: string };
  /** What a program is for → its command. */
  readonly tools: Readonly<Record<string, string>>;
  readonly layers: Readonly<Record<Part, boolean>>;
  readonly reports: readonly string[];
  readonly retentionDays: number | undefined;
}

const MAX_LENGTH = 1_000_000;

/** The configuration in `file`; without one, what holds where nothing is said. Rejects with a CommandError. */
export async function loadConfig(file: string | undefined): Promise<CaptureConfig> {
  const text = file === undefined ? undefined : await readFile(file, 'utf8');
  const folder = file === undefined ? process.cwd() : dirname(resolve(file));
  return parseConfig(text, file === undefined ? 'capture.json' : basename(file), folder, process.env);
}

/** `text`: of the file `name` in `folder`; undefined where there is none. Throws a CommandError that names the place. */
export function parseConfig(
  text: string | undefined,
  name: string,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): CaptureConfig {
  const file: CaptureFile =
    text === undefined ? { schema: { name: 'playhead-capture', version: 1 } } : checked(text, name);
  const { screen = {}, layers = {} } = file;
  const { width, height } = screen;
  const [system, device = 'default'] = (file.microphone ?? 'pulse:default').split(/:(.*)/s);
  return {
    title: file.title ?? 'Untitled',
    family: file.family ?? 'x-unknown',
    display: file.display ?? (env['DISPLAY'] === '' ? undefined : env['DISPLAY']),
    screen: {
      x: screen.x ?? 0,
      y: screen.y ?? 0,
      size: width === undefined || height === undefined ? undefined : { width, height },
      fps: screen.fps ?? 15,
    },
    workTree: resolve(folder, file.work_tree ?? '.'),
    shell: file.shell ?? '/bin/bash',
    microphone: { system: system === 'alsa' ? 'alsa' : 'pulse', device },
    tools: file.tools ?? {},
    layers: {
      screen: layers.screen ?? true,
      input: layers.input ?? true,
      terminal: layers.terminal ?? true,
      edits: layers.edits ?? true,
      reports: layers.reports ?? true,
      browser: layers.browser ?? true,
      voice: layers.voice ?? true,
    },
    reports: file.reports ?? ['reports/*'],
    retentionDays: file.retention_days,
  };
}

function checked(text: string, name: string): CaptureFile {
  const refuse = (at: string, reason: string): never => {
    throw new CommandError(`${name}: ${at} ${reason}. docs/CAPTURE.md lists what may stand there.`);
  };
  if (text.length > MAX_LENGTH) refuse('it', `has more than ${MAX_LENGTH} characters`);
  const json = text.replace(/^\uFEFF/, '');
  const value = parsedJson(json);
  if (value === undefined) {
    const { line, column } = jsonFault(json) ?? { line: 1, column: 1 };
    refuse('it', `is no JSON: look at line ${line}, column ${column}`);
  }
  const { violations, unknown } = checkRecord(validator, value);
  const [first] = violations;
  if (first) refuse(first.pointer === '' ? 'it' : dotted(first.pointer), first.reason);
  const [stranger] = unknown;
  if (stranger !== undefined)
    refuse(dotted(stranger), 'is no key of a capture file: is it a mistake in writing?');
  return value as CaptureFile;
}
