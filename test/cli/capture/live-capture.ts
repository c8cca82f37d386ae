/** A capture of a display of its own, whose programs a test may kill. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rememberCapture } from '../../../src/cli/capture/capture-folder.ts';
import type { CaptureConfig } from '../../../src/cli/capture/config.ts';
import { headOf } from '../../../src/cli/capture/git.ts';
import { entriesOf, parseJournal, type JournalEntry } from '../../../src/cli/capture/journal.ts';
import { textOf } from '../../../src/cli/capture/jsonl-file.ts';
import { nativeProgram } from '../../../src/cli/capture/native.ts';
import { savePlan } from '../../../src/cli/capture/plan.ts';
import { canRun } from '../helpers.ts';

const CHILD = resolve('test/cli/capture/supervise-child.ts');
const HEADERS = '/usr/include/X11/extensions/record.h';

export const isThere = (program: string): boolean => spawnSync('which', [program]).status === 0;
export const CAN_RECORD =
  canRun('ffmpeg') && ['Xvfb', 'gcc', 'setpriv', 'git'].every(isThere) && existsSync(HEADERS);

/** Looks until there is something. */
export async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export class LiveCapture {
  /** Of the capture. */
  readonly folder: string;
  readonly #scratch: string;
  readonly #started: ChildProcess[] = [];

  constructor(scratch: string) {
    this.#scratch = scratch;
    this.folder = join(scratch, 'capture');
  }

  journal(): readonly JournalEntry[] {
    return parseJournal(textOf(join(this.folder, 'journal.jsonl')));
  }

  began(recorder: string): readonly Extract<JournalEntry, { readonly type: 'recorder-began' }>[] {
    return entriesOf(this.journal(), 'recorder-began').filter((entry) => entry.recorder === recorder);
  }

  /** An X server of its own; gives the name of its display. */
  async startDisplay(size = '320x200'): Promise<string> {
    const server = this.start('Xvfb', '-displayfd', '1', '-screen', '0', `${size}x24`, '-nolisten', 'tcp');
    let said = '';
    server.stdout?.on('data', (text: Buffer) => (said += text.toString()));
    return until('the X server', () => (said.includes('\n') ? `:${said.trim()}` : undefined));
  }

  /** Begins as `playhead capture start` does, by a supervisor that the test may kill. */
  async begin(config: CaptureConfig, browserProgram = ''): Promise<void> {
    const native = await nativeProgram('record-input');
    const inputProgram = 'program' in native ? native.program : '';
    const base = await headOf(config.workTree);
    const programs = { inputProgram, browserProgram };
    const plan = { version: '0', config, boot: '', base, missing: {}, tools: {}, ...programs };
    await savePlan(this.folder, plan);
    const socket = join(this.#scratch, 'socket');
    const call = ['--import', 'tsx', CHILD, this.folder, socket];
    const child = spawn(process.execPath, call, { stdio: 'inherit' });
    this.#started.push(child);
    await rememberCapture({ folder: this.folder, pid: child.pid ?? 0, socket });
  }

  /** A program that ends with the test. */
  start(program: string, ...args: readonly string[]): ChildProcess {
    const child = spawn(program, args);
    this.#started.push(child);
    return child;
  }

  end(): void {
    for (const child of this.#started) child.kill('SIGKILL');
  }
}
