import { matches, matchesDay } from './match.js';
import { parse } from './parse.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HORIZON_DAYS = 366 * 8; // a leap cycle, even across a century

const startOfDay = (time) => time - (time % DAY);

/** The first minute after `after` in which it runs; undefined if it never does. */
export function nextRun(expression, after = new Date()) {
  const cron = typeof expression === 'string' ? parse(expression) : expression;
  let time = after.getTime() - (after.getTime() % MINUTE) + MINUTE;
  const horizon = time + HORIZON_DAYS * DAY;
  while (time < horizon) {
    const date = new Date(time);
    if (!matchesDay(cron, date)) time = startOfDay(time) + DAY;
    else if (matches(cron, date)) return date;
    else time += MINUTE;
  }
  return undefined;
}

/** The next `count` runs. */
export function upcoming(expression, count, after = new Date()) {
  const runs = [];
  let run = nextRun(expression, after);
  while (run && runs.length < count) {
    runs.push(run);
    run = nextRun(expression, run);
  }
  return runs;
}
