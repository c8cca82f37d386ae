const MINUTE_MS = 60_000;

/** Spans, by the trace that they belong to. */
export class TraceSet {
  #traces = new Map();

  add(spans) {
    for (const span of spans) {
      const trace = this.#traces.get(span.traceId) ?? [];
      trace.push(span);
      this.#traces.set(span.traceId, trace);
    }
  }

  /** The slowest of the last minute whose root has ended, the slowest first. */
  slowest(most) {
    const roots = [...this.#traces.values()].flatMap((trace) => trace.filter((span) => !span.parentSpanId));
    const latest = Math.max(...roots.map(({ end }) => end));
    return roots
      .filter(({ end }) => end > latest - MINUTE_MS)
      .toSorted((a, b) => b.end - b.start - (a.end - a.start))
      .slice(0, most)
      .map((root) => ({ root, spans: this.#traces.get(root.traceId).length }));
  }

  /** Spans of a trace, each before those within it, with how deep it lies. */
  tree(traceId) {
    const spans = (this.#traces.get(traceId) ?? []).toSorted((a, b) => a.start - b.start);
    const below = (parent, depth) =>
      spans
        .filter(({ parentSpanId = '' }) => parentSpanId === parent)
        .flatMap((span) => [{ span, depth }, ...below(span.spanId, depth + 1)]);
    return below('', 0);
  }
}
