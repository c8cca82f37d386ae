import { connect, type Remote } from '../base/rpc.ts';
import { startPatternWorker } from './pattern.client.ts';
import { PatternRunner } from './pattern-runner.ts';
import { SearchService, type SearchPage } from './search-service.ts';

const page: Remote<SearchPage> = connect<SearchPage>(
  globalThis,
  new SearchService(
    {
      read: (path, source) => page.read(path, source),
      progress: (source, done) => void page.progress(source, done),
      found: (problem) => void page.found(problem),
      first: (source, search, found) => void page.first(source, search, found),
      part: (source) => void page.part(source),
    },
    new PatternRunner(startPatternWorker),
  ),
);
