import { TraceError } from '../../base/errors.ts';
import { burnIn } from './burn-in.ts';
import { sceneAt } from './scene.ts';
import type { Snapshot } from './stage.ts';

/**
 * What is on screen as a PNG of the video's full resolution. The picture is taken before this returns. Rejects with
 * `unsupported-here` where the browser gives no canvas of that size.
 */
export function takePicture(snapshot: Snapshot, withOverlays: boolean): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const { width, height } = snapshot.video;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context) {
    context.drawImage(snapshot.picture(), 0, 0, width, height);
    if (withOverlays) burnIn(context, sceneAt(snapshot.sources, snapshot.time));
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (context && blob) resolve(blob);
      else
        reject(
          new TraceError('unsupported-here', {
            what: 'The picture',
            reason: `this browser makes none of ${width} × ${height} pixels`,
          }),
        );
    }, 'image/png'),
  );
}

/** Gives the file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** True where the page may write pictures to the clipboard: it is there over https and from localhost alone. */
export function canCopy(): boolean {
  return 'ClipboardItem' in globalThis && isSecureContext;
}

/** Rejects with what the browser says where a person does not allow it. */
export async function copyPicture(png: Promise<Blob>): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
}
