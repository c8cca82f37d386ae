/** The values themselves, for whoever removes them: nothing else may have them. */
import type { Facts } from '../facts.ts';
import { settingsOf, type Profile } from '../profile.ts';
import { valuesOf } from '../parameters.ts';
import { RULES } from '../rules.ts';
import { findAll } from './format.ts';
import { findingIds } from '../finding-names.ts';
import { scanValues, type Search } from './scan.ts';
import { textPlaces } from './texts.ts';

/** A profile of these rules alone. */
export function onlyRules(profile: Profile, ids: readonly string[]): Profile {
  const some = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([id]) => ids.includes(id)));
  const families = Object.entries(profile.file.families).map(([name, rules]) => [name, some(rules)] as const);
  const file = { ...profile.file, rules: some(profile.file.rules), families: Object.fromEntries(families) };
  return { ...profile, file };
}

/** What these rules look for, as a profile says. Throws `profile-invalid`. */
export function searchesOf(profile: Profile, family: string, ids: readonly string[]): readonly Search[] {
  return RULES.filter(({ id }) => ids.includes(id)).flatMap((rule) => {
    const settings = settingsOf(profile, rule.id, family);
    if (!settings) return [];
    const values = valuesOf(rule.parameters, settings.parameters, { source: profile.source, rule: rule.id });
    const search = rule.looksFor?.(values);
    return search ? [search] : [];
  });
}

/** Every text of a bundle, as it is searched; what of a place cannot be read is passed over, and stands in no copy. */
export async function* seenTexts(facts: Facts): AsyncGenerator<string, void> {
  for (const { texts } of textPlaces(facts).places)
    for (const part of texts) for await (const group of part) for (const { text } of group) yield text;
}

/** What `searches` find in one text. */
export function valuesIn(text: string, searches: readonly Search[]): readonly string[] {
  return searches.flatMap((search) =>
    findAll(text, search.formats, search.ignored, search).map(({ value }) => value),
  );
}

/**
 * Values that stay where these findings do, by the ids of a report by the same profile: those of which no other finding is. An
 * id of nothing that is found says nothing.
 */
export async function valuesThatStay(
  facts: Facts,
  profile: Profile,
  rules: readonly string[],
  except: readonly string[],
): Promise<ReadonlySet<string>> {
  if (except.length === 0) return new Set();
  const kept = new Set(except);
  const stays = new Set<string>();
  const goes = new Set<string>();
  for (const rule of rules)
    for (const search of searchesOf(profile, facts.manifest.task.family, [rule])) {
      const found = await scanValues(facts, search);
      const ids = findingIds(rule, found);
      for (const [index, { value }] of found.entries())
        (kept.has(ids[index] ?? '') ? stays : goes).add(value);
    }
  return new Set([...stays].filter((value) => !goes.has(value)));
}
