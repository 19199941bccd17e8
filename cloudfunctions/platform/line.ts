import { isIPv6 } from 'node:net';

/**
 * What one line into the network is known by: an IPv4 address whole, of an IPv6 address the first 64 bits. The other 64 a
 * device chooses for itself, and chooses anew as often as it likes (RFC 8981).
 */
export function lineOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [front = [], back = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0');
  const groups = [...front, ...zeros, ...back].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
