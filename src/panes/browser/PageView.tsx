import { PanelRight } from 'lucide-react';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import { problemOf } from '../../base/errors.ts';
import { formatTimecode, type TraceTime } from '../../base/time.ts';
import { useClock } from '../../timeline/use-clock.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { PaneProps } from '../pane.tsx';
import { ActList } from './ActList.tsx';
import type { BrowserData } from './browser-data.ts';
import type { BrowserLog } from './browser-log.ts';
import { AddressBar, TabStrip } from './Chrome.tsx';
import { HistoryList } from './HistoryList.tsx';
import { PageStore } from './page-document.ts';
import { PageFrames } from './PageFrames.tsx';
import styles from './page-view.module.css';
import { browserReport } from './use-browser-report.ts';
import { useFrames } from './use-frames.ts';
import { usePageHold } from './use-page-hold.ts';
import { visibleText } from './visible-text.ts';
import { noPage, wantedPage, type NoPage } from './wanted-page.ts';

/** For how long a click stays on the page, in microseconds. */
const CLICK_SHOWN = 900_000;

interface PageViewProps extends PaneProps<BrowserData> {
  readonly log: BrowserLog;
}

/** The window of the browser: tabs, address, page; beside it where its tab was and what was done there. */
export function PageView({ data, log, clock, report }: PageViewProps) {
  const store = useMemo(() => new PageStore(data.bundle), [data]);
  const [sideOpen, setSideOpen] = useState(true);
  const sideId = useId();
  const state = log.state(useClock(clock, (now) => log.countAt(now)));
  const { active, tabs } = state;
  const wanted = wantedPage(state);
  const { frames, shown, error, onLoad } = useFrames(store, wanted);
  const wantedAt = useCallback((now: TraceTime) => wantedPage(log.state(log.countAt(now)))?.key, [log]);
  usePageHold(clock, wantedAt, shown);

  useEffect(() => {
    const tell = (): void => {
      const now = wantedPage(log.state(log.countAt(clock.now())));
      // Late: told when it is there.
      if (now && now.key !== shown) return;
      const path = now && !error ? now.snapshot.path : null;
      const problem = now && error ? problemOf(error, 'error', now.snapshot.time) : undefined;
      report(browserReport(log, clock.now(), path), problem);
    };
    tell();
    return clock.subscribe(tell);
  }, [log, clock, report, shown, error]);

  const clickTime = useClock(clock, (now) => {
    const click = log.state(log.countAt(now)).active?.click;
    return click && now - click.time < CLICK_SHOWN ? click.time : undefined;
  });
  const tab = log.tab(active?.tab);
  return (
    <div className={styles['window']}>
      <div className={styles['chrome']}>
        <TabStrip tabs={tabs} active={active?.tab} />
        <div className={styles['address']}>
          <AddressBar url={active?.url} />
          <IconButton
            icon={PanelRight}
            label="History and actions"
            aria-expanded={sideOpen}
            aria-controls={sideId}
            onClick={() => setSideOpen(!sideOpen)}
          />
        </div>
      </div>
      <div className={styles['split']}>
        <div className={styles['page']}>
          <PageFrames
            frames={frames}
            shown={error || !wanted ? undefined : shown}
            title={visibleText(active?.title ?? active?.url ?? '')}
            click={clickTime === undefined ? undefined : active?.click}
            onLoad={onLoad}
          />
          {!wanted && <Nothing why={noPage(state, log, clock.now())} onSeek={(time) => clock.seek(time)} />}
          {error && (
            <div className={styles['instead']}>
              <Notice severity="error" title={describeProblem(error).title}>
                {describeProblem(error).advice}
              </Notice>
            </div>
          )}
        </div>
        <div id={sideId} className={styles['side']} hidden={!sideOpen}>
          {sideOpen && (
            <>
              <HistoryList visits={tab.visits} clock={clock} />
              <ActList acts={tab.acts} clock={clock} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}

interface NothingProps {
  readonly why: NoPage;
  readonly onSeek: (time: TraceTime) => void;
}

function Nothing({ why: { reason, next }, onSeek }: NothingProps) {
  return (
    <div className={styles['instead']}>
      <div className={styles['nothing']}>
        <p>{reason}</p>
        {next !== undefined && (
          <button type="button" onClick={() => onSeek(next)}>
            Next snapshot at {formatTimecode(next)}
          </button>
        )}
      </div>
    </div>
  );
}
