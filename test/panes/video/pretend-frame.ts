/** A decoded picture that holds nothing, and tells when it is closed. */
export function pretendFrame(): { readonly frame: VideoFrame; readonly closed: Promise<void> } {
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (close = resolve));
  const frame = { timestamp: 0, format: null, visibleRect: null, close } as unknown as VideoFrame;
  return { frame, closed };
}
