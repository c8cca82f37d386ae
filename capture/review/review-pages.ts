/** The pages of the review service: plain HTML, made anew for each request. Pure. */
import type { DiffHunk, FileDiff } from '../../src/trace/unified-diff.ts';
import type { ReviewRemark, ReviewThread, Verdict } from './review-log.ts';

/** A review as it stands. */
export interface ReviewState {
  readonly title: string;
  readonly branch: string;
  /** Head of the branch. */
  readonly head: string;
  /** One a line, newest first. */
  readonly commits: string;
  readonly files: readonly FileDiff[];
  readonly threads: readonly ReviewThread[];
  readonly verdict: Verdict | undefined;
  /** The author of the branch has been asked, and is at work. */
  readonly isWaiting: boolean;
}

/** A line of the diff: `new-12`, `old-3`. */
export type LineId = `${'old' | 'new'}-${number}`;

const STATES: Readonly<Record<Verdict, string>> = {
  approved: 'Approved',
  changes_requested: 'Changes requested',
};
/** Lines of the diff that stay in sight above one that is written about. */
const ABOVE = 3;

export function overviewPage(state: ReviewState): string {
  const { title, branch, commits, threads, verdict, isWaiting } = state;
  const said = threads.map(
    (thread) => html`<section class="thread">${placeOf(thread)} ${remarks(thread)}</section>`,
  );
  const main = html`<h1>${title}</h1>
    <form id="finish" method="post" action="/verdict">
      <input id="summary" name="text" aria-label="Summary" placeholder="Summary" autocomplete="off" />
      <button id="request" name="verdict" value="changes_requested">Request changes</button>
      <button id="approve" name="verdict" value="approved">Approve</button>
    </form>
    ${verdict === 'changes_requested' ? answerLink(isWaiting) : ''}
    <h2><code>${branch}</code> into <code>main</code></h2>
    <pre>${commits}</pre>
    <h2>Conversation</h2>
    ${said.length > 0 ? said : html`<p>Nobody has said anything yet.</p>`}`;
  return page(state, '', main);
}

/** `open`: the line that is written about, if one is. undefined: the branch does not change that file. */
export function filePage(state: ReviewState, path: string, open: LineId | undefined): string | undefined {
  const file = state.files.find((one) => pathOf(one) === path);
  if (!file) return undefined;
  const about = state.threads.filter(({ place }) => place.file === path);
  const earlier = about.filter(({ place }) => place.commit !== state.head);
  const current = about.filter(({ place }) => place.commit === state.head);
  const rows = file.hunks.map((hunk) => hunkRows(hunk, path, current, open));
  const main = html`${earlier.map(
      (thread) =>
        html`<section class="thread">${placeOf(thread)}, in an earlier commit ${remarks(thread)}</section>`,
    )}
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  return page(state, path, main);
}

/** Address of a file's page; `line`: which is written about, `from`: id of what is to be in sight. */
export function linesPath(path: string, line?: LineId, from?: string): string {
  const query = new URLSearchParams(line === undefined ? { path } : { path, line });
  return `/file?${query.toString()}${from === undefined ? '' : `#${from}`}`;
}

export function isLineId(text: string | null): text is LineId {
  return text !== null && /^(?:old|new)-[1-9]\d{0,6}$/.test(text);
}

/** A text that is HTML already. */
class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | readonly Html[];

/** Everything but HTML is escaped. */
function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, index) => `${text}${written(parts[index] ?? '')}`).join(''));
}

function written(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return String(part).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function answerLink(isWaiting: boolean): Html {
  const state = isWaiting ? 'The author is at work.' : 'The author has answered.';
  return html`<p>${state} <a id="answer" href="/answer">Show the answer</a></p>`;
}

function page({ title, files, threads, verdict }: ReviewState, path: string, main: Html): string {
  const open = threads.filter(({ isResolved }) => !isResolved).length;
  const links = files.map((file) => {
    const name = pathOf(file);
    const current = name === path ? html` aria-current="page"` : html``;
    return html`<a data-file="${name}" href="${linesPath(name)}" ${current}
      >${name.split('/').at(-1) ?? name}</a
    > `;
  });
  const state = verdict === undefined ? 'In review' : STATES[verdict];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${path || 'Overview'} - ${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <a id="overview" href="/">Review</a>
          <strong id="state" data-state="${verdict ?? 'open'}">${state}</strong>
          <span id="counts">${open} open, ${threads.length - open} resolved</span>
          <nav>${links}</nav>
        </header>
        <main>${main}</main>
      </body>
    </html> `.text;
}

