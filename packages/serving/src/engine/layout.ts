/** How many sessions of a model there are, and how many threads each may use within one run. */
export interface Layout {
  sessions: number
  threads: number
}

/** Layouts that use all cores, those with fewer copies of the model first. */
export function layoutsFor(cores: number): Layout[] {
  const sessions = new Set([1, 2, Math.floor(cores / 2), cores].filter((count) => count >= 1 && count <= cores))
  return [...sessions].sort((a, b) => a - b).map((count) => ({ sessions: count, threads: Math.floor(cores / count) }))
}
