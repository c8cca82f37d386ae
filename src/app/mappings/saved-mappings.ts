/** Mappings that a person saved in this browser, by name. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { asTraceError, TraceError } from '../../base/errors.ts';
import { field } from '../../base/json.ts';
import { MAPPING_NAME, readMapping } from '../../importers/mapped/mapping-file.ts';
import { indexedMappings, type KeptMappings } from './kept-mappings.ts';
import type { MappingText } from './mapping-text.ts';

export interface SavedMapping extends MappingText {
  /** What its format is called. */
  readonly title: string;
  /** Whether files of the format are read by it. */
  readonly reads: boolean;
  /** The form of the files that are written by it; undefined: none are. */
  readonly writes: 'json' | 'json-lines' | undefined;
}

export interface MappingsState {
  /** By name; undefined: they are being read. */
  readonly saved: readonly SavedMapping[] | undefined;
  /** Names under which something lies that is no mapping, or none of this version. */
  readonly broken: readonly string[];
  /** False: this browser keeps nothing, so that all is gone with the page. */
  readonly lasting: boolean;
  /** Reads them anew: other pages may have saved some. */
  readonly load: () => Promise<void>;
  /** In place of the one of that name. Rejects with `mapping-invalid`. */
  readonly save: (mapping: MappingText) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

export type MappingsStore = StoreApi<MappingsState>;

/** Mappings that are shown, at most: a list of more is no list to choose from. */
const MAX_SAVED = 200;

export function createMappingsStore(kept: KeptMappings): MappingsStore {
  return createStore<MappingsState>()((set, get) => ({
    saved: undefined,
    broken: [],
    lasting: true,
    async load() {
      let found: readonly unknown[];
      try {
        found = await kept.all();
      } catch {
        // Closed to us, as in a private window: what was saved on this page stays.
        set(({ saved }) => ({ saved: saved ?? [], lasting: false }));
        return;
      }
      const saved: SavedMapping[] = [];
      const broken: string[] = [];
      for (const entry of found.slice(0, MAX_SAVED)) {
        const name = field(entry, 'name');
        if (typeof name !== 'string') continue;
        try {
          saved.push(savedMapping(name, field(entry, 'text')));
        } catch (error) {
          if (asTraceError(error).code !== 'mapping-invalid') throw error;
          broken.push(name);
        }
      }
      set({ saved, broken, lasting: true });
    },
    async save({ name, text }) {
      const mapping = savedMapping(name, text);
      const lasting = await succeeds(kept.put({ name, text }));
      const others = (get().saved ?? []).filter((other) => other.name !== name);
      const saved = [...others, mapping].sort((a, b) => (a.name < b.name ? -1 : 1));
      set({ saved, lasting, broken: get().broken.filter((other) => other !== name) });
    },
    async remove(name) {
      const lasting = await succeeds(kept.drop(name));
      set(({ saved = [], broken }) => ({
        saved: saved.filter((mapping) => mapping.name !== name),
        broken: broken.filter((other) => other !== name),
        lasting,
      }));
    },
  }));
}

/** Throws `mapping-invalid`. Its expressions are read when it is used. */
function savedMapping(name: string, text: unknown): SavedMapping {
  const refuse = (reason: string): never => {
    throw new TraceError('mapping-invalid', { source: name, at: 'it', reason });
  };
  if (!MAPPING_NAME.test(name)) refuse('is saved under what is no name');
  if (typeof text !== 'string') return refuse('is no text');
  const mapping = readMapping(text, name);
  return {
    name,
    text,
    title: mapping.title,
    reads: mapping.import !== undefined,
    writes: mapping.export?.form,
  };
}

function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

let own: MappingsStore | undefined;

/** Those of this page. */
export function ownMappings(): MappingsStore {
  own ??= createMappingsStore(indexedMappings());
  return own;
}
