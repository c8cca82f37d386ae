export { Missing } from './errors.js';
export { open } from './open.js';
