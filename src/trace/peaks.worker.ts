import { servePeaks } from './peaks-port.ts';

servePeaks(globalThis);
