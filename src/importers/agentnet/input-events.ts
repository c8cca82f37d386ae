/** Input events of the recorder, one by one, as the bundle's. Pure. */
import { field, numberField, textField } from '../../base/json.ts';
import { buttonOf, keyOf } from './keys.ts';

/** An event of the bundle on the recorder's own clock, in seconds since its machine was started; why there is none otherwise. */
export function inputEvent(event: unknown): Readonly<Record<string, unknown>> | string {
  const t = numberField(event, 'time_stamp');
  if (t === undefined) return 'An event has no time';
  const action = textField(event, 'action');
  const index = numberField(event, 'event_idx');
  const rest = index === undefined ? {} : { 'x-event-idx': index };
  if (action === 'press' || action === 'release') {
    const name = textField(event, 'name');
    if (name === undefined) return 'A key has no name';
    return { t, type: action === 'press' ? 'key_down' : 'key_up', key: keyOf(name), ...rest };
  }
  const [x, y] = [numberField(event, 'x'), numberField(event, 'y')];
  if (x === undefined || y === undefined) return 'An event of the pointer has no place';
  if (action === 'move') return { t, type: 'move', x, y, ...rest };
  if (action === 'scroll') {
    const [dx, dy] = [numberField(event, 'dx') ?? 0, numberField(event, 'dy') ?? 0];
    // pynput counts upwards.
    return { t, type: 'scroll', x, y, dx, dy: dy === 0 ? 0 : -dy, unit: 'notch', ...rest };
  }
  if (action !== 'click') return 'An event is of an unknown kind';
  const [button, pressed] = [buttonOf(field(event, 'button')), field(event, 'pressed')];
  if (button === undefined) return 'A button has an unknown name';
  if (typeof pressed !== 'boolean') return 'A button does not tell whether it went down';
  return { t, type: pressed ? 'down' : 'up', x, y, button, ...rest };
}
