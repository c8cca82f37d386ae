/** Packets with the time for which each is shown. Pure. */

/** What of a packet counts here. Seconds of media time. */
export interface TimedPacket {
  readonly timestamp: number;
  readonly duration: number;
}

export interface Shown<P> {
  readonly packet: P;
  /** Where its picture gives way to the next one in the order of showing. */
  readonly end: number;
}

/**
 * Packets in the order of decoding, each with its end as soon as that is certain: a picture may be decoded up to `depth`
 * packets before the one that is shown next.
 */
export async function* withEnds<P extends TimedPacket>(
  packets: AsyncIterable<P>,
  depth: number,
): AsyncGenerator<Shown<P>, void> {
  /** Those given last, and those read ahead of them. */
  const window: P[] = [];
  let given = 0;
  const shown = (packet: P): Shown<P> => {
    const later = window.filter(({ timestamp }) => timestamp > packet.timestamp);
    const next = Math.min(...later.map(({ timestamp }) => timestamp));
    return { packet, end: Number.isFinite(next) ? next : packet.timestamp + lastDuration(packet, window) };
  };
  for await (const packet of packets) {
    window.push(packet);
    if (window.length - given <= depth) continue;
    const due = window[given];
    if (due) yield shown(due);
    given += 1;
    if (given <= depth) continue;
    window.shift();
    given -= 1;
  }
  for (; given < window.length; given += 1) {
    const due = window[given];
    if (due) yield shown(due);
  }
}

/** Of the last picture nobody knows how long it is shown but its container; else as long as the one before. */
function lastDuration<P extends TimedPacket>({ timestamp, duration }: P, window: readonly P[]): number {
  if (duration > 0) return duration;
  const before = window.map((other) => other.timestamp).filter((time) => time < timestamp);
  return before.length > 0 ? timestamp - Math.max(...before) : 0.04;
}
