import { bound } from '../../services/binding';
import { pageRoot } from '../../services/page';
import { membership } from '../../stores/membership';
import { notice } from '../../stores/notice';
import { monthDayText } from '../../views/dates';
import { birthday } from '../stores/birthday';
import { type PhoneAnswer, phone } from '../stores/phone';
import { profile } from '../stores/profile';
import { birthdayConfirm, birthdayWheels, foundView, pickedDay } from '../views/profile';
import { shopperWords } from '../words/index';

function gateWords(): Record<string, string> {
  const { gate } = shopperWords();
  return { ...gate, text: gate.text(membership.home?.shop.name ?? '') };
}

function birthdayText(): string {
  const day = membership.member?.birthday;
  return day ? monthDayText(day, shopperWords()) : '';
}

/** How far below the top of the window the field comes to rest while the keyboard is up. */
const FIELD_BELOW_PX = -16;
/** Where the wheels stand first: 1 June, near to every day. */
const FIRST: [number, number] = [5, 0];

Component({
  behaviors: [
    pageRoot,
    bound({
      member: () => membership.member !== null,
      ready: () => membership.home !== null,
      words: () => shopperWords().profile,
      gate: gateWords,
      goJoin: () => shopperWords().me.guestAction,
      closeLabel: () => shopperWords().states.closeSheet,
      avatar: () => profile.avatar,
      nickname: () => membership.member?.nickname ?? '',
      error: () => profile.error,
      saving: () => profile.saving,
      uploading: () => profile.uploading,
      privacyOff: () => profile.privacyOff,
      birthday: birthdayText,
      confirm: () => (birthday.asked ? birthdayConfirm(birthday.asked, shopperWords()) : null),
      keeping: () => birthday.saving,
      phoneBound: () => membership.member?.phoneBound ?? false,
      phoneHelp: () => shopperWords().profile.phoneHelp(membership.points.name),
      phoneError: () => phone.error,
      claiming: () => phone.claiming,
      found: () => (phone.claimed ? foundView(phone.claimed, membership.points, shopperWords()) : null),
    }),
  ],
  data: { lifted: 0, wheels: birthdayWheels(FIRST[0], shopperWords()), turned: FIRST as number[] },
  methods: {
    onLoad() {
      wx.setNavigationBarTitle({ title: shopperWords().titles.profile });
      this.setData({ wheels: birthdayWheels(FIRST[0], shopperWords()) });
      void membership.ensure();
    },
    onUnload() {
      profile.leave();
      birthday.forget();
      phone.leave();
    },
    choose(event: WechatMiniprogram.CustomEvent<{ avatarUrl: string }>) {
      void profile.changeAvatar(event.detail.avatarUrl);
    },
    type(event: WechatMiniprogram.Input) {
      profile.type(event.detail.value);
    },
    /** The bar with 保存 rises with the keyboard, in px; the page grows by as much, so that the field can stay in sight. */
    lift(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      const { height } = event.detail;
      if (height === this.data.lifted) return;
      this.setData({ lifted: height }, () => {
        if (height > 0) wx.pageScrollTo({ selector: '#nickname', offsetTop: FIELD_BELOW_PX, duration: 200 });
      });
    },
    /** Each month has its own number of days. */
    turn(event: WechatMiniprogram.CustomEvent<{ column: number; value: number }>) {
      const { column, value } = event.detail;
      if (column === 0) this.setData({ wheels: birthdayWheels(value, shopperWords()), turned: [value, 0] });
    },
    pick(event: WechatMiniprogram.CustomEvent<{ value: number[] }>) {
      birthday.ask(pickedDay(event.detail.value));
    },
    keepBirthday() {
      void birthday.save();
    },
    forgetBirthday() {
      birthday.forget();
    },
    claimPhone(event: WechatMiniprogram.CustomEvent<PhoneAnswer>) {
      void phone.claim(event.detail);
    },
    closeFound() {
      phone.close();
    },
    refused() {
      profile.refusePrivacy();
    },
    async save() {
      if (!(await profile.saveNickname())) return;
      notice.say(shopperWords().profile.saved);
    },
    goHome() {
      wx.switchTab({ url: '/pages/home/index' });
    },
  },
});
