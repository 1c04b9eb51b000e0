import { Registry } from '@assent/platform';
import { workerMetrics } from './worker-metrics';

const MESSAGE = { topic: 'case-opened', subject: 'Quillfeather' } as never;
const LETTER = {
  id: '1',
  to: 'ann@quillfeather.example.org',
  subject: 'Quillfeather',
  text: 'Ann',
  content: { recipient: 'member', language: 'en', version: 2, blocks: [] },
} as const;

const works = () => Promise.resolve();
const fails = () => Promise.reject(new Error('Quillfeather'));
const STEP = { args: ['Quillfeather'], headers: {} };

test('counts what is done and what fails by kind, never by person', async () => {
  const registry = new Registry();
  const metrics = workerMetrics(registry);
  const step = (activityType: string) => metrics.steps({ info: { activityType } } as never).inbound;
  await step('evaluateCase')?.execute?.(STEP, works);
  await expect(step('expireAuthorization')?.execute?.(STEP, fails)).rejects.toThrow('Quillfeather');
  await metrics.messages(works)(MESSAGE);
  await expect(metrics.messages(fails)(MESSAGE)).rejects.toThrow('Quillfeather');
  await metrics.letters({ send: works }).send(LETTER);
  await expect(metrics.letters({ send: fails }).send(LETTER)).rejects.toThrow('Quillfeather');
  await expect(metrics.outbox({ relayBatch: fails }).relayBatch(1, works)).rejects.toThrow();

  const text = await registry.metrics();
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'assent_step_duration_seconds_count{activity="evaluateCase",outcome="done"} 1',
      'assent_step_duration_seconds_count{activity="expireAuthorization",outcome="failed"} 1',
      'assent_relay_messages_total{outcome="done"} 1',
      'assent_relay_messages_total{outcome="failed"} 1',
      'assent_letters_total{outcome="done"} 1',
      'assent_letters_total{outcome="failed"} 1',
      'assent_relay_failures_total 1',
    ]),
  );
  expect(text).not.toMatch(/quillfeather/i);
});
