import { chordLabel, isMac } from '../../ui/chord.ts';
import { CommandPalette } from '../../ui/CommandPalette.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import help from '../HelpDialog.module.css';
import type { BatchCommand } from './batch-commands.ts';

interface BatchDialogsProps {
  readonly dialog: 'help' | 'palette';
  readonly commands: readonly BatchCommand[];
  readonly onClose: () => void;
}

/** The keys at the table of a batch, or all that can be done there. */
export function BatchDialogs({ dialog, commands, onClose }: BatchDialogsProps) {
  const labels = ({ keys }: BatchCommand): readonly string[] =>
    keys.map((chord) => chordLabel(chord, isMac()));
  if (dialog === 'palette')
    return (
      <CommandPalette
        items={commands.flatMap(({ id, title, run, ...command }) =>
          run && id !== 'palette'
            ? [{ id, title, group: 'Batch', keys: labels({ id, title, ...command }), run }]
            : [],
        )}
        onClose={onClose}
      />
    );
  return (
    <Dialog title="Keys at the table of a batch" onClose={onClose}>
      <div className={help['groups']}>
        <section>
          <dl>
            {commands
              .filter(({ keys }) => keys.length > 0)
              .map((command) => (
                <div key={command.id}>
                  <dt>{command.title}</dt>
                  <dd>
                    {labels(command).map((chord) => (
                      <kbd key={chord}>{chord}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      </div>
      <p className={help['foot']}>Single keys are off while you type. An open trace has keys of its own.</p>
    </Dialog>
  );
}
