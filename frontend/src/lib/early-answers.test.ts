import { expect, it, vi } from 'vitest';
import { earlyAnswers } from './early-answers';

it('asks once for whoever takes the answer', async () => {
  const ask = vi.fn<(key: string) => Promise<string>>(async (key) => `answer to ${key}`);
  const answers = earlyAnswers(ask);
  answers.askEarly('a');
  expect(await answers.take('a')).toBe('answer to a');
  expect(await answers.take('a')).toBe('answer to a');
  expect(await answers.take('b')).toBe('answer to b');
  expect(ask.mock.calls).toEqual([['a'], ['b']]);
});

it('keeps an early refusal for who takes it, and asks anew after that', async () => {
  const ask = vi.fn<(key: string) => Promise<string>>(async () => 'open').mockRejectedValueOnce(new Error('closed'));
  const answers = earlyAnswers(ask);
  answers.askEarly('a');
  await new Promise((done) => setTimeout(done));
  await expect(answers.take('a')).rejects.toThrow('closed');
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await answers.take('a')).toBe('open');
});
