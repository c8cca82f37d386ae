/** Draws a line with uPlot, in the theme's colours; the playhead is a line over it. */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clampTime, fromSeconds, toSeconds, ZERO, type TraceTime } from '../../base/time.ts';
import { readPalette } from '../../timeline/palette.ts';
import styles from './metrics.module.css';
import { numberWords, type Line } from '../../timeline/metric-lines.ts';

const HEIGHT = 104;
const AXIS_WIDTH = 56;
const AXIS_HEIGHT = 22;
const MICROS = 1_000_000;
/** Points are marked where each has this much room, in CSS pixels. */
const POINT_SPACE = 12;

interface PlotOptions {
  /** Of the trace. */
  readonly end: TraceTime;
  readonly moment: (time: TraceTime) => string;
  readonly seek: (time: TraceTime) => void;
}

export interface Plot {
  moveTo(time: TraceTime): void;
  /** In CSS pixels. */
  resize(width: number): void;
  dispose(): void;
}

export function drawPlot(host: HTMLElement, line: Line, { end, moment, seek }: PlotOptions): Plot {
  const data: uPlot.AlignedData = [line.times.map((time) => time / MICROS), [...line.values]];
  let palette = readPalette(host);
  const axis = (more: uPlot.Axis): uPlot.Axis => ({
    stroke: () => palette.muted,
    font: `11px ${palette.font}`,
    grid: { stroke: () => palette.border, width: 1 },
    ticks: { show: false },
    ...more,
  });
  const chart = new uPlot(
    {
      width: host.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      // Where a moment lies is known once it has been laid out.
      hooks: { draw: [() => place()] },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: { x: { time: false, range: [0, Math.max(1e-6, toSeconds(end))] } },
      axes: [
        axis({
          size: AXIS_HEIGHT,
          space: 80,
          values: (_, seconds) => seconds.map((value) => moment(fromSeconds(value)).replace(/\.000$/, '')),
        }),
        axis({
          size: AXIS_WIDTH,
          space: 28,
          values: (_, values) => values.map(numberWords),
        }),
      ],
      series: [
        {},
        {
          stroke: () => palette.tracks.signals,
          width: 1.5,
          points: {
            show: (self, _, first, last) => (last - first) * POINT_SPACE < self.over.clientWidth,
            size: 5,
            stroke: () => palette.tracks.signals,
            fill: () => palette.tracks.signals,
          },
        },
      ],
    },
    data,
    host,
  );
  chart.root.setAttribute('aria-hidden', 'true');
  const ahead = document.createElement('div');
  ahead.className = styles['ahead'] ?? '';
  chart.over.append(ahead);
  let now = ZERO;
  function place(): void {
    ahead.style.left = `${chart.valToPos(toSeconds(now), 'x')}px`;
  }
  const onClick = ({ clientX }: MouseEvent): void => {
    const seconds = chart.posToVal(clientX - chart.over.getBoundingClientRect().left, 'x');
    seek(clampTime(fromSeconds(seconds), ZERO, end));
  };
  chart.over.addEventListener('click', onClick);
  const themes = new MutationObserver(() => {
    palette = readPalette(host);
    chart.redraw(false);
  });
  themes.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  return {
    moveTo(time) {
      now = time;
      if (chart.status === 1) place();
    },
    resize(width) {
      if (width <= 0 || width === chart.width) return;
      chart.setSize({ width, height: HEIGHT });
    },
    dispose() {
      themes.disconnect();
      chart.destroy();
    },
  };
}