function hunkRows(
  hunk: DiffHunk,
  path: string,
  threads: readonly ReviewThread[],
  open: LineId | undefined,
): Html {
  const ids: LineId[] = [];
  let [old, now] = [hunk.oldStart, hunk.newStart];
  const rows = hunk.lines.map(({ kind, text }) => {
    const id: LineId = kind === 'removed' ? `old-${old}` : `new-${now}`;
    if (kind !== 'added') old += 1;
    if (kind !== 'removed') now += 1;
    ids.push(id);
    const link = linesPath(path, id, ids.at(-1 - ABOVE) ?? ids[0]);
    const sign = { context: ' ', removed: '-', added: '+' }[kind];
    const said = threads.filter(({ place }) => `${place.side}-${place.line}` === id);
    return html`<tr id="${id}" class="${kind}">
        <td><a id="at-${id}" href="${link}">${id.slice(4)}</a></td>
        <td><pre>${sign} ${text.replace(/\n$/, '')}</pre></td>
      </tr>
      ${said.map((thread) => wide(remarks(thread)))}${id === open ? wide(commentForm(path, id)) : ''}`;
  });
  return html`${wide(html`<code>@@ ${hunk.newStart} ${hunk.heading}</code>`)}${rows}`;
}

function wide(content: Html): Html {
  return html`<tr>
    <td></td>
    <td>${content}</td>
  </tr>`;
}

function commentForm(path: string, line: LineId): Html {
  return html`<form method="post" action="/comment">
    <input type="hidden" name="path" value="${path}" /><input type="hidden" name="line" value="${line}" />
    <input id="comment" name="text" aria-label="Comment" placeholder="Comment" autocomplete="off" autofocus />
    <button>Comment</button>
  </form>`;
}

function placeOf({ place: { file, side, line } }: ReviewThread): Html {
  return html`<b>${file}</b>, ${side === 'old' ? 'old line' : 'line'} ${line}`;
}

function remarks({ number, first, answers, isResolved }: ReviewThread): Html {
  const said = [first, ...answers].map(remark);
  if (isResolved) return html`<div class="said" id="thread-${number}">${said}</div>`;
  return html`<div class="said" id="thread-${number}">
    ${said}
    <form method="post" action="/reply">
      <input type="hidden" name="thread" value="${number}" />
      <input
        id="reply-${number}"
        name="text"
        aria-label="Reply"
        placeholder="Reply"
        autocomplete="off"
      /><button>Reply</button>
    </form>
    <form method="post" action="/resolve">
      <button id="resolve-${number}" name="thread" value="${number}">Resolve</button>
    </form>
  </div>`;
}

function remark({ actor, text, state }: ReviewRemark): Html {
  return html`<p><b>${actor}</b> ${text ?? html`<i>${state ?? ''}</i>`}</p>`;
}

/** As it is named in the workspace. */
function pathOf({ newPath, oldPath }: FileDiff): string {
  return newPath ?? oldPath ?? '';
}

const STYLE = `
:root { color-scheme: light; --line: #d9e0e7; --soft: #5b6b7b; --accent: #1f6feb; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.45 Inter, sans-serif; color: #1c2733; background: #fff; }
header { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; padding: 8px 16px;
  border-bottom: 1px solid var(--line); background: #f6f8fa; }
header nav { flex-basis: 100%; }
#state[data-state=approved] { color: #1a7f37; } #state[data-state=changes_requested] { color: #b35900; }
#counts { color: var(--soft); }
a { color: var(--accent); } a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; }
main { padding: 4px 16px 60px; }
h1 { font-size: 19px; margin: 8px 0; } h2 { font-size: 15px; margin: 14px 0 4px; }
pre, code { margin: 0; font: 13px/20px 'JetBrains Mono', monospace; white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; } td { padding: 0 8px 0 0; vertical-align: top; }
td:first-child { width: 44px; text-align: right; } tr { scroll-margin-top: 76px; }
.added { background: #e6ffec; } .removed { background: #ffebe9; }
form { display: flex; gap: 6px; margin: 4px 0; }
.said form { display: inline-flex; margin-right: 8px; }
input { font: inherit; padding: 2px 8px; width: 420px; border: 1px solid #b9c4cf; border-radius: 6px; } .said input { width: 300px; }
button { font: inherit; padding: 2px 10px; border: 1px solid #b9c4cf; border-radius: 6px; background: #fff; }
.said { margin: 4px 0; padding: 4px 10px; border-left: 3px solid var(--accent); background: #f1f6fe; } .said p { margin: 2px 0; }
.thread { margin: 8px 0; } .said { scroll-margin-top: 110px; }
`;
