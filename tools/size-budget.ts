/** Fails the build where a chunk outgrows its budget. Sizes are gzipped, in kB of 1000 bytes, as browsers fetch them. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FOLDER = 'dist/app/assets';

/** First match wins. What matches none is held to `OTHER`. */
const BUDGETS: readonly (readonly [pattern: RegExp, kilobytes: number])[] = [
  [/^index-.*\.js$/, 190],
  [/^VideoPane-.*\.js$/, 100],
  [/^TerminalPane-.*\.js$/, 115],
  [/^(mediabunny|src)-.*\.js$/, 180],
  [/\.css$/, 15],
  [/\.woff2$/, 90],
];
const OTHER = 20;

let over = 0;
for (const file of readdirSync(FOLDER).sort()) {
  if (file.endsWith('.map')) continue;
  const kilobytes = gzipSync(readFileSync(`${FOLDER}/${file}`), { level: 9 }).length / 1000;
  const budget = BUDGETS.find(([pattern]) => pattern.test(file))?.[1] ?? OTHER;
  const fits = kilobytes <= budget;
  if (!fits) over += 1;
  console.log(`${fits ? ' ' : '✗'} ${kilobytes.toFixed(1).padStart(7)} of ${budget} kB  ${file}`);
}
if (over > 0) {
  console.error(
    `${over} of the chunks above ${over === 1 ? 'is' : 'are'} over budget: split, drop, or raise it with a reason.`,
  );
  process.exitCode = 1;
}
