import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseDiff } from '../../src/trace/unified-diff.ts';
import type { ReviewTask } from '../scenario.ts';
import { answerReview, type ReviewRepos, type RunIn } from './branch.ts';
import { ReviewLog, type ReviewThread } from './review-log.ts';
import { filePage, isLineId, linesPath, overviewPage, type ReviewState } from './review-pages.ts';

/** Actor that uses the pages. */
const REVIEWER = 'engineer';
const MAX_BODY = 10_000;
const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } as const;

export interface ReviewOptions {
  readonly task: ReviewTask;
  readonly title: string;
  /** Commit that the branch goes off from. */
  readonly base: string;
  readonly repos: ReviewRepos;
  readonly runIn: RunIn;
  /** 0: any that is free. */
  readonly port: number;
}

/** What a request is answered with. */
type Answer =
  { readonly status: 200 | 404; readonly page: string } | { readonly status: 303; readonly location: string };

/**
 * A small tool for reviews, in the browser: the diff of a branch, comments on its lines, replies, threads that are resolved, a
 * verdict. It runs within the recorder, so that what is said in it bears the time of the one clock. When changes are requested,
 * the agent answers; `/answer` comes once it has.
 */
export class ReviewService {
  readonly log = new ReviewLog();
  readonly #options: ReviewOptions;
  readonly #server: Server;
  #answered: Promise<void> = Promise.resolve();
  #isWaiting = false;

  private constructor(options: ReviewOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      // A rehearsal runs commands in this very process: a connection that is kept could be given up meanwhile.
      response.setHeader('connection', 'close');
      void this.#serve(request, response);
    });
  }

  static async start(options: ReviewOptions): Promise<ReviewService> {
    const service = new ReviewService(options);
    await new Promise<void>((resolve, reject) => {
      service.#server.once('error', reject).listen(options.port, 'localhost', resolve);
    });
    return service;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The review service is not running');
    return `http://localhost:${address.port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const answer =
        request.method === 'POST'
          ? await this.#act(pathname, new URLSearchParams(await bodyOf(request)))
          : await this.#show(pathname, searchParams);
      if (answer.status === 303) response.writeHead(303, { location: answer.location }).end();
      else response.writeHead(answer.status, HTML).end(answer.page);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${String(error)}\n`);
    }
  }

  async #show(pathname: string, query: URLSearchParams): Promise<Answer> {
    if (pathname === '/answer') {
      await this.#answered;
      return { status: 303, location: '/' };
    }
    const state = await this.#state();
    if (pathname === '/') return { status: 200, page: overviewPage(state) };
    const line = query.get('line');
    const page =
      pathname === '/file'
        ? filePage(state, query.get('path') ?? '', isLineId(line) ? line : undefined)
        : undefined;
    return page === undefined ? { status: 404, page: 'Not found' } : { status: 200, page };
  }

  async #act(pathname: string, form: URLSearchParams): Promise<Answer> {
    const text = form.get('text')?.trim() ?? '';
    const actor = REVIEWER;
    switch (pathname) {
      case '/comment': {
        const [file, id] = [form.get('path') ?? '', form.get('line')];
        if (text === '' || !isLineId(id)) throw new Error('A comment needs a line and words');
        const side = id.startsWith('old') ? 'old' : 'new';
        const place = { file, side, line: Number(id.slice(4)), commit: await this.#head() } as const;
        this.log.add({ actor, text, place });
        return { status: 303, location: linesPath(file, undefined, id) };
      }
      case '/reply': {
        const thread = this.#thread(form);
        if (text === '') throw new Error('A reply needs words');
        this.log.add({ actor, text, replyTo: thread.first.id });
        return toThread(thread);
      }
      case '/resolve': {
        const thread = this.#thread(form);
        this.log.add({ actor, replyTo: thread.first.id, state: 'resolved' });
        return toThread(thread);
      }
      case '/verdict': {
        const verdict = form.get('verdict') === 'approved' ? 'approved' : 'changes_requested';
        this.log.add({ actor, verdict, ...(text !== '' && { text }) });
        if (verdict === 'changes_requested') this.#ask();
        return { status: 303, location: '/' };
      }
      default:
        return { status: 404, page: 'Not found' };
    }
  }

  /** Sends the review to the agent. Who waits for its answer hears of a failure. */
  #ask(): void {
    const { task, repos, runIn } = this.#options;
    this.#isWaiting = true;
    this.#answered = answerReview(task, repos, this.log, runIn).then(() => {
      this.#isWaiting = false;
    });
    this.#answered.catch(() => undefined);
  }

  #thread(form: URLSearchParams): ReviewThread {
    const found = this.log.threads.find(({ number }) => String(number) === form.get('thread'));
    if (!found) throw new Error('There is no such thread');
    return found;
  }

  async #head(): Promise<string> {
    const { task, repos, runIn } = this.#options;
    return (await runIn(repos.origin, 'git', 'rev-parse', task.branch)).trim();
  }

  async #state(): Promise<ReviewState> {
    const { task, title, base, repos, runIn } = this.#options;
    const head = await this.#head();
    const diff = await runIn(repos.origin, 'git', 'diff', base, head);
    const commits = await runIn(repos.origin, 'git', 'log', '--format=%h %an: %s', `${base}..${head}`);
    const { threads, verdict } = this.log;
    return {
      ...{ title, branch: task.branch, head, commits, threads, verdict, isWaiting: this.#isWaiting },
      files: parseDiff(diff, `the diff of ${task.branch}`),
    };
  }
}

function toThread({ number, place }: ReviewThread): Answer {
  return { status: 303, location: linesPath(place.file, undefined, `thread-${number}`) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MAX_BODY) throw new Error('The form is too long');
  }
  return body;
}
