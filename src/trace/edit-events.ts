/** What an edit event does to files. Pure. */
import { field } from '../base/json.ts';
import type { EditEvent } from '../schema/generated/types.ts';

export type WriteEvent = Extract<EditEvent, { readonly type: 'save' | 'create' | 'delete' }>;
type FileEdit = Extract<EditEvent, { readonly type: WriteEvent['type'] | 'change' | 'rename' }>;

/** Whether it put a file on the disk, or took it away. */
export function isWrite(event: EditEvent): event is WriteEvent {
  return event.type === 'save' || event.type === 'create' || event.type === 'delete';
}

/** Whether a file is another after it, on the disk or in the editor, by what stands in it or by its name. */
export function isFileEdit(event: EditEvent): event is FileEdit {
  return isWrite(event) || event.type === 'change' || event.type === 'rename';
}

/** Whether it was done before the session began, and only tells what was found then: the key `x-before-start`. */
export function wasFound(event: EditEvent): boolean {
  return field(event, 'x-before-start') === true;
}
