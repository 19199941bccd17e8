/**
 * WeChat asks here before a private API runs (P1, in force since 2023-10-17; developers.weixin.qq.com, 隐私接口授权). Every question
 * is answered: by the gate on the page, with `disagree` when there is no gate or it goes away.
 */
type Resolve = (answer: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void;

export interface Gate {
  open(): void;
  close(): void;
}

export const AGREE_BUTTON_ID = 'privacy-agree';

const waiting: Resolve[] = [];
let gate: Gate | null = null;

export function watchPrivacy(): void {
  // The published typings call the argument a result; WeChat passes the function that answers.
  const listen = wx.onNeedPrivacyAuthorization as unknown as ((ask: (resolve: Resolve) => void) => void) | undefined;
  listen?.((resolve) => {
    waiting.push(resolve);
    if (!gate) {
      answerPrivacy(false);
      return;
    }
    resolve({ event: 'exposureAuthorization' });
    gate.open();
  });
}

export function answerPrivacy(agreed: boolean): void {
  for (const resolve of waiting.splice(0)) {
    resolve(agreed ? { event: 'agree', buttonId: AGREE_BUTTON_ID } : { event: 'disagree' });
  }
  gate?.close();
}

/** One gate at a time: the one of the visible page. */
export function mountGate(mounted: Gate): void {
  gate = mounted;
}

export function unmountGate(mounted: Gate): void {
  if (gate !== mounted) return;
  gate = null;
  answerPrivacy(false);
}
