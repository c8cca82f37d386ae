/** Goes on in a task of its own, after so many milliseconds. */
export function pause(millis = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** Goes on after the messages that have come meanwhile; in a worker, where a timer would wait for some milliseconds. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Goes on when the page has nothing else to do, or after so many milliseconds. Where the browser does not tell, in a task of its own. */
export function whenIdle(patience: number): Promise<void> {
  if (typeof requestIdleCallback === 'undefined') return pause();
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: patience }));
}
