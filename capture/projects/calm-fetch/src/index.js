export { Client } from './client.js';
export { HttpError } from './errors.js';
