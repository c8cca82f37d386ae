/** `npm run bench -- NAME [options]`: runs one benchmark. */
const NAMES: readonly string[] = ['frames', 'playback', 'timeline', 'diff'];

/** What `bench/NAME.ts` exports. */
export interface Benchmark {
  run(args: readonly string[]): Promise<void>;
}

const [name = '', ...args] = process.argv.slice(2);
if (NAMES.includes(name)) {
  const benchmark = (await import(`./${name}.ts`)) as Benchmark;
  try {
    await benchmark.run(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
} else {
  console.error(`Usage: npm run bench -- NAME [options], where NAME is one of: ${NAMES.join(', ')}.`);
  process.exitCode = 2;
}
