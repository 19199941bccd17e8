// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { compiled, heard, type Part, render, settle, tap, text } from './stage';

type Ask = (resolve: (answer: unknown) => void) => void;

const listen = vi.fn<(ask: Ask) => void>();
Object.assign((globalThis as unknown as { wx: object }).wx, { onNeedPrivacyAuthorization: listen });

const privacy = compiled<{ watchPrivacy(): void }>('services/privacy');
privacy.watchPrivacy();
const ask = listen.mock.calls[0]?.[0] as Ask;

const words = { title: '使用前先看一眼', text: '', read: '', contract: '', agree: '同意', refuse: '不同意' };
let gate: Part | undefined;
const mount = () => {
  gate = render('components/privacy-gate/index', { words });
  return gate;
};

afterEach(() => {
  gate?.detach();
  gate = undefined;
});

test('without a gate on the page the question is answered with no', () => {
  const resolve = vi.fn();
  ask(resolve);
  expect(resolve).toHaveBeenCalledExactlyOnceWith({ event: 'disagree' });
});

test('with a gate it is shown, reported as shown, and agreed through its button', async () => {
  const part = mount();
  const resolve = vi.fn();
  ask(resolve);
  await settle();
  expect(resolve).toHaveBeenLastCalledWith({ event: 'exposureAuthorization' });
  expect(text(part)).toContain('使用前先看一眼');
  part.instance.agree?.();
  expect(resolve).toHaveBeenLastCalledWith({ event: 'agree', buttonId: 'privacy-agree' });
  await settle();
  expect(text(part)).toBe('');
});

test('refusing answers no and tells the page', async () => {
  const part = mount();
  const refused = heard(part, 'refused');
  const resolve = vi.fn();
  ask(resolve);
  await settle();
  tap(part.querySelector('.gate-refuse'));
  await settle();
  expect(resolve).toHaveBeenLastCalledWith({ event: 'disagree' });
  expect(refused).toHaveLength(1);
});

test('leaving the page while it is open answers no', async () => {
  const part = mount();
  const first = vi.fn();
  const second = vi.fn();
  ask(first);
  ask(second);
  await settle();
  part.detach();
  gate = undefined;
  await settle();
  expect(first).toHaveBeenLastCalledWith({ event: 'disagree' });
  expect(second).toHaveBeenLastCalledWith({ event: 'disagree' });
});
