/** Whether the weekly report of the sample is as narrow as mails want it. */
import { execFileSync } from 'node:child_process';

const MOST = 60;
const args = ['src/cli.js', '--weekly', 'sample/may.csv'];
const report = execFileSync(process.execPath, args, { encoding: 'utf8' });
const widest = Math.max(...report.split('\n').map((line) => line.length));
console.log(`${widest} columns, at most ${MOST}: ${widest > MOST ? 'too wide' : 'ok'}`);
process.exitCode = widest > MOST ? 1 : 0;
