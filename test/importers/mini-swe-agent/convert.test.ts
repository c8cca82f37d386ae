import { describe, expect, it } from 'vitest';
import { imported } from '../agent/imported.ts';

const command = (line: string): string => `THOUGHT: so\n\n\`\`\`mswea_bash_command\n${line}\n\`\`\``;
const MESSAGES = [
  { role: 'system', content: 'You can run commands' },
  { role: 'user', content: 'Solve this' },
  { role: 'assistant', content: command('false') },
  { role: 'user', content: '<returncode>1</returncode>\n<output>\n</output>' },
];

describe('a mini-swe-agent trajectory', () => {
  it('may be a bare list of messages', async () => {
    const it = await imported({ 'a.traj.json': JSON.stringify(MESSAGES) });
    expect(it.agents[0]?.steps).toHaveLength(3);
    expect(it.records('commands')).toMatchObject([
      { command: 'false', exit_code: 1, exit_source: 'parsed', t_start: 2 },
    ]);
    expect(it.manifest.outcome).toMatchObject({ completion: 'unknown', success: 'unknown' });
  });

  it('is no chat that holds a block of a shell', async () => {
    const chat = [
      { role: 'user', content: 'How do I list files?' },
      { role: 'assistant', content: '```bash\nls\n```' },
    ];
    await expect(imported({ 'chat.json': JSON.stringify(chat) })).rejects.toMatchObject({
      code: 'import-refused',
    });
  });

  it('takes for an answer only what says that it is one', async () => {
    const messages = [
      ...MESSAGES,
      { role: 'assistant', content: command('ls') },
      { role: 'user', content: 'Stop' },
    ];
    const it = await imported({ 'a.traj.json': JSON.stringify(messages) });
    expect(it.agents[0]?.steps.at(-1)).toMatchObject({ source: 'user', message: 'Stop' });
    expect(it.records('commands')).toMatchObject([
      { command: 'false', exit_code: 1 },
      { command: 'ls', exit_code: null, exit_source: 'unknown' },
    ]);
  });

  it('answers the last command with what it submits', async () => {
    const messages = [
      ...MESSAGES,
      { role: 'assistant', content: command('submit') },
      { role: 'user', content: 'a patch' },
    ];
    const info = { exit_status: 'Submitted', mini_version: '1.17.0', submission: 'a patch' };
    const it = await imported({
      'a.json': JSON.stringify({ info, messages, trajectory_format: 'mini-swe-agent-1.1' }),
    });
    expect(it.agents[0]?.steps.at(-1)).toMatchObject({
      source: 'agent',
      observation: { results: [{ content: 'a patch' }] },
    });
  });

  it('with its envelope tells times, exit codes in a field, and how it ended', async () => {
    const messages = MESSAGES.map((message, index) => ({
      ...message,
      extra: { timestamp: 1_760_000_000.25 + index, ...(index === 3 && { returncode: 1, raw_output: 'no' }) },
    }));
    const info = { exit_status: 'Submitted', mini_version: '1.17.0', submission: '' };
    const it = await imported({
      'a.json': JSON.stringify({ info, messages, trajectory_format: 'mini-swe-agent-1.1' }),
    });
    expect(it.records('commands')).toMatchObject([
      { exit_code: 1, exit_source: 'shell', t_start: 1_760_000_002_250, t_end: 1_760_000_003_250 },
    ]);
    expect(it.manifest).toMatchObject({
      clock: { duration: 3_000_000 },
      outcome: { completion: 'completed' },
    });
  });

  it('of another major format is refused by name', async () => {
    const text = JSON.stringify({ messages: MESSAGES, trajectory_format: 'mini-swe-agent-2.0' });
    await expect(imported({ 'a.json': text })).rejects.toMatchObject({
      code: 'import-unsupported',
      details: { found: 'format 2.0' },
    });
  });
});
