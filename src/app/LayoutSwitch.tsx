import { useStore } from 'zustand';
import { useTooltip } from '../ui/key-labels.ts';
import { ARRANGEMENT_NAMES, type ArrangementName } from './arrangements.ts';
import type { LayoutStore } from './layout-store.ts';
import styles from './LayoutSwitch.module.css';

/** For what each layout is made. */
const PURPOSE: Readonly<Record<ArrangementName, string>> = {
  inspect: 'the picture beside everything that can be looked into',
  review: 'what was said and claimed beside what was done',
  share: 'the picture, large',
};

/** The three layouts; each is kept as a person left it. */
export function LayoutSwitch({ layouts }: { readonly layouts: LayoutStore }) {
  const name = useStore(layouts, (state) => state.name);
  return (
    <span className={styles['switch']} role="group" aria-label="Layout">
      {ARRANGEMENT_NAMES.map((option) => (
        <Option
          key={option}
          name={option}
          pressed={option === name}
          onChoose={() => layouts.getState().choose(option)}
        />
      ))}
    </span>
  );
}

interface OptionProps {
  readonly name: ArrangementName;
  readonly pressed: boolean;
  readonly onChoose: () => void;
}

function Option({ name, pressed, onChoose }: OptionProps) {
  const title = useTooltip(PURPOSE[name], `layout-${name}`);
  return (
    <button type="button" aria-pressed={pressed} title={title} onClick={onChoose}>
      {name}
    </button>
  );
}
