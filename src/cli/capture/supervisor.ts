/** The program behind a capture: starts the recorders, watches over them, and writes down what happens. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Server } from 'node:net';
import { CommandError } from '../command.ts';
import { isAlive, placesOf, type CapturePlaces } from './capture-folder.ts';
import { monotonicUs } from './clock.ts';
import { listenAt, type CaptureStatus, type ControlRequest } from './control.ts';
import { Journal } from './journal.ts';
import type { CapturePlan } from './plan.ts';
import { ProgramRecorder } from './program-recorder.ts';
import { recorderCall, segmentFile, shellFiles, type ProgramPart } from './recorders.ts';
import { ReportFiles } from './report-files.ts';
import { WorkTree } from './work-tree.ts';

/** Between two beats of the journal, in milliseconds. */
const BEAT = 2_000;
/** Between two looks at the work tree, in milliseconds. */
const LOOK = 400;
const PROGRAM_PARTS: readonly ProgramPart[] = ['screen', 'input', 'browser', 'voice'];

/** Runs until it is told to stop. `socket`: where it listens. */
export async function supervise(folder: string, plan: CapturePlan, socket: string): Promise<void> {
  process.umask(0o077);
  const supervisor = new Supervisor(folder, plan);
  await supervisor.run(socket);
}

class Supervisor {
  readonly #plan: CapturePlan;
  readonly #places: CapturePlaces;
  readonly #journal: Journal;
  readonly #startedUs: number;
  readonly #programs: readonly ProgramRecorder[];
  /** Process of each shell's recorder, by its number. */
  readonly #shells = new Map<number, number>();
  #shellCount = 0;
  #workTree: WorkTree | undefined;
  #reports: ReportFiles | undefined;
  #isPaused = false;
  #looking: Promise<void> = Promise.resolve();
  readonly #timers: NodeJS.Timeout[] = [];
  #stopped: () => void = () => undefined;

  constructor(folder: string, plan: CapturePlan) {
    this.#plan = plan;
    this.#places = placesOf(folder);
    const { journal: path, raw, log } = this.#places;
    mkdirSync(raw, { recursive: true });
    this.#journal = new Journal(path);
    this.#startedUs = this.#journal.add({ type: 'capture-began', ...plan });
    this.#programs = PROGRAM_PARTS.filter((part) => this.#records(part)).map(
      (part) =>
        new ProgramRecorder({
          ...{ name: part, journal: this.#journal, log },
          call: (segment) => recorderCall(part, plan.config, folder, segment, plan.inputProgram),
          file: (segment) => segmentFile(part, segment),
        }),
    );
  }

