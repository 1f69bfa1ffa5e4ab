/** −p ln p − (1−p) ln(1−p), in nats; 0 at 0 and 1. */
export function binaryEntropy(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log1p(-p)
}

/** 1 − 2|p − ½|: 1 for an even chance, 0 for certainty. It cannot tell a close call from an ensemble that disagrees. */
export function evenness(p: number): number {
  return 1 - 2 * Math.abs(p - 0.5)
}
