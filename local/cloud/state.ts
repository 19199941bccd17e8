import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database as Table } from 'lmdb';

export interface StoredFile {
  /** Name of the file with the bytes, below `files/`. */
  blob: string;
  size: number;
  contentType: string;
  /** Who uploaded it from a phone; absent when a function did. */
  owner?: string;
  storedAtMs: number;
}

export interface InboxMessage {
  id: string;
  atMs: number;
  templateId: string;
  page: string | null;
  /** Field -> text, as it was sent. */
  data: Record<string, string>;
  miniprogramState: string;
}

export interface PayOrder {
  trade: string;
  prepayId: string;
  subMchId: string;
  openid: string;
  /** What the payment sheet says. */
  body: string;
  totalFee: number;
  /** yyyyMMddHHmmss of Beijing; null: never. */
  timeExpire: string | null;
  /** Function that is told. */
  functionName: string;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  /** What was taken; as much as was asked for, unless a test wants it otherwise. */
  paidFee: number;
  transactionId: string;
  paidAtMs: number;
  /** How often its shipping was told. */
  shippings: number;
}

export interface PayRefund {
  trade: string;
  refundFee: number;
  refundId: string;
}

export interface PhoneCode {
  openid: string;
  phone: string;
  issuedAtMs: number;
}

/**
 * What the cloud itself must not forget besides the documents of the program: the moved clock, files, consents,
 * messages. Kept in its own lmdb environment, so that no program can read or write it through the database.
 * A write that was awaited survives the death of the process.
 */
export interface State {
  settings: Table<number, string>;
  secrets: Table<string, string>;
  files: Table<StoredFile, string>;
  /** [openid, templateId] -> how many messages may still be sent. */
  consents: Table<number, [string, string]>;
  /** [openid, atMs, id] -> message. */
  inbox: Table<InboxMessage, [string, number, string]>;
  phoneCodes: Table<PhoneCode, string>;
  /** openid -> rank 0 to 4. */
  riskRanks: Table<number, string>;
  /** Trade number -> order. */
  payOrders: Table<PayOrder, string>;
  /** Refund number -> refund. */
  payRefunds: Table<PayRefund, string>;
  /** Runs alone: reads and writes inside see no others' between them. */
  atomically<T>(work: () => T): Promise<T>;
  close(): Promise<void>;
}

export function openState(dataDir: string): State {
  const dir = join(dataDir, 'state');
  mkdirSync(dir, { recursive: true });
  const root = open({ path: dir, maxDbs: 16 });
  return {
    settings: root.openDB({ name: 'settings' }),
    secrets: root.openDB({ name: 'secrets' }),
    files: root.openDB({ name: 'files' }),
    consents: root.openDB({ name: 'consents' }),
    inbox: root.openDB({ name: 'inbox' }),
    phoneCodes: root.openDB({ name: 'phoneCodes' }),
    riskRanks: root.openDB({ name: 'riskRanks' }),
    payOrders: root.openDB({ name: 'payOrders' }),
    payRefunds: root.openDB({ name: 'payRefunds' }),
    atomically: (work) => root.transaction(work),
    close: () => root.close(),
  };
}
