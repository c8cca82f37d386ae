import { startService, type Account, type Service } from './process.ts';

/** Writes what X RECORD sees (see native/record-input.c) to a file, a line an event. */
export function startInputRecorder(program: string, account: Account, output: string, log: string): Service {
  return startService(program, [], { account, output, log });
}
