/** Mappings as this browser keeps them, in IndexedDB. */
import { inDatabase } from '../../base/indexed-db.ts';
import type { MappingText } from './mapping-text.ts';

const NAME = 'playhead-mappings';
const MAPPINGS = 'mappings';

/** All reject where nothing can be kept. */
export interface KeptMappings {
  /** By name; whatever lies there. */
  all(): Promise<readonly unknown[]>;
  /** In place of the one of that name. */
  put(mapping: MappingText): Promise<void>;
  drop(name: string): Promise<void>;
}

export function indexedMappings(): KeptMappings {
  const use = <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    inDatabase(
      NAME,
      (made) => made.createObjectStore(MAPPINGS, { keyPath: 'name' }),
      [MAPPINGS],
      mode,
      (of) => work(of.objectStore(MAPPINGS)),
    );
  return {
    all: () => use('readonly', (store) => store.getAll() as IDBRequest<unknown[]>),
    put: async ({ name, text }) => {
      await use('readwrite', (store) => store.put({ name, text }));
    },
    drop: (name) => use('readwrite', (store) => store.delete(name)),
  };
}
