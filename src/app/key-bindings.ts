/** Which key does what, with what a person has changed. Pure. */
import { SHORTCUTS, type Shortcut } from './shortcuts.ts';

/** Command → its keys, for the commands that a person has changed; none: it has no key. */
export type KeyChanges = Readonly<Record<string, readonly string[]>>;

/** The commands with the keys that hold. A changed command keeps its key where another's first key is the same. */
export function boundShortcuts(changes: KeyChanges): readonly Shortcut[] {
  const taken = new Set(SHORTCUTS.flatMap(({ id }) => changes[id] ?? []));
  return SHORTCUTS.map((shortcut) => {
    const changed = changes[shortcut.id];
    return { ...shortcut, keys: changed ?? shortcut.keys.filter((chord) => !taken.has(chord)) };
  });
}

/** Chords that two shortcuts claim; empty for a sound table. */
export function clashes(shortcuts: readonly Shortcut[]): readonly string[] {
  const seen = new Map<string, string>();
  const found: string[] = [];
  for (const { id, keys } of shortcuts) {
    for (const chord of keys) {
      const other = seen.get(chord);
      if (other !== undefined) found.push(`${chord}: ${other} and ${id}`);
      seen.set(chord, id);
    }
  }
  return found;
}

/** Keys that no command may have: the page is moved and left by them, or the browser keeps them to itself. */
const RESERVED: readonly string[] = [
  'Tab',
  'Shift+Tab',
  'Enter',
  'Escape',
  'ArrowUp',
  'ArrowDown',
  'Mod+T',
  'Mod+N',
  'Mod+W',
  'Mod+R',
  'Mod+L',
  'Mod+C',
  'Mod+V',
];

/** What stands against giving `chord` to the command `id`. */
export type Objection = { readonly reason: 'reserved' } | { readonly reason: 'taken'; readonly by: Shortcut };

export function objectionTo(
  shortcuts: readonly Shortcut[],
  id: string,
  chord: string,
): Objection | undefined {
  if (RESERVED.includes(chord)) return { reason: 'reserved' };
  const by = shortcuts.find((other) => other.id !== id && other.keys.includes(chord));
  return by && { reason: 'taken', by };
}

/** `chord` becomes the one key of `id`, and is taken from whoever had it. */
export function assign(changes: KeyChanges, id: string, chord: string): KeyChanges {
  const others = boundShortcuts(changes)
    .filter((other) => other.id !== id && other.keys.includes(chord))
    .map((other) => [other.id, other.keys.filter((key) => key !== chord)] as const);
  return { ...changes, ...Object.fromEntries(others), [id]: [chord] };
}

/** The command has its first keys again, as far as no changed command has them. */
export function unassign(changes: KeyChanges, id: string): KeyChanges {
  return Object.fromEntries(Object.entries(changes).filter(([other]) => other !== id));
}

/** What a browser kept, as far as it makes sense: known commands, texts, and no key twice. */
export function readKeyChanges(kept: unknown): KeyChanges {
  if (typeof kept !== 'object' || kept === null) return {};
  const seen = new Set<string>();
  const changes: Record<string, readonly string[]> = {};
  for (const { id } of SHORTCUTS) {
    const keys: unknown = Object.hasOwn(kept, id)
      ? (kept as Readonly<Record<string, unknown>>)[id]
      : undefined;
    if (!Array.isArray(keys)) continue;
    const sound = keys.filter((key): key is string => typeof key === 'string' && !seen.has(key));
    changes[id] = sound;
    for (const key of sound) seen.add(key);
  }
  return changes;
}
