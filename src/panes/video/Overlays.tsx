import { toElement, type Point, type Rect, type Size } from './map-to-picture.ts';
import styles from './Overlays.module.css';
import type { Drag, PointerState, Ripple, ScrollState, TrailPoint } from './pointer-state.ts';
import type { ViewOptions } from './view-options.ts';

interface OverlaysProps {
  /** One for each input layer. */
  readonly states: readonly PointerState[];
  /** The part of the desktop that fills the picture, in desktop pixels. */
  readonly part: Rect;
  /** Where the picture lies in the element, in CSS pixels. */
  readonly picture: Rect;
  /** The element, in CSS pixels. */
  readonly box: Size;
  readonly options: Pick<ViewOptions, 'clicks' | 'trail'>;
}

type Place = (point: Point) => Point;

/** Radii of a click's ring in CSS pixels, when it begins and when it is gone. */
const RING = [7, 26] as const;
/** Room that a scroll's label needs beside the pointer. */
const LABEL = { width: 64, height: 22, gap: 16 };

/** What the pointer did, drawn over the picture. Everything lies still while time does. */
export function Overlays({ states, part, picture, box, options }: OverlaysProps) {
  const place: Place = (point) => toElement(part, picture, point);
  return (
    <svg className={styles['overlays']} width={box.width} height={box.height} aria-hidden>
      {states.map((state, index) => (
        <g key={index}>
          {options.trail ? <Trail points={state.trail} place={place} /> : null}
          {options.clicks ? (
            <>
              {state.drag ? <DragPath drag={state.drag} place={place} /> : null}
              {state.ripples.map((ripple, ring) => (
                <Click key={ring} ripple={ripple} place={place} />
              ))}
              {state.scroll ? <ScrollLabel scroll={state.scroll} place={place} picture={picture} /> : null}
            </>
          ) : null}
        </g>
      ))}
    </svg>
  );
}

function Trail({ points, place }: { readonly points: readonly TrailPoint[]; readonly place: Place }) {
  const line = (point: TrailPoint, index: number) => {
    const from = place(points[index] ?? point);
    const to = place(point);
    return (
      <line key={index} x1={from.x} y1={from.y} x2={to.x} y2={to.y} strokeOpacity={(1 - point.age) * 0.9} />
    );
  };
  return <g className={styles['trail']}>{points.slice(1).map(line)}</g>;
}

function Click({ ripple, place }: { readonly ripple: Ripple; readonly place: Place }) {
  const { x, y } = place(ripple);
  const radius = RING[0] + (RING[1] - RING[0]) * ripple.age;
  const name = ripple.button === 'left' ? '' : ripple.button;
  return (
    <g className={styles['click']} data-button={ripple.button} opacity={1 - ripple.age * ripple.age}>
      <circle className={styles['halo']} cx={x} cy={y} r={radius} />
      <circle className={styles['ring']} cx={x} cy={y} r={radius} />
      <circle className={styles['dot']} cx={x} cy={y} r={3.5} />
      {name ? (
        <text className={styles['name']} x={x} y={y - RING[1] - 4} textAnchor="middle">
          {name}
        </text>
      ) : null}
    </g>
  );
}

function DragPath({ drag, place }: { readonly drag: Drag; readonly place: Place }) {
  const points = drag.path.map(place);
  const line = points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const [first] = points;
  const last = points.at(-1);
  return (
    <g className={styles['drag']} data-button={drag.button} opacity={1 - drag.age}>
      <polyline className={styles['halo']} points={line} />
      <polyline className={styles['ring']} points={line} />
      {first ? <circle className={styles['dot']} cx={first.x} cy={first.y} r={3.5} /> : null}
      {last ? <circle className={styles['end']} cx={last.x} cy={last.y} r={6} /> : null}
    </g>
  );
}

interface ScrollLabelProps {
  readonly scroll: ScrollState;
  readonly place: Place;
  readonly picture: Rect;
}

function ScrollLabel({ scroll, place, picture }: ScrollLabelProps) {
  const { x, y } = place(scroll);
  const beside =
    x + LABEL.gap + LABEL.width <= picture.x + picture.width ? LABEL.gap : -LABEL.gap - LABEL.width;
  return (
    <g
      className={styles['scroll']}
      opacity={Math.min(1, (1 - scroll.age) * 2)}
      transform={`translate(${x + beside} ${y - LABEL.height / 2})`}
    >
      <rect width={LABEL.width} height={LABEL.height} rx={LABEL.height / 2} />
      <text x={LABEL.width / 2} y={LABEL.height / 2} textAnchor="middle" dominantBaseline="central">
        {scrollText(scroll)}
      </text>
    </g>
  );
}

/** `↓ 3`, `→ 120 px`: the way that the content was asked to move to, and how far. */
function scrollText({ dx, dy, unit }: ScrollState): string {
  const vertical = Math.abs(dy) >= Math.abs(dx);
  const amount = vertical ? dy : dx;
  const arrow = vertical ? (amount < 0 ? '↑' : '↓') : amount < 0 ? '←' : '→';
  const number = Math.abs(amount).toFixed(Number.isInteger(amount) ? 0 : 1);
  return unit === 'px' ? `${arrow} ${number} px` : `${arrow} ${number}`;
}
