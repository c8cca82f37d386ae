import { useContext } from 'react';
import type { ContentPart } from '../../trace/agent-steps.ts';
import { BundlePicture } from './BundlePicture.tsx';
import { LongText } from './LongText.tsx';
import { PicturesContext } from './pictures.ts';
import styles from './conversation-pane.module.css';

interface PartsProps {
  readonly parts: readonly ContentPart[];
  readonly id: string;
  readonly step: string;
  readonly what: string;
  readonly code?: boolean;
  readonly lines: number;
}

/** Texts and pictures in their order. */
export function Parts({ parts, id, step, what, code = false, lines }: PartsProps) {
  const find = useContext(PicturesContext);
  return parts.map((part, index) => {
    if (part.type === 'text')
      return <LongText key={index} id={`${id} ${index}`} {...{ step, what, code, lines }} text={part.text} />;
    const picture = part.path === undefined ? undefined : find(part.path);
    return picture ? (
      <BundlePicture key={index} {...picture} />
    ) : (
      <p key={index} className={styles['note']}>
        Picture, not in the bundle: <bdi>{part.source}</bdi>
      </p>
    );
  });
}
