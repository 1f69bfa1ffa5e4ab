import { type Layout, layoutsFor } from './layout.ts'
import type { ThreadSettings } from './thread-messages.ts'
import { ThreadPool } from './thread-pool.ts'

const measuredMs = 300
const batchTexts = 32
/** Another copy of the model has to be worth its memory. */
const worthwhile = 1.1

/** The layout that scores most on so many cores, tried out for a moment each with texts of many lengths. */
export async function chooseLayout(settings: ThreadSettings, cores: number): Promise<Layout> {
  let best: { layout: Layout; speed: number } | null = null
  for (const layout of layoutsFor(cores)) {
    const pool = await ThreadPool.open(settings, layout)
    try {
      const speed = await textsPerSecond(pool, layout.sessions)
      if (best === null || speed > worthwhile * best.speed) best = { layout, speed }
    } finally {
      await pool.close()
    }
  }
  return best!.layout
}

async function textsPerSecond(pool: ThreadPool, sessions: number): Promise<number> {
  const batch = someTexts()
  // The first run sizes onnxruntime's memory.
  await Promise.all(Array.from({ length: sessions }, () => pool.score(batch)))
  const begun = performance.now()
  let texts = 0
  const keepBusy = async () => {
    while (performance.now() - begun < measuredMs) {
      await pool.score(batch)
      texts += batch.length
    }
  }
  await Promise.all(Array.from({ length: 2 * sessions }, keepBusy))
  return (1_000 * texts) / (performance.now() - begun)
}

/** From one sentence to half a page. */
function someTexts() {
  return Array.from({ length: batchTexts }, (_, at) => ({
    prompt: 'What makes an answer a good one?',
    completion: `It is correct, and it says number ${at} in few words. `.repeat(1 + (at % 16)),
  }))
}
