/** What a page with one of the peers offers to the benchmark. */
export interface Peer {
  /** Resolves when the first picture can be shown. */
  open(address: string): Promise<void>;
  /** Goes to frame `frame` the way this peer's users do, reckoning with `fps`. Resolves when the picture should be there. */
  seek(frame: number, fps: number): Promise<void>;
}

declare global {
  interface Window {
    peer: Peer;
  }
}

/**
 * Resolves when `video` has ended a seek that `go` begins and its picture had time to be painted: at the next frame
 * that the browser tells of, or after two animation frames, since a seek to the frame that stands there may bring none.
 */
export async function sought(video: HTMLVideoElement, go: () => void): Promise<void> {
  const seeked = new Promise((done) => video.addEventListener('seeked', done, { once: true }));
  go();
  const told = new Promise<void>((done) => video.requestVideoFrameCallback(() => done()));
  await seeked;
  await Promise.race([told, animationFrame().then(animationFrame)]);
}

export function loaded(video: HTMLVideoElement): Promise<void> {
  return new Promise((done, fail) => {
    if (video.readyState >= video.HAVE_CURRENT_DATA) done();
    video.addEventListener('loadeddata', () => done(), { once: true });
    video.addEventListener('error', () => fail(new Error(video.error?.message ?? 'the video failed')));
  });
}

function animationFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
