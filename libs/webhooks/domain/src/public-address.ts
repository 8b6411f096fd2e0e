import { BlockList, isIP } from 'node:net';

/** Networks of IPv4 that the internet does not reach, or that lead to this machine or its neighbours (IANA's special-purpose registry). */
const SPECIAL_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24'],
  ...['192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** Parts of 2000::/3 that carry other addresses inside them, or are for documents. All the rest of IPv6 is not public anyway. */
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const listOf = (networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
};

const special = { v4: listOf(SPECIAL_V4, 'ipv4'), v6: listOf(SPECIAL_V6, 'ipv6'), unicast: listOf(['2000::/3'], 'ipv6') };

/** Whether an IP address is one of the public internet (WHK-04). IPv4 inside IPv6 is not, however it is written, nor is what is no address at all. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.v4.check(address);
  return family === 6 && !address.includes('%') && special.unicast.check(address, 'ipv6') && !special.v6.check(address, 'ipv6');
}
