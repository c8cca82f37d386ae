import { describe, expect, it } from 'vitest';
import { filePage, isLineId, overviewPage, type ReviewState } from '../../capture/review/review-pages.ts';
import { ReviewLog } from '../../capture/review/review-log.ts';
import { parseDiff } from '../../src/trace/unified-diff.ts';

const DIFF = `diff --git a/a.js b/a.js
--- a/a.js
+++ b/a.js
@@ -3,3 +3,3 @@
 same
-old <b>
+new "text" & more
 end
`;

const place = { file: 'a.js', side: 'new', line: 4, commit: 'c1' } as const;

function stateOf(log: ReviewLog, head = 'c1'): ReviewState {
  return {
    ...{ title: 'A <title>', branch: 'agent/x', head, commits: 'c1 Agent: x', isWaiting: false },
    ...{ files: parseDiff(DIFF, 'diff'), threads: log.threads, verdict: log.verdict },
  };
}

describe('the pages of a review', () => {
  it('number the lines of both sides, and write no text of others as HTML', () => {
    const page = filePage(stateOf(new ReviewLog()), 'a.js', undefined) ?? '';
    expect([...page.matchAll(/ id="at-([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'new-3',
      'old-4',
      'new-4',
      'new-5',
    ]);
    expect(page).toContain('- old &lt;b>');
    expect(page).toContain('+ new &quot;text&quot; &amp; more');
    expect(page).toContain('A &lt;title>');
    expect(filePage(stateOf(new ReviewLog()), 'b.js', undefined)).toBeUndefined();
  });

  it('have a form at the line that is written about, and each thread where it was begun', () => {
    const log = new ReviewLog();
    log.add({ actor: 'engineer', text: 'why <i>?', place });
    const page = filePage(stateOf(log), 'a.js', 'old-4') ?? '';
    expect(page).toContain('name="line" value="old-4"');
    expect(page.indexOf('why &lt;i>?')).toBeGreaterThan(page.indexOf('id="new-4"'));
    expect(page).toContain('1 open, 0 resolved');
    expect(filePage(stateOf(log, 'c2'), 'a.js', undefined)).toContain('in an earlier commit');
  });

  it('tell the verdict, and take no more answers to what is resolved', () => {
    const log = new ReviewLog();
    log.add({ actor: 'engineer', text: 'why?', place });
    expect(overviewPage(stateOf(log))).toContain('id="resolve-1"');
    log.add({ actor: 'engineer', replyTo: 'r1', state: 'resolved' });
    log.add({ actor: 'engineer', verdict: 'approved' });
    const page = overviewPage(stateOf(log));
    expect(page).not.toContain('id="resolve-1"');
    expect(page).toContain('data-state="approved">Approved');
    expect(page).toContain('0 open, 1 resolved');
  });

  it('take only ids of lines', () => {
    expect(['new-1', 'old-20', 'new-0', 'x-1', 'new-1"', null].map(isLineId)).toEqual([
      ...[true, true, false, false, false, false],
    ]);
  });
});
