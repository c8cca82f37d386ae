/** Files of results beside a batch: what was judged before is not judged again. */
import { createReadStream } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import {
  readResultLine,
  resultKey,
  resultLine,
  type CheckedResult,
} from '../../review/batch/result-lines.ts';
import type { Shard } from '../../review/batch/shard.ts';
import { exists } from '../files.ts';

/** Results by `resultKey`; the last of each holds. */
export interface EarlierResults {
  readonly results: ReadonlyMap<string, CheckedResult>;
  /** Lines that are none, as where a machine went down while it wrote. */
  readonly broken: number;
}

/** `batch.json` → `batch.qc.jsonl` beside it, or `batch.qc.2-of-8.jsonl`. */
export function resultsPath(batch: string, shard: Shard | undefined): string {
  const part = shard ? `.${shard.number}-of-${shard.of}` : '';
  return join(dirname(batch), `${stemOf(batch)}.qc${part}.jsonl`);
}

function stemOf(batch: string): string {
  return basename(batch).replace(/\.json$/, '');
}

/** Reads all files of results beside a batch, of every part, and `out`. */
export async function readResults(batch: string, out: string): Promise<EarlierResults> {
  const folder = dirname(resolve(batch));
  const start = `${stemOf(batch)}.qc.`;
  const names = (await readdir(folder))
    .filter((name) => name.startsWith(start) && name.endsWith('.jsonl'))
    .sort();
  const paths = new Set([...names.map((name) => join(folder, name)), resolve(out)]);
  const results = new Map<string, CheckedResult>();
  let broken = 0;
  for (const path of paths) {
    if (!(await exists(path))) continue;
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      const result = readResultLine(line);
      if (result) keepLatest(results, result);
      else broken += 1;
    }
  }
  return { results, broken };
}

/** Of two files the later result holds; within one file the later line. */
function keepLatest(results: Map<string, CheckedResult>, result: CheckedResult): void {
  const key = resultKey(result);
  const other = results.get(key);
  if (!other || Date.parse(other.at) <= Date.parse(result.at)) results.set(key, result);
}

/** Writes each result as it comes: what is there outlives whatever ends the program. */
export interface ResultWriter {
  add(result: CheckedResult): Promise<void>;
  close(): Promise<void>;
}

export async function appendResults(path: string): Promise<ResultWriter> {
  const file = await open(path, 'a+');
  const { size } = await file.stat();
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
  // A line that was broken off must not take the next one with it.
  if (bytesRead === 1 && buffer[0] !== 10) await file.appendFile('\n');
  let last: Promise<unknown> = Promise.resolve();
  return {
    add: async (result) => {
      const text = resultLine(result);
      const mine = last.then(() => file.appendFile(text));
      last = mine.catch(() => undefined);
      await mine;
    },
    close: async () => {
      await last;
      await file.close();
    },
  };
}
