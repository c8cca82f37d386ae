/** `playhead batch keys`: makes and keeps keys, and the list of those that are trusted. */
import { readFile } from 'node:fs/promises';
import {
  newKeyPair,
  privateKeyPem,
  publicKeyPem,
  readPrivateKey,
  readPublicKey,
} from '../../review/sign/ed25519.ts';
import { checkedKeys, readKeys, writeKeys, type Role } from '../../review/sign/trust.ts';
import type { TrustedKey } from '../../schema/generated/types.ts';
import { badArguments, CommandError, OK, onlyArgument, parse, printText, type Command } from '../command.ts';
import { exists } from '../files.ts';
import { writeWhole } from './batch-disk.ts';
import { jsonOf, loadKey, UNREADABLE, writeSecret } from './sign-disk.ts';

const ROLES: readonly Role[] = ['senior', 'reviewer', 'verifier', 'capturer'];

const HELP = `Usage: playhead batch keys COMMAND [options]

  new KEY.pem                       make a key; the file is for you alone
  import FILE --out KEY.pem         take over an Ed25519 key from elsewhere (PKCS #8 PEM)
  public KEY.pem [--out FILE]       print or write the public key, to hand out
  trust PUBLIC.pem --store KEYS.json --name NAME --role ROLE…
                                    add a public key to the list of trusted ones, which is made where there is none
      --from TIME, --until TIME     from and until when its signatures count (RFC 3339; default: from now, without end)
  revoke KEYID --store KEYS.json    let nothing that this key signed count any more; the first 8 digits are enough
  list KEYS.json                    print the trusted keys

Keys are Ed25519. A private key is a file of PKCS #8 PEM with the rights 0600, which openssl reads, too. ROLE is ${ROLES.join(', ')};
--role may stand more than once. NAME is what reviews and manifests call that person: who captured or judged in a batch cannot
sign it off. The list of trusted keys is handed out by another way than the batch.

All of them print JSON with --json.

Exit code: 0 done, 2 wrong command line, 3 something cannot be read or written.`;

const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;

export const keysCommand: Command = {
  name: 'keys',
  summary: 'make keys, and say which are trusted',
  help: HELP,
  failure: UNREADABLE,
  run: async ([verb, ...args], output) => {
    const action = verb === undefined ? undefined : ACTIONS.get(verb);
    if (!action)
      throw badArguments(
        verb === undefined
          ? 'A command is missing'
          : `${JSON.stringify(verb)} is no command of playhead batch keys, which has ${[...ACTIONS.keys()].join(', ')}`,
      );
    return action(args, output);
  },
};

const ACTIONS: ReadonlyMap<string, Command['run']> = new Map<string, Command['run']>([
  [
    'new',
    async (args, output) => {
      const { values, positionals } = parse(args, JSON_OPTION);
      const path = onlyArgument(positionals, 'The file for the key');
      const { keyid, privateKey } = await newKeyPair(true);
      await writeSecret(path, await privateKeyPem(privateKey));
      output.print(values.json ? JSON.stringify({ key: path, keyid }) : `${path}: key ${keyid}`);
      return OK;
    },
  ],
  [
    'import',
    async (args, output) => {
      const { values, positionals } = parse(args, { ...JSON_OPTION, out: { type: 'string' } });
      const source = onlyArgument(positionals, 'The key');
      const path = required(values.out, '--out');
      const { keyid, privateKey } = await readPrivateKey(await readFile(source, 'utf8'), source);
      await writeSecret(path, await privateKeyPem(privateKey));
      output.print(values.json ? JSON.stringify({ key: path, keyid }) : `${path}: key ${keyid}`);
      return OK;
    },
  ],
  [
    'public',
    async (args, output) => {
      const { values, positionals } = parse(args, { ...JSON_OPTION, out: { type: 'string' } });
      const pair = await loadKey(onlyArgument(positionals, 'The key'), output);
      const pem = await publicKeyPem(pair.publicKey);
      if (values.out !== undefined) await writeWhole(values.out, pem);
      if (values.json) printText(output, JSON.stringify({ keyid: pair.keyid, public_key: pem }));
      else
        printText(
          output,
          values.out === undefined ? pem.trimEnd() : `${values.out}: public key ${pair.keyid}`,
        );
      return OK;
    },
  ],
  ['trust', trust],
  ['revoke', revoke],
  [
    'list',
    async (args, output) => {
      const { values, positionals } = parse(args, JSON_OPTION);
      const path = onlyArgument(positionals, 'The list of trusted keys');
      const { keys } = checkedKeys(await jsonOf(path), path);
      await readKeys({ schema: { name: 'playhead-keys', version: 1 }, keys }, path);
      if (values.json) printText(output, JSON.stringify(keys, undefined, 2));
      else for (const key of keys) output.print(lineOf(key));
      return OK;
    },
  ],
]);

