import { MessageSquareQuote, X } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/IconButton.tsx';
import styles from './LinkNote.module.css';
import type { SideStore } from './side-store.ts';

/** What whoever made the link says to whoever opens it. Anybody can make one: it is said that it is theirs. */
export function LinkNote({ sides }: { readonly sides: SideStore }) {
  const note = useStore(sides, (state) => state.note);
  if (note === undefined) return null;
  return (
    <aside className={styles['note']} aria-label="Comment that came with the link">
      <MessageSquareQuote size={15} aria-hidden />
      <span className={styles['who']}>Whoever made the link says</span>
      <bdi className={styles['text']}>{note}</bdi>
      <IconButton icon={X} label="Put the comment away" onClick={() => sides.setState({ note: undefined })} />
    </aside>
  );
}
