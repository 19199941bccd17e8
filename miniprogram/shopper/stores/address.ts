import { makeAutoObservable } from 'mobx-miniprogram';
import type { AddressInput } from '../../../typings/api/mall';
import { keep, kept } from '../../services/kept';

export type AddressField = 'name' | 'phone' | 'region' | 'detail';

export const NO_ADDRESS: AddressInput = { name: '', phone: '', province: '', city: '', district: '', detail: '' };

const KEY = 'address';
/** As the cloud takes them. */
const NAME_MAX = 30;
const DETAIL_MAX = 120;
/** A mobile number of the mainland, a fixed line, or a number with its country. */
const PHONE = /^\+?[\d\s-]{5,20}$/;

/** The first field that is not right yet; null when the address can be used. */
export function wrongField(address: AddressInput): AddressField | null {
  const name = address.name.trim();
  if (name.length === 0 || name.length > NAME_MAX) return 'name';
  if (!PHONE.test(address.phone.trim()) || address.phone.replace(/\D/g, '').length < 5) return 'phone';
  if (!address.province || !address.city) return 'region';
  const detail = address.detail.trim();
  return detail.length === 0 || detail.length > DETAIL_MAX ? 'detail' : null;
}

/** Where things are sent. The last one is kept on this phone alone; the cloud hears of it with an exchange. */
class Address {
  chosen: AddressInput | null = null;
  /** What is being typed; null while the form is closed. */
  draft: AddressInput | null = null;
  wrong: AddressField | null = null;
  /** WeChat's own list of addresses did not open. */
  unavailable = false;

  constructor() {
    makeAutoObservable(this);
  }

  start(): void {
    this.chosen ??= kept<AddressInput>(KEY);
  }

  /** The form, with what is known. */
  write(): void {
    this.draft = { ...(this.chosen ?? NO_ADDRESS) };
    this.wrong = null;
  }

  type(change: Partial<AddressInput>): void {
    this.draft = { ...(this.draft ?? NO_ADDRESS), ...change };
    this.wrong = null;
  }

  forget(): void {
    this.draft = null;
    this.wrong = null;
    this.unavailable = false;
  }

  /** True when what was typed is complete and taken. */
  use(): boolean {
    if (!this.draft) return false;
    this.wrong = wrongField(this.draft);
    if (this.wrong) return false;
    this.take(this.draft);
    return true;
  }

  /** WeChat's own list. A person who turns back has nothing to be told; where it does not work, the form opens. */
  fromWechat(): void {
    wx.chooseAddress({
      success: (found) =>
        this.take({
          name: found.userName,
          phone: found.telNumber,
          province: found.provinceName,
          city: found.cityName,
          district: found.countyName,
          detail: found.detailInfo,
        }),
      fail: ({ errMsg }) => this.refused(errMsg),
    });
  }

  private refused(errMsg: string): void {
    if (/cancel/i.test(errMsg)) return;
    console.info('no address from WeChat', errMsg);
    this.write();
    this.unavailable = true;
  }

  private take(address: AddressInput): void {
    const trimmed = {
      ...address,
      name: address.name.trim(),
      phone: address.phone.trim(),
      detail: address.detail.trim(),
    };
    this.forget();
    // A list may hold an address that is older than today's rules for one: then it is completed in the form.
    this.wrong = wrongField(trimmed);
    if (this.wrong) {
      this.draft = trimmed;
      return;
    }
    this.chosen = trimmed;
    keep(KEY, trimmed);
  }
}

export const address = new Address();