async function trust(...[args, output]: Parameters<Command['run']>): Promise<number> {
  const { values, positionals } = parse(args, {
    ...JSON_OPTION,
    store: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', multiple: true, default: [] },
    from: { type: 'string' },
    until: { type: 'string' },
  });
  const source = onlyArgument(positionals, 'The public key');
  const store = required(values.store, '--store');
  const name = required(values.name, '--name');
  const pem = await readFile(source, 'utf8');
  const { keyid } = await readPublicKey(pem, source);
  const keys = (await exists(store)) ? checkedKeys(await jsonOf(store), store).keys : [];
  if (keys.some((other) => other.keyid === keyid))
    throw new CommandError(`${store} has this key already: revoke it, or edit the file.`);
  const until = values.until === undefined ? undefined : instant('--until', values.until);
  const key: TrustedKey = {
    keyid,
    public_key: pem.trim(),
    name,
    roles: rolesOf(values.role),
    valid_from: values.from === undefined ? new Date().toISOString() : instant('--from', values.from),
    ...(until !== undefined && { valid_until: until }),
  };
  await save(store, [...keys, key]);
  output.print(values.json ? JSON.stringify(key) : lineOf(key));
  return OK;
}

async function revoke(...[args, output]: Parameters<Command['run']>): Promise<number> {
  const { values, positionals } = parse(args, { ...JSON_OPTION, store: { type: 'string' } });
  const start = onlyArgument(positionals, 'The keyid');
  const store = required(values.store, '--store');
  if (!/^[0-9a-f]{8,64}$/.test(start))
    throw badArguments('A keyid has 64 hexadecimal digits; give 8 of them at least');
  const { keys } = checkedKeys(await jsonOf(store), store);
  const meant = keys.filter(({ keyid }) => keyid.startsWith(start));
  const [only] = meant;
  if (!only || meant.length > 1)
    throw new CommandError(
      `${store} has ${meant.length} keys that begin with ${start}, and one must be meant.`,
    );
  const revoked: TrustedKey = { ...only, revoked: only.revoked ?? new Date().toISOString() };
  await save(
    store,
    keys.map((key) => (key === only ? revoked : key)),
  );
  output.print(values.json ? JSON.stringify(revoked) : lineOf(revoked));
  return OK;
}

/** Writes what can be read again, or nothing. */
async function save(path: string, keys: readonly TrustedKey[]): Promise<void> {
  const text = writeKeys(keys);
  await readKeys(JSON.parse(text), path);
  await writeWhole(path, text);
}

function required(value: string | undefined, option: string): string {
  if (value === undefined || value.trim() === '') throw badArguments(`${option} is missing`);
  return value;
}

function instant(option: string, text: string): string {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime()))
    throw badArguments(`${option} takes a time such as 2026-11-26T12:00:00Z, not ${JSON.stringify(text)}`);
  return time.toISOString();
}

function rolesOf(words: readonly string[]): TrustedKey['roles'] {
  const roles = ROLES.filter((role) => words.includes(role));
  const stranger = words.find((word) => !ROLES.some((role) => role === word));
  if (stranger !== undefined)
    throw badArguments(`--role takes ${ROLES.join(', ')}, not ${JSON.stringify(stranger)}`);
  if (roles.length === 0) throw badArguments('--role is missing');
  return roles;
}

function lineOf({ keyid, name, roles, valid_from: from, valid_until: until, revoked }: TrustedKey): string {
  const time = until === undefined ? `from ${from}` : `from ${from} until ${until}`;
  return `${keyid}  ${name}, ${roles.join(', ')}, ${revoked === undefined ? time : `revoked ${revoked}`}`;
}
