import type { TraceLayer } from '../../trace/layers.ts';

/** True for what `actor` did or said, and where either does not say whose it is. */
export function isOf(actor: string | undefined, { layer }: TraceLayer<unknown>): boolean {
  return actor === undefined || layer.actor === undefined || layer.actor === actor;
}
