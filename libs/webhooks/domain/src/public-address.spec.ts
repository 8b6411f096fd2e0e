import { describe, expect, it } from '@jest/globals';
import { isPublicAddress } from './public-address';

describe('an address that webhooks may go to', () => {
  it.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
    // Metadata services of clouds.
    ...['169.254.169.254', '169.254.170.2', '192.0.0.192', '100.100.100.200', 'fd00:ec2::254'],
    ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '198.18.0.1', '198.51.100.7', '203.0.113.7'],
    ...['192.0.2.7', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.175.48.1'],
    ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '3fff::1', '2606:4700::1111%eth0'],
    // IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo.
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::'],
    ...['', 'localhost', 'nothing', '1.2.3', '0x7f.1'],
  ])('WHK-04: is not %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.215.14', '172.15.0.1', '172.32.0.1', '100.63.255.255', '2606:4700::1111', '2a00:1450:4001:80b::200e'])('WHK-04: is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});
