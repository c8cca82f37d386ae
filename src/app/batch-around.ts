import { createContext } from 'react';

/** The batch that an open trace was opened from. */
export interface BatchAround {
  /** Of its file. */
  readonly address: URL;
  readonly name: string;
  /** The part of the page's fragment that says which traces are shown, and which is current. */
  readonly fragment: () => string;
  /** Where the open trace stands among those shown, from 1; 0: it is not among them. */
  readonly at: number;
  readonly of: number;
  /** Opens the next (1) or previous (-1) one that can be read; false where there is none. */
  readonly step: (direction: 1 | -1) => boolean;
  /** Closes the trace, and shows the batch. */
  readonly back: () => void;
  /** Closes the trace, and shows the sign-off of the batch. */
  readonly signOff: () => void;
}

/** undefined: the trace was opened alone. */
export const AroundContext = createContext<BatchAround | undefined>(undefined);
