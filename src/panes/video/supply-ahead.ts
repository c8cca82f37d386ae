/** Decoders that are opened before their video is on screen, so that its first picture only has to be drawn. Browser only. */
import type { Video } from '../../trace/layers.ts';
import { closePicture } from './frame-protocol.ts';
import { openFrameSupply, type FrameSupply, type SupplyOptions } from './frame-server.client.ts';

interface Ahead {
  readonly supply: Promise<FrameSupply>;
  /** Takes over a picture on the way. */
  onNear: SupplyOptions['onNear'];
}

const opened = new WeakMap<Video, Ahead>();

/** Opens the decoder of a video and decodes its first frame, which then waits there. Rejects as `openFrameSupply`; `signal` ends it. */
export async function decodeAhead(video: Video, signal: AbortSignal): Promise<void> {
  const file = await video.file(signal);
  const onNear: SupplyOptions['onNear'] = ({ picture }) => closePicture(picture);
  const supply = openFrameSupply(file, video.frames, { onNear: (near) => ahead.onNear(near), signal });
  const ahead: Ahead = { supply, onNear };
  opened.set(video, ahead);
  const { picture } = await (await supply).frame(0, signal);
  picture.close();
}

/** Closes the decoder that was opened ahead, where nobody took it: whoever shows the video yet opens its own. */
export async function closeUntaken(video: Video): Promise<void> {
  const ahead = opened.get(video);
  opened.delete(video);
  const supply = await ahead?.supply.catch(() => undefined);
  supply?.close();
}

/** The decoder of a video: the one that was opened ahead, once, else a new one. Rejects as `openFrameSupply`. */
export async function supplyOf(video: Video, { onNear, signal }: SupplyOptions): Promise<FrameSupply> {
  const ahead = opened.get(video);
  opened.delete(video);
  if (ahead) {
    ahead.onNear = onNear;
    // Why there is none, the next try tells.
    const supply = await ahead.supply.catch(() => undefined);
    if (supply) {
      signal.addEventListener('abort', () => supply.close());
      if (signal.aborted) supply.close();
      signal.throwIfAborted();
      return supply;
    }
  }
  return openFrameSupply(await video.file(signal), video.frames, { onNear, signal });
}
