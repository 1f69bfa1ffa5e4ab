let offsetMs = 0

/** Learns from an answer's `Date` header how far this machine's clock is from the server's. */
export function noteServerDate(header: string | null, now = Date.now()): void {
  const server = header === null ? Number.NaN : Date.parse(header)
  if (Number.isFinite(server)) offsetMs = server - now
}

/** The server's time now, within a second: leases end by its clock, not by this machine's. */
export function serverNow(now = Date.now()): number {
  return now + offsetMs
}
