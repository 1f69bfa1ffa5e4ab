import ipaddr from 'ipaddr.js'

/**
 * Whether an address is one of the public internet. Loopback, private, link-local (where clouds keep their metadata),
 * multicast and reserved ones are not, nor are IPv6 addresses that stand for an IPv4 one of them.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ipaddr.process(address).range() === 'unicast'
}
