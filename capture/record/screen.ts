import { statSync } from 'node:fs';
import { until } from './clock.ts';
import { SCREEN } from './desktop.ts';
import { startService, type Account, type Service } from './process.ts';

const FRAMES_PER_SECOND = 24;

export interface ScreenRecorder {
  readonly stop: () => Promise<void>;
}

/**
 * Records the whole screen, each frame with the time at which it was grabbed. NUT keeps microseconds and survives a
 * kill; the bundle's mp4 is made from it afterwards. Resolves once the first frame was grabbed, which is when the file begins:
 * how long that takes is luck, and a trace that began before would begin with nothing on its screen.
 */
export async function startScreenRecorder(
  account: Account,
  file: string,
  log: string,
): Promise<ScreenRecorder> {
  const service: Service = startService(
    'ffmpeg',
    [
      ...['-hide_banner', '-nostats', '-y', '-thread_queue_size', '256'],
      ...['-f', 'x11grab', '-framerate', String(FRAMES_PER_SECOND), '-draw_mouse', '1'],
      ...['-video_size', `${SCREEN.w}x${SCREEN.h}`, '-i', account.env['DISPLAY'] ?? ':0'],
      ...['-fps_mode', 'passthrough', '-enc_time_base', '1:1000000'],
      ...[
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-crf',
        '8',
        '-pix_fmt',
        'yuv420p',
        '-bf',
        '0',
        '-g',
        '240',
      ],
      // What is encoded is in the file at once: else the file would begin once 32 kB of it wait, and lose them with its recorder.
      ...['-flush_packets', '1', '-f', 'nut', file],
    ],
    { log, env: { PATH: '/usr/bin:/bin' } },
  );
  await until('the first frame', () => statSync(file, { throwIfNoEntry: false })?.size || undefined);
  return {
    stop: async () => {
      service.send('q');
      await new Promise<void>((resolve) => {
        if (service.process.exitCode !== null) resolve();
        service.process.once('exit', () => {
          resolve();
        });
      });
    },
  };
}
