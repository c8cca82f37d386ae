import type { RefObject } from 'react';

interface FilePickerProps {
  /** `click()` on it opens the browser's dialog. */
  readonly input: RefObject<HTMLInputElement | null>;
  readonly label: string;
  /** As the attribute of `<input>`. */
  readonly accept: string;
  readonly multiple?: boolean;
  /** Called for each file that was chosen. */
  readonly onFile: (file: File) => void;
}

/** Has a person choose files from this machine; what is seen is a button beside it. */
export function FilePicker({ input, label, accept, multiple = false, onFile }: FilePickerProps) {
  return (
    <input
      ref={input}
      type="file"
      accept={accept}
      multiple={multiple}
      hidden
      aria-label={label}
      onChange={({ target }) => {
        for (const file of target.files ?? []) onFile(file);
        // The same file can be chosen again.
        target.value = '';
      }}
    />
  );
}
