/**
 * `node tools/replay.js`: what a week of real rides would cost by distance. Exit code 0: within limits.json; 1: not;
 * 2: it could not be found out.
 */
import { readFile } from 'node:fs/promises';
import { compare } from '../src/compare.js';
import { zoneFare } from '../src/zone-fare.js';

async function replay() {
  const limits = JSON.parse(await readFile('limits.json', 'utf8'));
  const lines = (await readFile(limits.rides, 'utf8')).trim().split('\n');
  const { distanceFare } = await import('../src/distance-fare.js');
  const found = compare(lines.map(JSON.parse), zoneFare, distanceFare);
  console.log(`${lines.length} rides`, found);
  const within = Math.abs(found.meanCents) <= limits.meanCents && found.dearerShare <= limits.dearerShare;
  return within ? 0 : 1;
}

process.exitCode = await replay().catch((error) => {
  console.error(`Nothing was replayed. ${error.message}`);
  return 2;
});
