/** What a capture is about to do, settled before it begins. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, parsedJson } from '../../base/json.ts';
import { CommandError } from '../command.ts';
import type { CaptureConfig } from './config.ts';
import type { JournalEvent } from './journal.ts';

/** All that the journal begins with, where the recorder of input is, and which browser is recorded. */
export interface CapturePlan extends Omit<Extract<JournalEvent, { readonly type: 'capture-began' }>, 'type'> {
  readonly config: CaptureConfig;
  readonly inputProgram: string;
  readonly browserProgram: string;
}

const planFile = (folder: string): string => join(folder, 'plan.json');

export async function savePlan(folder: string, plan: CapturePlan): Promise<void> {
  // What is recorded is the person's own.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(planFile(folder), `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
}

/** Rejects with a CommandError where the folder is none of a capture. */
export async function loadPlan(folder: string): Promise<CapturePlan> {
  const plan = parsedJson(await readFile(planFile(folder), 'utf8'));
  if (!isObject(plan)) throw new CommandError(`${planFile(folder)} is broken: start another capture.`);
  return plan as unknown as CapturePlan; // written by savePlan
}