  async run(socket: string): Promise<void> {
    const { raw } = this.#places;
    const { config, base } = this.#plan;
    const stopped = new Promise<void>((resolve) => (this.#stopped = resolve));
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, this.#stopped);
    if (base !== null && this.#records('edits'))
      this.#workTree = await WorkTree.watch({
        ...{ root: config.workTree, base },
        ...{ saves: join(raw, 'saves'), log: join(raw, 'edits.jsonl') },
      });
    if (this.#records('reports'))
      this.#reports = await ReportFiles.watch({
        ...{ root: config.workTree, patterns: config.reports },
        ...{ folder: join(raw, 'reports'), log: join(raw, 'reports.jsonl') },
      });
    if (this.#workTree) this.#watching('edits', 'raw/edits.jsonl');
    if (this.#reports) this.#watching('reports', 'raw/reports.jsonl');
    for (const program of this.#programs) program.start();
    this.#timers.push(setInterval(() => this.#beat(), BEAT));
    this.#timers.push(setInterval(() => void this.#look(), LOOK));
    const server = await listenAt(socket, (request) => this.#answer(request));
    await stopped;
    await this.#end(server, socket);
  }

  #records(part: keyof CapturePlan['config']['layers']): boolean {
    return this.#plan.config.layers[part] && this.#plan.missing[part] === undefined;
  }

  /** What this program records itself. */
  #watching(recorder: string, file: string): void {
    this.#journal.add({ type: 'recorder-began', recorder, segment: 1, file, pid: process.pid });
  }

  #alive(): readonly string[] {
    return [
      ...this.#programs.filter((program) => program.isAlive).map(({ name }) => name),
      ...(this.#records('terminal') ? ['terminal'] : []),
      ...(this.#workTree ? ['edits'] : []),
      ...(this.#reports ? ['reports'] : []),
      ...[...this.#shells.keys()].map((number) => `terminal-${number}`),
    ];
  }

  #beat(): void {
    for (const [number, pid] of this.#shells)
      if (!isAlive(pid)) this.#shellEnded(number, 'without a word of it');
    if (!this.#isPaused) this.#journal.add({ type: 'beat', alive: this.#alive() });
  }

  #look(isLast = false): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      if (this.#isPaused) return;
      await this.#watched('edits', () => this.#workTree?.look());
      await this.#watched('reports', () => this.#reports?.look(isLast));
    });
    return this.#looking;
  }

  /** What can be watched no more costs nothing else. */
  async #watched(recorder: 'edits' | 'reports', look: () => Promise<void> | undefined): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (recorder === 'edits') this.#workTree = undefined;
      else this.#reports = undefined;
      const died = `of this: ${error instanceof Error ? error.message : String(error)}`;
      this.#journal.add({ type: 'recorder-ended', recorder, segment: 1, died });
    }
  }

  #shellEnded(number: number, died?: string): void {
    if (!this.#shells.delete(number)) return;
    this.#journal.add({
      ...{ type: 'recorder-ended', recorder: `terminal-${number}`, segment: 1 },
      ...(died !== undefined && { died }),
    });
  }

  async #answer(request: ControlRequest): Promise<CaptureStatus> {
    switch (request.do) {
      case 'status':
        break;
      case 'pause':
        await this.#pause(request.reason);
        break;
      case 'resume':
        await this.#resume();
        break;
      case 'note':
        this.#journal.add({ type: 'note', text: request.text });
        break;
      case 'browser':
        this.#refuseBrowser();
        break;
      case 'stop':
        setImmediate(this.#stopped);
        break;
      case 'shell': {
        const missing = this.#plan.missing['terminal'];
        if (!this.#records('terminal'))
          throw new CommandError(`Terminals are not recorded: ${missing ?? 'capture.json says so'}.`);
        return { ...this.#status(), shell: (this.#shellCount += 1) };
      }
      case 'shell-began': {
        const { number, pid } = request;
        this.#shells.set(number, pid);
        const { folder } = this.#places;
        const file = shellFiles(folder, number).cast.slice(folder.length + 1);
        this.#journal.add({ type: 'recorder-began', recorder: `terminal-${number}`, segment: 1, file, pid });
        break;
      }
      case 'shell-ended':
        this.#shellEnded(request.number);
        break;
    }
    return this.#status();
  }

  /** Throws a CommandError where a browser would not be recorded. */
  #refuseBrowser(): void {
    const missing = this.#plan.missing['browser'];
    if (!this.#records('browser'))
      throw new CommandError(`The browser is not recorded: ${missing ?? 'capture.json says so.'}`);
    if (this.#isPaused)
      throw new CommandError('The capture is paused: go on with playhead capture resume, then open it.');
    if (!this.#alive().includes('browser'))
      throw new CommandError(`The recorder of the browser has ended: ${this.#places.log} tells why.`);
  }

  #status(): CaptureStatus {
    return {
      ...{ folder: this.#places.folder, elapsed: monotonicUs() - this.#startedUs },
      ...{ paused: this.#isPaused, alive: this.#alive(), missing: this.#plan.missing },
    };
  }

  /** Nothing is recorded once it resolves. */
  async #pause(reason: string | undefined): Promise<void> {
    if (this.#isPaused) throw new CommandError('The capture is paused already.');
    await this.#look(true);
    this.#isPaused = true;
    writeFileSync(this.#places.paused, '');
    this.#journal.add({ type: 'paused', ...(reason !== undefined && { reason }) });
    await Promise.all(this.#programs.map((program) => program.stop()));
  }

  async #resume(): Promise<void> {
    if (!this.#isPaused) throw new CommandError('The capture is not paused.');
    this.#workTree?.resume();
    await this.#reports?.resume();
    this.#journal.add({ type: 'resumed' });
    this.#isPaused = false;
    rmSync(this.#places.paused, { force: true });
    for (const program of this.#programs) program.start();
  }

  async #end(server: Server, socket: string): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#look(true);
    writeFileSync(this.#places.ended, '');
    await Promise.all(this.#programs.map((program) => program.stop()));
    for (const number of [...this.#shells.keys()]) this.#shellEnded(number);
    for (const recorder of [...(this.#workTree ? ['edits'] : []), ...(this.#reports ? ['reports'] : [])])
      this.#journal.add({ type: 'recorder-ended', recorder, segment: 1 });
    this.#journal.add({ type: 'capture-ended' });
    this.#journal.close();
    server.close();
    await rm(socket, { force: true });
  }
}
