/** Trials of terminal-bench by other people. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, importedFolder, unitOnDisk } from './foreign-files.ts';

const DATA = '../shared/data/terminal-bench-trial';

describe.skipIf(!existsSync(DATA))('real trials of terminal-bench', () => {
  it.each([
    // From the first header's second to the last event; the newest key set tells the trial's own start and end.
    ['create-bucket-resolved', 216_708_618, 'unknown', 'met', 2],
    ['fix-pandas-timeout-but-resolved', 662_550_563, 'timed_out', 'met', 3],
    ['simple-web-scraper-nonmonotonic', 345_019_963, 'unknown', 'met', 5],
  ])(
    '%s',
    async (name, duration, completion, success, tests) => {
      const { trace, bundle } = await importedFolder(unitOnDisk(join(DATA, name)));
      expect(trace.manifest.outcome).toMatchObject({ completion, success });
      expect(trace.terminals).toHaveLength(2);
      expect((await trace.tests[0]?.content.get())?.items[0]?.counts?.passed).toBe(tests);
      expect(trace.duration).toBe(duration);
      expect(await faultsOf(bundle)).toEqual([]);
    },
    60_000,
  );
});
