/** Of which bundles somebody asked in this browser to see what others decided. Whoever reloads the page has still seen it. */
import { readKept, writeKept } from '../ui/kept.ts';

const KEY = 'playhead.uncovered.v1';
/** The last ones that are kept. */
const MOST = 2000;

function uncoveredBundles(): readonly string[] {
  const { bundles } = readKept(KEY);
  return Array.isArray(bundles) ? bundles.filter((id) => typeof id === 'string') : [];
}

export function isUncovered(bundleId: string): boolean {
  return uncoveredBundles().includes(bundleId);
}

export function keepUncovered(bundleId: string): void {
  const others = uncoveredBundles().filter((id) => id !== bundleId);
  writeKept(KEY, { bundles: [...others, bundleId].slice(-MOST) });
}
