/** What writes each format, loaded when it is needed. */
import type { ExportId, Write } from './exporter.ts';

const WRITERS: Readonly<Record<ExportId, () => Promise<Write>>> = {
  training: async () => (await import('./training/write.ts')).writeTraining,
  atif: async () => (await import('./atif/write.ts')).writeAtif,
  'asciicast-v2': async () => (await import('./asciicast/write.ts')).writeCast(2),
  'asciicast-v3': async () => (await import('./asciicast/write.ts')).writeCast(3),
  webvtt: async () => (await import('./webvtt/write.ts')).writeVtt,
  har: async () => (await import('./har/write.ts')).writeHar,
  junit: async () => (await import('./junit/write.ts')).writeJunit,
  sarif: async () => (await import('./sarif/write.ts')).writeSarif,
  'trace-events': async () => (await import('./trace-events/write.ts')).writeTraceEvents,
};

export function writerOf(format: ExportId): Promise<Write> {
  return WRITERS[format]();
}
