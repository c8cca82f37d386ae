/** The list of actions as Playwright's viewer shows it. Pure. */
import type { Action, Context } from './context.ts';

export interface PlacedAction extends Action {
  readonly context: Context;
}

/**
 * Calls of the test and of its contexts: one that both tell, by the step that it names or by its name and its moment of
 * the wall clock, stands once, in the times of the test. In the order of their times, as `at` tells them.
 */
export function mergedActions(
  contexts: readonly Context[],
  at: (context: Context, monotonic: number) => number,
): readonly PlacedAction[] {
  const runners = contexts.filter(({ isRunner }) => isRunner);
  const told = new Set<string>();
  for (const { actions } of runners)
    for (const { callId, title, wallTime } of actions) {
      told.add(`step ${callId}`);
      if (wallTime !== undefined) told.add(`${title}@${wallTime}`);
    }
  const isTold = ({ stepId, title, wallTime }: Action): boolean =>
    (stepId !== undefined && told.has(`step ${stepId}`)) ||
    (wallTime !== undefined && told.has(`${title}@${wallTime}`));
  return contexts
    .flatMap((context) => {
      if (context.isRunner) return context.actions.map((action): PlacedAction => ({ ...action, context }));
      const stepOf = new Map(
        context.actions
          .filter(isTold)
          .map(({ callId, stepId }): [string, string] => [callId, stepId ?? callId]),
      );
      return context.actions
        .filter(({ callId }) => !stepOf.has(callId))
        .map((action): PlacedAction => {
          const { parentId = '' } = action;
          return { ...action, parentId: stepOf.get(parentId) ?? action.parentId, context };
        });
    })
    .sort((a, b) => at(a.context, a.start) - at(b.context, b.start));
}
