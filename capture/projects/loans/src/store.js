export { Missing, open } from '../../shelf/src/index.js';
