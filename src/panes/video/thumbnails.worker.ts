import { serveThumbnails } from './thumbnails-port.ts';

serveThumbnails(globalThis);
