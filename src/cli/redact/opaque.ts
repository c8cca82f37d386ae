/** Files that nobody can search: archives, pictures, git bundles. They go, unless the plan says that somebody looked. */
import type { BundleFile } from '../../schema/generated/types.ts';
import type { Finder } from '../../share/redact/finder.ts';
import type { Rules } from '../../share/redact/plan.ts';

/** By which redaction such a file goes; undefined: it stays. */
export function opaqueReason(
  { path, media_type: type }: BundleFile,
  rules: Rules,
  finder: Finder,
): string | undefined {
  const { plan, files, urls, cookies, allTimes } = rules;
  if (plan.keep_opaque?.includes(path)) return undefined;
  const words = [...finder.removed, ...files, ...urls, ...cookies, ...allTimes][0]?.id;
  // Pictures of the screen, and media that no layer has, may hold what goes from those that one has.
  const seen = [...rules.of('region'), ...rules.of('time'), ...rules.of('audio')][0]?.id;
  return words ?? (/^(?:image|video|audio)\//.test(type) ? seen : undefined);
}
