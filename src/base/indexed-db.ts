/** IndexedDB as promises. Browser only. */

/** Opens a database, made by `make` where there is none. `onClosed`: it has to be opened anew. */
export function openDatabase(
  name: string,
  make: (database: IDBDatabase) => void,
  onClosed: () => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => make(request.result);
    request.onsuccess = () => {
      const { result } = request;
      result.onclose = onClosed;
      // A newer version of this page wants it.
      result.onversionchange = () => {
        result.close();
        onClosed();
      };
      resolve(result);
    };
    request.onerror = () => {
      onClosed();
      reject(request.error ?? new Error('no database'));
    };
  });
}

/** Does one thing in a database that is opened for it, in a transaction over `stores`. Rejects where nothing can be kept. */
export async function inDatabase<T>(
  name: string,
  make: (database: IDBDatabase) => void,
  stores: readonly string[],
  mode: IDBTransactionMode,
  work: (of: IDBTransaction) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase(name, make, () => undefined);
  try {
    const transaction = database.transaction(stores, mode);
    const [answer] = await Promise.all([answerOf(work(transaction)), ended(transaction)]);
    return answer;
  } finally {
    database.close();
  }
}

export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}

export function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('not written'));
  });
}
