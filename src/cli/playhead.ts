#!/usr/bin/env node
/** Entry of the `playhead` command. */
import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), {
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
});
