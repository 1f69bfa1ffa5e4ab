import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AgreementTally,
  collectGames,
  pcg32,
  type RankingColumns,
  rateItems,
  readItemRankings,
  readTasks,
} from '@plackett/preference'
import { expect, test } from 'vitest'

/** The size that the product promises: agreement and a leaderboard in under 20 s and 1 GiB. */
const size = { rankings: 1_000_000, completions: 4, overlap: 4, annotators: 2_000, models: 50 }

test('1,000,000 rankings of 4 by 2,000 annotators: agreement and a leaderboard of 50 models', () => {
  const columns = makeRankings()
  const [agreement, agreementSeconds] = timed(() => {
    const tally = new AgreementTally<number>()
    for (const rankings of readTasks(columns)) tally.add(rankings)
    return tally.result()!
  })
  const [leaderboard, leaderboardSeconds] = timed(() => {
    return rateItems({ items: size.models, games: collectGames(readItemRankings(columns)) })
  })
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(
    `${size.rankings.toLocaleString('en')} rankings, ${agreement.annotators} annotators, ${size.models} models`,
  )
  console.log(`agreement    ${agreementSeconds.toFixed(2)} s   α over pairs ${agreement.alpha}`)
  console.log(`leaderboard  ${leaderboardSeconds.toFixed(2)} s   first rating ${leaderboard.rows[0]!.rating}`)
  console.log(`peak memory  ${peak.toFixed(0)} MiB, test runner and the rankings themselves included`)
  printReference(columns)
  expect(agreementSeconds + leaderboardSeconds).toBeLessThan(20)
  expect(peak).toBeLessThan(1024)
})

function timed<Result>(work: () => Result): [Result, number] {
  const start = performance.now()
  const result = work()
  return [result, (performance.now() - start) / 1000]
}

/** Tasks of four different models' completions, each ranked by four annotators who see its quality with noise. */
function makeRankings(): RankingColumns {
  const { rankings, completions, overlap, annotators, models } = size
  const random = pcg32(1)
  const worths = Array.from({ length: models }, () => 2 * random())
  const columns: RankingColumns = {
    task: Int32Array.from({ length: rankings }, (_, r) => Math.floor(r / overlap)),
    annotator: new Int32Array(rankings),
    starts: Int32Array.from({ length: rankings + 1 }, (_, r) => r * completions),
    rank: new Uint8Array(rankings * completions),
    item: new Int32Array(rankings * completions),
  }
  for (let r = 0; r < rankings; r += overlap) {
    const first = Math.floor(random() * models)
    const step = 1 + Math.floor(random() * (models / completions - 1))
    const items = Array.from({ length: completions }, (_, k) => (first + k * step) % models)
    const quality = items.map((item) => worths[item]! + 2 * random())
    for (let o = 0; o < overlap; o++) {
      columns.annotator[r + o] = Math.floor((random() * annotators) / overlap) * overlap + o
      // Grades by quarters, so that some completions tie.
      const grades = quality.map((value) => Math.round(4 * (value + 2 * random())))
      const best = grades.toSorted((a, b) => b - a)
      columns.item.set(items, (r + o) * completions)
      columns.rank.set(
        grades.map((grade) => 1 + best.indexOf(grade)),
        (r + o) * completions,
      )
    }
  }
  return columns
}

/** The same by krippendorff and choix, where the Python that BENCH_PYTHON names (or python3) has them. */
function printReference(columns: RankingColumns): void {
  const python = process.env.BENCH_PYTHON ?? 'python3'
  const probe = spawnSync(python, ['-c', 'import numpy, choix, krippendorff'])
  if (probe.status !== 0) {
    console.log(`reference    left out: ${python} has no numpy, choix and krippendorff`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'plackett-bench-'))
  try {
    writeFileSync(join(folder, 'rank'), columns.rank)
    writeFileSync(join(folder, 'item'), columns.item)
    const { stdout, stderr, status } = spawnSync(python, ['-c', reference, folder, JSON.stringify(size)], {
      encoding: 'utf8',
    })
    console.log(status === 0 ? stdout.trimEnd() : `reference    failed: ${stderr}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Counts by numpy, then the two libraries on the counts. */
const reference = `
import sys, json, time, resource, numpy as np, krippendorff, choix
folder, s = sys.argv[1], json.loads(sys.argv[2])
K, n = s['completions'], s['models']
rank = np.fromfile(folder + '/rank', np.uint8).reshape(-1, s['overlap'], K).astype(int)
item = np.fromfile(folder + '/item', np.int32).reshape(-1, s['overlap'], K)
t = time.time()
i, j = np.triu_indices(K, 1)
sign = np.sign(rank[:, :, i] - rank[:, :, j])
counts = np.stack([(sign == v).sum(1).ravel() for v in (-1, 0, 1)], 1)
counts = np.concatenate([counts, counts[:, ::-1]])
alpha = krippendorff.alpha(value_counts=counts, value_domain=[-1, 0, 1], level_of_measurement='interval')
print(f"krippendorff {time.time() - t:.2f} s   \\u03b1 over pairs {alpha}")
t = time.time()
a, b = item[:, :, i].ravel(), item[:, :, j].ravel(); v = sign.ravel()
wins = np.zeros((n, n))
np.add.at(wins, (a, b), np.where(v < 0, 1, np.where(v == 0, .5, 0))); np.add.at(wins, (b, a), np.where(v > 0, 1, np.where(v == 0, .5, 0)))
x = choix.ilsr_pairwise_dense(wins, alpha=0, max_iter=10000, tol=1e-10)
print(f"choix        {time.time() - t:.2f} s   first rating {1000 + 400 / np.log(10) * (x - x.mean())[0]}")
print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
`
