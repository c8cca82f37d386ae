import { createContext, useContext } from 'react';
import { CLOCK_WORDS, type TimeWords } from '../base/time-words.ts';

/** How the trace that is shown writes moments. */
export const TimeWordsContext = createContext<TimeWords>(CLOCK_WORDS);

export function useTimeWords(): TimeWords {
  return useContext(TimeWordsContext);
}
