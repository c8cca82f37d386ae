/** What the bundles of several originals are called. Pure. */
import { cleanName } from '../../bundle/file-name.ts';
import { onlyFile, type ForeignUnit } from '../../importers/foreign.ts';

/** The ending of a file's name, and what some programs put before it. */
const ENDING = /(?:\.traj)?\.[a-z][a-z0-9]{0,7}$/;

/** A name for each, none twice: that of its original, without its ending where no other would be called the same. */
export function bundleNames(units: readonly ForeignUnit[]): readonly string[] {
  const wholes = units.map(({ label }) => cleanName(label.replaceAll('/', '-')));
  const stems = units.map((unit, index) => {
    const whole = wholes[index] ?? '';
    return onlyFile(unit) ? whole.replace(ENDING, '') || whole : whole;
  });
  const uses = new Map<string, number>();
  // One that is another's whole name is used, too.
  for (const [index, stem] of stems.entries())
    for (const name of new Set([stem, wholes[index] ?? ''])) uses.set(name, (uses.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return stems.map((stem, index) => {
    const wanted = uses.get(stem) === 1 ? stem : (wholes[index] ?? stem);
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}-${count}`;
    taken.add(name);
    return name;
  });
}
