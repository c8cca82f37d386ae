/** `npm run bench -- memory`: what the page holds after opening a trace, and while it is sought through a thousand times. */
import { setTimeout as wait } from 'node:timers/promises';
import { machineOf, rendererMegabytes, withPlainPage } from './browsers.ts';
import { report, type Figure } from './figures.ts';
import { open } from './opening.ts';
import { COMMON_HELP, readBenchOptions } from './options.ts';
import { randomTimes, seekAll } from './seeking.ts';
import { aboutTrace, traceFacts } from './trace-file.ts';
import { serveTrace } from './trace-server.ts';

const HELP = `Usage: npm run bench -- memory [options]

${COMMON_HELP}
                   (--runs has no meaning here: it is one session)`;

const SEEKS = { usual: 1_000, quick: 40 };
const LOOKS = 4;
const TRACE = '/trace.trace.zip';
const PATIENCE = 180_000;
/** Milliseconds: files are read behind the first picture, and a worker clears up when it has had nothing to do for a while. */
const REST = 20_000;
/** Growth of the second half of the seeks, in megabytes, that is no growth: memory comes and goes by as much. */
const STEADY = 25;

export async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(HELP);
    return;
  }
  const options = await readBenchOptions(args, { runs: 1, quick: 1 });
  const facts = await traceFacts(options.trace);
  const machine = await machineOf();
  const server = await serveTrace({ '/': options.app }, { [TRACE]: options.trace });
  const count = options.quick ? SEEKS.quick : SEEKS.usual;
  try {
    const { empty, held, failed } = await withPlainPage(async (page, browser) => {
      const empty = await rendererMegabytes(page, browser);
      const { settled } = await open(page, `${server.origin}/?trace=${TRACE}`, PATIENCE);
      if (Number.isNaN(settled)) throw new Error('the trace did not settle');
      await wait(REST);
      const held = [await rendererMegabytes(page, browser)];
      const times = randomTimes(count, facts.duration);
      let failed = 0;
      for (let look = 0; look < LOOKS; look += 1) {
        const taken = await seekAll(page, times.slice((look * count) / LOOKS, ((look + 1) * count) / LOOKS));
        failed += taken.filter(Number.isNaN).length;
        held.push(await rendererMegabytes(page, browser));
        console.log(`after ${((look + 1) * count) / LOOKS} seeks: ${held.at(-1)?.toFixed(0) ?? ''} MB`);
      }
      return { empty, held, failed };
    });
    const [loaded = NaN] = held;
    const half = held[LOOKS / 2] ?? NaN;
    const last = held.at(-1) ?? NaN;
    const figures: readonly Figure[] = [
      { what: 'an empty page', unit: 'MB', ours: empty },
      {
        what: `after opening, and ${REST / 1_000} s of rest`,
        unit: 'MB',
        ours: loaded,
        goal: '< 300 MB',
        reached: loaded < 300,
      },
      { what: `after ${count / 2} seeks`, unit: 'MB', ours: half },
      { what: `after ${count} seeks`, unit: 'MB', ours: last },
      {
        what: 'growth over the second half',
        unit: 'MB',
        ours: last - half,
        goal: `< ${STEADY} MB`,
        reached: last - half < STEADY,
      },
      { what: 'seeks that never settled', unit: '', ours: failed, goal: '0', reached: failed === 0 },
    ];
    const notes = [
      aboutTrace(facts),
      `PSS of the renderer, its workers with it, after rubbish was collected; nobody looks into the page.`,
    ];
    await report({ name: 'memory', machine, notes, figures }, options.keep);
  } finally {
    await server.close();
  }
}
