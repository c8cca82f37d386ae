import { createContext } from 'react';

/** Shows where the times of a layer, by id, can be corrected. Without a provider there is no such place. */
export type ShowSync = (layer: string) => void;

export const SyncContext = createContext<ShowSync | undefined>(undefined);
