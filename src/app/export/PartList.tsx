import { Square, Trash2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { describeProblem } from '../../base/describe-error.ts';
import type { TimeRange, TraceTime } from '../../base/time.ts';
import type { TraceLayer, Video } from '../../trace/layers.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTimeWords } from '../../ui/time-words.ts';
import { NumberField } from '../NumberField.tsx';
import { timesText } from '../qc-findings.ts';
import styles from './export.module.css';
import { PartPicture } from './PartPicture.tsx';
import { firstPart, partWithin, type PartRect } from './picture-part.ts';
import type { Part } from './redact-draft.ts';
import { useFramePicture } from './use-frame-picture.ts';

interface PartListProps {
  /** Those that are not withheld; at least one. */
  readonly videos: readonly TraceLayer<Video>[];
  readonly now: TraceTime;
  /** The marked range, where one is. */
  readonly marked: TimeRange | undefined;
  readonly parts: readonly Part[];
  readonly onChange: (parts: readonly Part[]) => void;
}

const FIELDS = [
  ['x', 'Left'],
  ['y', 'Top'],
  ['width', 'Width'],
  ['height', 'Height'],
] as const;

/** A plan holds 1,000 redactions of all kinds. */
const MOST = 200;

/** Parts of the picture that go under a box: drawn over the frame of this moment, or typed. */
export function PartList({ videos, now, marked, parts, onChange }: PartListProps) {
  const words = useTimeWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState(videos[0]?.layer.id);
  const [current, setCurrent] = useState<number>();
  const video = videos.find(({ layer }) => layer.id === chosen) ?? videos[0];
  const shown = useFramePicture(video, now);
  const put = (index: number, part: Partial<Part>): void =>
    onChange(parts.map((other, at) => (at === index ? { ...other, ...part } : other)));
  const add = (rect: PartRect): void => {
    if (!video || parts.length >= MOST) return;
    onChange([...parts, { layer: video.layer.id, rect, range: marked }]);
    setCurrent(parts.length);
  };
  const size = shown.status === 'ready' ? shown.video : undefined;
  return (
    <section className={styles['tour']} aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        Parts of the picture
      </h3>
      {videos.length > 1 && (
        <select
          className={styles['which']}
          aria-label="Which video"
          value={video?.layer.id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {videos.map(({ layer }) => (
            <option key={layer.id} value={layer.id}>
              {layer.title ?? layer.id}
            </option>
          ))}
        </select>
      )}
      {shown.status === 'failed' && (
        <p className={styles['fault']} role="status">
          {describeProblem(shown.error).title}
        </p>
      )}
      {shown.status === 'loading' && <p className={styles['note']}>The video is being read …</p>}
      {shown.status === 'ready' && (
        <PartPicture
          shown={shown}
          parts={parts.flatMap(({ layer, rect, range }, index) =>
            layer === shown.layer ? [{ rect, current: index === current, now: covers(range, now) }] : [],
          )}
          onDraw={add}
        />
      )}
      {parts.length > 0 && (
        <ol ref={list} className={styles['parts']}>
          {parts.map((part, index) => {
            const name = `part ${index + 1}`;
            const bounds = part.layer === video?.layer.id ? size : undefined;
            return (
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only shows which one is meant
              <li
                key={index}
                data-current={index === current || undefined}
                onFocus={() => setCurrent(index)}
                onPointerEnter={() => setCurrent(index)}
              >
                {FIELDS.map(([key, title]) => (
                  <label key={key}>
                    {title}
                    <NumberField
                      label={`${title} of ${name}, in pixels`}
                      value={part.rect[key]}
                      step={1}
                      onChange={(value) => {
                        const rect = { ...part.rect, [key]: value };
                        put(index, { rect: partWithin(rect, bounds ?? UNBOUNDED) });
                      }}
                    />
                  </label>
                ))}
                <RangeChoice
                  name={name}
                  range={part.range}
                  marked={marked}
                  onChange={(range) => put(index, { range })}
                />
                <IconButton
                  icon={Trash2}
                  label={`Keep ${name} of the picture`}
                  onClick={() => {
                    onChange(parts.filter((other) => other !== part));
                    setCurrent(undefined);
                    // The button goes with its part.
                    heading.current?.focus();
                  }}
                />
                {videos.length > 1 && <bdi className={styles['time']}>{part.layer}</bdi>}
              </li>
            );
          })}
        </ol>
      )}
      <button
        type="button"
        className="quiet-button"
        disabled={!size || parts.length >= MOST}
        onClick={() => {
          if (size) add(firstPart(size));
          // Its fields are there once this is drawn.
          requestAnimationFrame(() => list.current?.lastElementChild?.querySelector('input')?.focus());
        }}
      >
        <Square size={14} aria-hidden />
        {marked
          ? `Cover a part in the marked range, ${timesText(marked, '', words)}`
          : 'Cover a part, always'}
      </button>
      <p className={styles['note']}>
        Or drag over the picture, which is that of {words.moment(now)}
        {size && `, ${size.width} × ${size.height} pixels`}. What is covered is black in the copy, and a few
        pixels around it, too; dashed is what is covered at another time.
      </p>
    </section>
  );
}

/** What a plan can say. */
const UNBOUNDED = { width: 65_535, height: 65_535 };

function covers(range: TimeRange | undefined, now: TraceTime): boolean {
  return !range || (range.start <= now && now < range.end);
}

interface RangeChoiceProps {
  readonly name: string;
  readonly range: TimeRange | undefined;
  readonly marked: TimeRange | undefined;
  readonly onChange: (range: TimeRange | undefined) => void;
}

/** Always, the range that it has, or the one that is marked now. */
function RangeChoice({ name, range, marked, onChange }: RangeChoiceProps) {
  const words = useTimeWords();
  const others = marked && !(range && range.start === marked.start && range.end === marked.end);
  return (
    <select
      aria-label={`When ${name} is covered`}
      value={range ? 'range' : 'always'}
      onChange={({ target: { value } }) =>
        onChange(value === 'always' ? undefined : value === 'marked' ? marked : range)
      }
    >
      <option value="always">always</option>
      {range && <option value="range">{timesText(range, '', words)}</option>}
      {others && <option value="marked">marked: {timesText(marked, '', words)}</option>}
    </select>
  );
}
