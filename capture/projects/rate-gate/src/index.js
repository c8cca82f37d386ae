export { FixedWindow } from './fixed-window.js';
export { TokenBucket } from './token-bucket.js';
