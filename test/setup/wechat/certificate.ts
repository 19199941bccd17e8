/** A certificate authority for one test run, and a certificate of it for one host. */
import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

export interface Certificates {
  /** PEM of the authority: what the client is told to trust. */
  authority: string;
  cert: string;
  key: string;
}

const DAY_MS = 86_400_000;

interface Named {
  name: string;
  serial: string;
  publicKey: forge.pki.rsa.PublicKey;
}

/** Node makes the keys: the library's own way takes seconds. */
function pair() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const forged = forge.pki.privateKeyFromPem(pem);
  return { pem, privateKey: forged, publicKey: forge.pki.setRsaPublicKey(forged.n, forged.e) };
}

function certificate({ name, serial, publicKey }: Named, issuer: string, extensions: object[]): forge.pki.Certificate {
  const made = forge.pki.createCertificate();
  made.publicKey = publicKey;
  made.serialNumber = serial;
  made.validity.notBefore = new Date(Date.now() - DAY_MS);
  made.validity.notAfter = new Date(Date.now() + DAY_MS);
  made.setSubject([{ name: 'commonName', value: name }]);
  made.setIssuer([{ name: 'commonName', value: issuer }]);
  made.setExtensions(extensions);
  return made;
}

export function certificatesFor(host: string): Certificates {
  const [authority, server] = [pair(), pair()];
  const issuer = 'Huitouke test authority';
  const root = certificate({ name: issuer, serial: '01', publicKey: authority.publicKey }, issuer, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  root.sign(authority.privateKey, forge.md.sha256.create());
  const leaf = certificate({ name: host, serial: '02', publicKey: server.publicKey }, issuer, [
    { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
  ]);
  leaf.sign(authority.privateKey, forge.md.sha256.create());
  return {
    authority: forge.pki.certificateToPem(root),
    cert: forge.pki.certificateToPem(leaf),
    key: server.pem,
  };
}
