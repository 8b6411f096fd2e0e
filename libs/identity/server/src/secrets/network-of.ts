import { isIP } from 'node:net';

/**
 * What counts as one address when failures are counted: an IPv4 address, but a whole /64 of IPv6, which is what one customer of a
 * provider gets (RFC 6177); else everybody there would have as many tries as there are addresses.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped && isIP(mapped) === 4) return mapped;
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const groups = head.split(':').filter(Boolean);
  const end = (tail ?? '').split(':').filter(Boolean);
  const between = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - end.length) }, () => '0');
  const network = [...groups, ...between, ...end].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
