/** The sheet in which one thing about a member is put right: what, why, and what comes of it. */
import { bound } from '../../../services/binding';
import { membership } from '../../../stores/membership';
import { settings } from '../../../stores/settings';
import { figure } from '../../../views/figures';
import { member } from '../../stores/member';
import { asksReason, pointsOf, type Typed } from '../../views/correcting';
import { mergeView } from '../../views/member';
import { membersWords } from '../../words/members/index';

type TextField = 'points' | 'days' | 'template' | 'month' | 'date' | 'other' | 'tag' | 'reason' | 'note';

const amount = (points: number) => settings.words.figures.points(figure(points), membership.points.unit);

function titleText(): string {
  const own = membersWords();
  if (!member.act) return '';
  return member.act === 'points' ? own.points.title(membership.points.name) : own[member.act].title;
}

function leadText(): string {
  const own = membersWords();
  if (member.act === 'freeze' || member.act === 'thaw') return own[member.act].text;
  if (member.act === 'birthday') return member.view?.birthdaySet ? own.birthday.set : own.birthday.unset;
  return member.act === 'streak' ? own.streak.hint : '';
}

/** More than somebody may book alone. */
function needsSecond(): boolean {
  return Math.abs(pointsOf(member.typed) ?? 0) > (member.view?.alone ?? 0);
}

function yesText(): string {
  const own = membersWords();
  switch (member.act) {
    case null:
      return '';
    case 'points':
      return needsSecond() ? own.points.ask : own.points.yes;
    case 'merge':
      return member.preview ? own.merge.yes : own.merge.look;
    default:
      return own[member.act].yes;
  }
}

function afterText(): string {
  const { available, after } = membersWords().points;
  const [points, now] = [pointsOf(member.typed), member.view?.points.available ?? 0];
  return points === null || now + points < 0 ? available(amount(now)) : after(amount(now + points));
}

function presetsOf(): readonly string[] {
  const own = membersWords();
  const { act } = member;
  return act && act !== 'birthday' && act !== 'merge' && act !== 'tags' ? own[act].presets : [];
}

Component({
  properties: {
    still: { type: Boolean, value: false },
  },
  behaviors: [
    bound({
      act: () => member.act,
      typed: () => member.typed,
      wrongs: () => member.wrongs,
      working: () => member.working,
      gifts: () => member.gifts,
      title: titleText,
      text: leadText,
      yes: yesText,
      danger: () => member.act === 'freeze' || (member.act === 'merge' && member.preview !== null),
      reasoned: () => member.act !== null && asksReason(member.act),
      presets: presetsOf,
      // A coupon says for itself what it is, and an account that is open needs no reason.
      told: () => member.act !== 'grant' && member.act !== 'thaw',
      signs: () => {
        const { plus, minus } = membersWords().points;
        return [
          { value: 'plus', label: plus },
          { value: 'minus', label: minus },
        ];
      },
      unit: () => membership.points.unit,
      dayUnit: () => membersWords().streak.unit,
      clearable: () => member.act === 'birthday' && member.view?.birthdaySet === true,
      after: afterText,
      second: () => (needsSecond() ? membersWords().points.second(amount(member.view?.alone ?? 0)) : ''),
      streakNow: () => membersWords().streak.now(settings.words.figures.days(member.view?.streak ?? 0)),
      merge: () =>
        member.preview &&
        mergeView(member.preview, {
          today: member.preview.today,
          points: membership.points,
          words: settings.words,
          own: membersWords(),
        }),
      words: () => membersWords(),
      states: () => settings.words.states,
    }),
  ],
  methods: {
    type(event: WechatMiniprogram.Input) {
      member.write(event.currentTarget.dataset.field as TextField, event.detail.value);
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      const { field, value } = event.currentTarget.dataset;
      member.write(field as keyof Pick<Typed, 'reason' | 'template'>, String(value));
    },
    sign(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      member.write('minus', event.detail.value === 'minus');
    },
    count(event: WechatMiniprogram.TouchEvent) {
      member.count(Number(event.currentTarget.dataset.by));
    },
    addTag() {
      member.addTag();
    },
    dropTag(event: WechatMiniprogram.TouchEvent) {
      member.dropTag(String(event.currentTarget.dataset.tag));
    },
    clearBirthday() {
      void member.clearBirthday();
    },
    forget() {
      member.forget();
    },
    go() {
      void member.go();
    },
  },
});
