export { CronSyntaxError } from './errors.js';
export { matches } from './match.js';
export { nextRun, upcoming } from './next.js';
export { parse } from './parse.js';
