/** `npm run bench`: all benchmarks of one trace, and one table. `npm run bench -- NAME [options]`: one of them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCHMARKS, type BenchmarkEntry } from './benchmarks.ts';
import { RESULTS, rowOf, savedResult, TABLE_HEAD, type Result } from './figures.ts';
import { COMMON_HELP, COMMON_OPTIONS, readBenchOptions } from './options.ts';
import { textTable } from './table.ts';

const HELP = `Usage: npm run bench [-- options]
       npm run bench -- NAME [options]

Without a name: ${BENCHMARKS.filter(({ takes }) => takes)
  .map(({ name }) => name)
  .join(', ')}, one after the other, of one trace.
Further names: ${BENCHMARKS.filter(({ takes }) => !takes)
  .map(({ name }) => name)
  .join(', ')}.

${COMMON_HELP}`;

/** What `bench/NAME.ts` exports. */
export interface Benchmark {
  run(args: readonly string[]): Promise<void>;
}

const [name = '', ...rest] = process.argv.slice(2);
const one = BENCHMARKS.find((entry) => entry.name === name);
if (one) await guarded(one, rest);
else if (name === '' || name.startsWith('-')) await runAll(process.argv.slice(2));
else {
  console.error(HELP);
  process.exitCode = 2;
}

/** A benchmark that fails does not keep the others from running. */
async function guarded({ name: file }: BenchmarkEntry, args: readonly string[]): Promise<boolean> {
  try {
    const benchmark = (await import(`./${file}.ts`)) as Benchmark;
    await benchmark.run(args);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    return false;
  }
}

async function runAll(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...COMMON_OPTIONS, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  // Made once, for all.
  const { trace, app } = await readBenchOptions(args, { runs: 1, quick: 1 });
  const given: Readonly<Record<string, readonly string[]>> = {
    trace: ['--trace', trace],
    app: ['--app', app],
    quick: values.quick ? ['--quick'] : [],
    keep: values.keep ? ['--keep'] : [],
    runs: values.runs === undefined ? [] : ['--runs', values.runs],
  };
  const results: Result[] = [];
  for (const entry of BENCHMARKS.filter(({ takes }) => takes)) {
    console.log(`\n=== ${entry.title} (${entry.name})`);
    const done = await guarded(
      entry,
      (entry.takes ?? []).flatMap((option) => given[option] ?? []),
    );
    const result = done ? await savedResult(entry.name) : undefined;
    if (result) results.push(result);
  }
  const rows = results.flatMap(({ name: of, figures }) => figures.map((figure) => [of, ...rowOf(figure)]));
  console.log(`\n${textTable([['benchmark', ...TABLE_HEAD], ...rows])}\n`);
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, 'all.json'), `${JSON.stringify(results, undefined, 2)}\n`);
}
