/** Of which bundles somebody asked in this browser to see what others decided. Whoever reloads the page has still seen it. */
import { readKept, writeKept } from '../ui/kept.ts';

const KEY = 'playhead.uncovered.v1';
/** The last ones that are kept: of a few whole batches, and far from what a browser keeps for a page. */
const MOST = 20_000;

function uncoveredBundles(): readonly string[] {
  const { bundles } = readKept(KEY);
  return Array.isArray(bundles) ? bundles.filter((id) => typeof id === 'string') : [];
}

export function isUncovered(bundleId: string): boolean {
  return uncoveredBundles().includes(bundleId);
}

/** Those of now, for who asks for many. */
export function uncoveredNow(): ReadonlySet<string> {
  return new Set(uncoveredBundles());
}

export function keepUncovered(...bundleIds: readonly string[]): void {
  const own = new Set(bundleIds);
  const others = uncoveredBundles().filter((id) => !own.has(id));
  writeKept(KEY, { bundles: [...others, ...own].slice(-MOST) });
}
