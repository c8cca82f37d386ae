import { useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  /** What an arrow key adds or takes away. */
  readonly step: number;
  /** A finite number, when it is entered: by Enter, an arrow key, or by leaving the field. */
  readonly onChange: (value: number) => void;
}

/** A number that is typed. What is no number is put back. */
export function NumberField({ label, value, step, onChange }: NumberFieldProps) {
  /** What is being typed; undefined: the value is shown. */
  const [typed, setTyped] = useState<string>();
  const enter = (): void => {
    const next = readNumber(typed);
    setTyped(undefined);
    if (next !== undefined && next !== value) onChange(next);
  };
  return (
    <input
      className="tabular"
      inputMode="decimal"
      size={7}
      aria-label={label}
      value={typed ?? String(Math.round(value * 1000) / 1000).replace('-', '−')}
      onChange={({ target }) => setTyped(target.value)}
      onFocus={({ target }) => target.select()}
      onBlur={enter}
      onKeyDown={(event) => {
        const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (event.key === 'Enter') enter();
        else if (event.key === 'Escape' && typed !== undefined) setTyped(undefined);
        else if (direction !== 0) {
          setTyped(undefined);
          onChange((readNumber(typed) ?? value) + direction * step);
        } else return;
        event.preventDefault();
      }}
    />
  );
}

/** undefined where it is none; either sign of minus, and a decimal comma, are understood. */
function readNumber(text: string | undefined): number | undefined {
  const plain = text?.trim().replace('−', '-').replace(',', '.') ?? '';
  return /^[+-]?\d*\.?\d+$/.test(plain) ? Number(plain) : undefined;
}
