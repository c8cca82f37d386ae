/** How the commands of `playhead capture` speak with the program that runs the capture: a line of JSON each way. */
import { createConnection, createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { isObject, parsedJson, textField } from '../../base/json.ts';
import { CommandError } from '../command.ts';

export type ControlRequest =
  | { readonly do: 'status' }
  | { readonly do: 'pause'; readonly reason: string | undefined }
  | { readonly do: 'resume' }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'stop' }
  /** A browser is about to be opened, or a page of it. */
  | { readonly do: 'browser' }
  /** A shell is about to be started: gives its number. */
  | { readonly do: 'shell' }
  | { readonly do: 'shell-began'; readonly number: number; readonly pid: number }
  | { readonly do: 'shell-ended'; readonly number: number };

/** What is known of a running capture. */
export interface CaptureStatus {
  readonly folder: string;
  /** Microseconds since it began. */
  readonly elapsed: number;
  readonly paused: boolean;
  readonly alive: readonly string[];
  readonly missing: Readonly<Record<string, string>>;
  /** The number of a shell that was asked for. */
  readonly shell?: number;
}

/** A request is short; what is longer is none. */
const MAX_REQUEST = 100_000;

/** Listens at `path` for the user's own programs: the process' umask has to keep others out. */
export function listenAt(
  path: string,
  answer: (request: ControlRequest) => Promise<CaptureStatus>,
): Promise<Server> {
  const server = createServer((connection) => {
    connection.on('error', () => connection.destroy()); // whoever asked has gone
    createInterface({ input: connection }).on('line', (line) => {
      const reply = (value: object): void => void connection.end(`${JSON.stringify(value)}\n`);
      const request = line.length > MAX_REQUEST ? undefined : parsedJson(line);
      if (!isObject(request)) return reply({ error: 'The request cannot be read.' });
      answer(request as unknown as ControlRequest).then(reply, (error: unknown) => {
        reply({ error: error instanceof Error ? error.message : String(error) });
      });
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      resolve(server);
    });
  });
}

/** Undefined where nobody listens. Rejects with a CommandError where the request is refused. */
export async function ask(path: string, request: ControlRequest): Promise<CaptureStatus | undefined> {
  const line = await exchange(path, `${JSON.stringify(request)}\n`);
  if (line === undefined) return undefined;
  const reply = parsedJson(line);
  const refused = textField(reply, 'error');
  if (refused !== undefined) throw new CommandError(refused);
  return isObject(reply) ? (reply as unknown as CaptureStatus) : undefined;
}

/** The answering line; undefined where none comes. */
function exchange(path: string, line: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const connection = createConnection(path);
    connection.setEncoding('utf8');
    connection.once('connect', () => connection.write(line));
    connection.on('data', (text: string) => (answer += text));
    connection.once('error', () => {
      resolve(undefined);
    });
    connection.once('close', () => {
      resolve(answer === '' ? undefined : answer);
    });
  });
}
