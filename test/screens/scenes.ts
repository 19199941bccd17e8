/** What is photographed, and the people in whose hands the phone then is. */

import type { ShopPhone } from '../setup/shop-phone';
import { callShopper, enter } from '../setup/shopper';

export interface Scene {
  name: string;
  open(phone: ShopPhone): Promise<void>;
  leave?(phone: ShopPhone): Promise<void>;
}

const GUEST = 'o-guest';
const NEWCOMER = 'o-newcomer';
const REGULAR = 'o-regular';

/** A guest, a member of today, and one who has come for five weeks with a gap. */
export async function prepare(phone: ShopPhone): Promise<void> {
  await enter(phone, REGULAR);
  await callShopper(phone, REGULAR, 'member.updateProfile', { nickname: '巷口的林小姐' }, 'name');
  for (let day = 0; day < 36; day += 1) {
    if (day !== 20 && day !== 34) await callShopper(phone, REGULAR, 'checkin.signIn', {}, `day${day}`);
    await phone.control('/local/clock', { advanceDays: 1 });
  }
  await enter(phone, NEWCOMER);
}

function page(name: string, person: string, path: string, after?: (phone: ShopPhone) => Promise<void>): Scene {
  return {
    name,
    open: async (phone) => {
      await phone.panel('become', person);
      await phone.go(path);
      await after?.(phone);
    },
  };
}

const bottom = async (phone: ShopPhone) => {
  await phone.screen.locator('body').evaluate((body) => body.ownerDocument.defaultView?.scrollTo(0, 1e6));
  await phone.settled();
};

export const SCENES: Scene[] = [
  page('home-guest', GUEST, 'pages/home/index'),
  page('home-new', NEWCOMER, 'pages/home/index'),
  page('home', REGULAR, 'pages/home/index'),
  page('home-foot', REGULAR, 'pages/home/index', bottom),
  page('calendar', REGULAR, 'shopper/calendar/index'),
  page('calendar-foot', REGULAR, 'shopper/calendar/index', bottom),
  page('history', REGULAR, 'shopper/history/index', async (phone) => {
    await phone.screen.getByText('+25').first().click();
    await phone.settled();
  }),
  page('history-new', NEWCOMER, 'shopper/history/index'),
  page('me-guest', GUEST, 'pages/me/index'),
  page('me', REGULAR, 'pages/me/index'),
  page('profile', REGULAR, 'shopper/profile/index'),
  page('settings', REGULAR, 'shopper/settings/index'),
  page('terms', GUEST, 'shopper/text/index?which=terms'),
  {
    ...page('home-offline', REGULAR, 'pages/home/index', (phone) => phone.panel('setNetwork', 'offline')),
    leave: (phone) => phone.panel('setNetwork', 'fast'),
  },
];
