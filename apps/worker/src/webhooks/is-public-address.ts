import ipaddr from 'ipaddr.js'

/** Whether an address is one of the open internet: not of this machine, of a private or a link-local network, or reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address may come dressed as IPv6.
  return ipaddr.process(address).range() === 'unicast'
}
