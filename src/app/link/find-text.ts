/** What is searched for, as an address says it. Pure. */
import { isEmpty, MAX_QUERY, type Query } from '../../search/query.ts';

/** How an address calls the ways to look. */
export const WAYS = [
  ['case', 'matchCase'],
  ['word', 'wholeWord'],
  ['pattern', 'pattern'],
] as const;

/** `ways`: names of those that are on. undefined for an empty search, and one that is too long. */
export function readFind(text: string, ways: readonly string[]): Query | undefined {
  const [matchCase, wholeWord, pattern] = WAYS.map(([name]) => ways.includes(name));
  const query = {
    text,
    matchCase: matchCase ?? false,
    wholeWord: wholeWord ?? false,
    pattern: pattern ?? false,
  };
  return isEmpty(query) || text.length > MAX_QUERY ? undefined : query;
}
