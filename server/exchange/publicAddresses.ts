import { BlockList, isIP } from 'node:net'

/**
 * Whether an IP address is one of the open internet. Everything else must never be asked for a picture: this machine, the local
 * network, what clouds tell their machines (169.254.169.254), groups, and forms that hide an address in another one.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed.check(address, 'ipv4')
  if (family === 6)
    return !address.includes('%') && open.check(address, 'ipv6') && !closed.check(address, 'ipv6')
  return false
}

/** IANA has given out nothing of IPv6 beyond this; mapped and translated IPv4 lies outside. */
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')

/** The special-purpose registries of IANA (RFC 6890 and after). */
const closed = new BlockList()
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.31.196.0', 24],
  ] as const),
  ...([
    ['192.52.193.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['192.175.48.0', 24],
  ] as const),
  ...([
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const)
  closed.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ...([
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
    ['2620:4f:8000::', 48],
    ['3fff::', 20],
  ] as const),
] as const)
  closed.addSubnet(net, prefix, 'ipv6')
