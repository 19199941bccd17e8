import type { ConsentAnswer, MessageKind } from '../../typings/api/messages';
import { membership } from '../stores/membership';
import { keep, kept } from './kept';
import type { Switches } from './switches';

/**
 * WeChat's sheet for subscription messages: one yes, one message. It opens inside a tap alone, so that asking is the first statement of
 * the tap's handler; nothing waits before it. Whatever becomes of the sheet, the command behind the tap goes on: a sheet that failed
 * counts as not asked (developers.weixin.qq.com, wx.requestSubscribeMessage).
 */

/** WeChat takes so many templates at once. */
const AT_ONCE = 3;
/** Who has said no is not asked again beside a command for so long. */
const PAUSE_MS = 7 * 86_400_000;
/** A sheet that answers nobody within this time is left behind. */
const PATIENCE_MS = 60_000;
/** The person has switched the messages of this mini-program off. */
const SWITCHED_OFF = 20004;
const KEY = 'refused';

export interface Asked {
  answers: ConsentAnswer[];
  /** WeChat shows no sheet: messages, or these, are switched off in its settings. */
  off: boolean;
}

type Templates = [MessageKind, string][];

const NOT_ASKED: Asked = { answers: [], off: false };

/** Those of `kinds` that the shop can send, the first three. */
function templatesOf(kinds: readonly MessageKind[]): Templates {
  const ids = membership.home?.shop.messages ?? {};
  return kinds.flatMap((kind): Templates => (ids[kind] ? [[kind, ids[kind]]] : [])).slice(0, AT_ONCE);
}

export function canAsk(kind: MessageKind): boolean {
  return templatesOf([kind]).length > 0;
}

function sheet(templates: Templates): Promise<Asked> {
  if (templates.length === 0) return Promise.resolve(NOT_ASKED);
  return new Promise((resolve) => {
    const end = (asked: Asked) => {
      clearTimeout(timer);
      resolve(asked);
    };
    const timer = setTimeout(() => resolve(NOT_ASKED), PATIENCE_MS);
    try {
      wx.requestSubscribeMessage({
        tmplIds: templates.map(([, id]) => id),
        success: (said) => end({ answers: answersOf(templates, said), off: false }),
        fail: ({ errMsg, errCode }) => {
          console.info('not asked for messages', errMsg);
          end({ answers: [], off: errCode === SWITCHED_OFF });
        },
      });
    } catch (error) {
      console.warn('not asked for messages', error);
      end(NOT_ASKED);
    }
  });
}

const ANSWERS: readonly string[] = ['accept', 'reject', 'ban', 'filter'];

function answersOf(templates: Templates, said: object): ConsentAnswer[] {
  const answers = said as Record<string, string | undefined>;
  return templates.flatMap(([kind, id]) => {
    // With sound and the like WeChat may add a word of its own to a yes: 'acceptWithAudio'.
    const answer = answers[id]?.startsWith('accept') ? 'accept' : (answers[id] ?? '');
    return ANSWERS.includes(answer) ? [{ kind, answer: answer as ConsentAnswer['answer'] }] : [];
  });
}

type Refused = Partial<Record<MessageKind, number>>;

function remember(templates: Templates, { answers, off }: Asked): void {
  if (answers.length === 0 && !off) return;
  const refused: Refused = { ...kept<Refused>(KEY) };
  for (const { kind, answer } of answers) {
    if (answer === 'accept') delete refused[kind];
    else refused[kind] = Date.now();
  }
  if (off) for (const [kind] of templates) refused[kind] = Date.now();
  keep(KEY, refused);
}

/** What WeChat's settings say. Never fails: what cannot be read is on. */
export function switches(): Promise<Switches> {
  const templates = Object.entries(membership.home?.shop.messages ?? {}) as Templates;
  return new Promise((resolve) => {
    wx.getSetting({
      withSubscriptions: true,
      success: ({ subscriptionsSetting: { mainSwitch = true, itemSettings = {} } = {} }) => {
        const items = itemSettings as Record<string, string | undefined>;
        const refused = templates.filter(([, id]) => ['reject', 'ban'].includes(items[id] ?? ''));
        resolve({ off: !mainSwitch, refused: refused.map(([kind]) => kind) });
      },
      fail: ({ errMsg }) => {
        console.info('settings not read', errMsg);
        resolve({ off: false, refused: [] });
      },
    });
  });
}

/** Beside a command, whose call takes the answers along: not those refused within a week. Never fails. */
export async function askConsents(kinds: readonly MessageKind[]): Promise<ConsentAnswer[]> {
  const refused = kept<Refused>(KEY) ?? {};
  const templates = templatesOf(kinds.filter((kind) => Date.now() - (refused[kind] ?? 0) > PAUSE_MS));
  const asked = await sheet(templates);
  remember(templates, asked);
  return asked.answers;
}

/** Somebody has pressed 提醒我: asked in any case. Never fails. */
export async function wantConsents(kinds: readonly MessageKind[]): Promise<Asked> {
  const templates = templatesOf(kinds);
  const asked = await sheet(templates);
  remember(templates, asked);
  if (asked.off || asked.answers.some(({ answer }) => answer === 'accept')) return asked;
  if (asked.answers.length === 0) return asked;
  const { off, refused } = await switches();
  return { ...asked, off: off || templates.every(([kind]) => refused.includes(kind)) };
}
