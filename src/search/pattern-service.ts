import { handOver } from '../base/rpc.ts';
import { matchPattern, type Block, type Matches } from './match-pattern.ts';
import type { Query } from './query.ts';

/** Matches patterns, in a worker that may be ended at any moment. */
export class PatternService {
  /** Answers as soon as the worker can. */
  ready(): true {
    return true;
  }

  match(block: Block, query: Query, all: boolean): Matches {
    const matches = matchPattern(block, query, all);
    return handOver(matches, [matches.lines.buffer, matches.ats.buffer, matches.ends.buffer]);
  }
}
