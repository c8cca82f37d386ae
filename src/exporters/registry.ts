import { asciicastV2, asciicastV3 } from './asciicast/index.ts';
import { atif } from './atif/index.ts';
import type { Exporter } from './exporter.ts';
import { har } from './har/index.ts';
import { junit } from './junit/index.ts';
import { sarif } from './sarif/index.ts';
import { traceEvents } from './trace-events/index.ts';
import { training } from './training/index.ts';
import { webvtt } from './webvtt/index.ts';

/** Every format that a trace can be written in, in the order in which they are offered. */
export const EXPORTERS: readonly Exporter[] = [
  training,
  atif,
  asciicastV2,
  asciicastV3,
  webvtt,
  har,
  junit,
  sarif,
  traceEvents,
];
