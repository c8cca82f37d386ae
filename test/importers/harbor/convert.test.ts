import { describe, expect, it } from 'vitest';
import { imported } from '../agent/imported.ts';

const at = (second: number): string => `2026-01-25T21:47:${String(second).padStart(2, '0')}.500000Z`;
const phase = (from: number, to: number) => ({ started_at: at(from), finished_at: at(to) });
const RESULT = {
  task_name: 'weigh',
  trial_name: 'weigh__a',
  trial_uri: 'file:///home/someone/weigh__a',
  task_checksum: 'f00',
  agent_info: { name: 'gemini-cli', version: 'unknown', model_info: { name: 'flash' } },
  verifier_result: { rewards: { reward: 0.0 } },
  exception_info: null,
  ...phase(0, 50),
  environment_setup: phase(0, 10),
  agent_execution: phase(12, 40),
  verifier: phase(40, 45),
};
const STEPS = [{ step_id: 1, source: 'user', message: 'Weigh it', timestamp: at(13) }];
const TRAJECTORY = { schema_version: 'ATIF-v1.2', agent: { name: 'gemini-cli', version: '1' }, steps: STEPS };

describe('a Harbor trial', () => {
  it('is its trajectory, with phases and rewards on the same clock; a reward of 0 is no verdict', async () => {
    const it = await imported({
      'result.json': JSON.stringify(RESULT),
      'agent/trajectory.json': JSON.stringify(TRAJECTORY),
    });
    expect(it.manifest).toMatchObject({
      task: { title: 'weigh' },
      clock: { duration: 50_000_000, origin: { wall_utc: '2026-01-25T21:47:00.500Z' } },
      outcome: {
        completion: 'completed',
        success: 'unknown',
        rewards: { reward: 0 },
        time_to_completion_us: 28_000_000,
        phases: [
          { name: 'environment_setup', t_start: 0, t_end: 10_000_000 },
          { name: 'agent_execution', t_start: 12_000_000, t_end: 40_000_000 },
          { name: 'verifier', t_start: 40_000_000, t_end: 45_000_000 },
        ],
      },
    });
    expect(it.layers('agent_steps')[0]).toMatchObject({ format: { version: '1.2' } });
    expect(JSON.stringify(it.manifest)).not.toContain('someone');
  });

  it('places no time without a zone beside those that have one', async () => {
    const naive = { started_at: '2026-01-25T23:47:00', finished_at: '2026-01-25T23:47:50' };
    const it = await imported({
      'result.json': JSON.stringify({ ...RESULT, verifier: naive }),
      'agent/trajectory.json': JSON.stringify(TRAJECTORY),
    });
    expect(it.manifest.outcome.phases?.map(({ name }) => name)).toEqual([
      'environment_setup',
      'agent_execution',
    ]);
  });

  it('knows the wall time to a second where the first time is written in seconds', async () => {
    const whole = { ...RESULT, started_at: '2026-01-25T21:46:59Z' };
    const [exact, coarse] = await Promise.all(
      [RESULT, whole].map((result) => imported({ 'x.result.json': JSON.stringify(result) })),
    );
    expect(exact?.manifest.clock.origin.wall_uncertainty_us).toBe(1_000);
    expect(coarse?.manifest.clock.origin.wall_uncertainty_us).toBe(1_000_000);
  });

  it('may be its result alone, and one that ran out of time says so', async () => {
    const timeout = { ...RESULT, exception_info: { exception_type: 'AgentTimeoutError' } };
    const it = await imported({ 'x.result.json': JSON.stringify(timeout) });
    expect(it.manifest.layers).toEqual([]);
    expect(it.manifest.clock.sync_quality).toBe('measured');
    expect(it.manifest.outcome).toMatchObject({ completion: 'timed_out', time_to_completion_us: null });
  });
});
