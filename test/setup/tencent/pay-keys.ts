import { randomBytes } from 'node:crypto';

const pem = (kind: string, bytes: number) =>
  `-----BEGIN ${kind}-----\n${randomBytes(bytes).toString('base64')}\n-----END ${kind}-----`;

/** What a merchant sets as HUITOUKE_PAY_V3; of the form of keys, and of their usual length when nothing is said. */
export const payKeys = (bytes = 900): string =>
  JSON.stringify({
    mchId: '1900000109',
    serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
    privateKey: pem('PRIVATE KEY', bytes),
    apiV3Key: randomBytes(16).toString('hex'),
    publicKeyId: 'PUB_KEY_ID_0119000001092024111300',
    publicKey: pem('PUBLIC KEY', 290),
  });
