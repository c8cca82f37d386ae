/** `node tools/tariff.js`: which tariff is in use. Exit code 0: the one by distance. */
import { tariff } from '../src/index.js';

console.log(`fares are by ${tariff}`);
process.exitCode = tariff === 'distance' ? 0 : 1;
