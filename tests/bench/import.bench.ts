import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProjectInput } from '@plackett/contracts'
import { createProject, importFile, systemPorts } from '@plackett/core'
import { connect, createTestDatabase, startPostgres } from '@plackett/db'
import { openStorage } from '@plackett/storage'
import { expect, test } from 'vitest'

/** The size that the product promises: in under three minutes and 512 MiB. */
const size = { rankings: Number(process.env.PLACKETT_BENCH_RANKINGS ?? 1_000_000), completions: 4, annotators: 2_000 }

test('1,000,000 rankings of 4, each of a prompt of its own, by 2,000 annotators', async () => {
  const home = await mkdtemp(join(tmpdir(), 'plackett-bench-'))
  const postgres = await startPostgres({ directory: join(home, 'postgres') })
  const { url } = await createTestDatabase(postgres.url)
  const db = connect(url)
  try {
    await db.user.create({ data: { id: 'owner', name: 'Owner', email: 'owner@example.org', isOwner: true } })
    const storage = await openStorage({ kind: 'disk', directory: join(home, 'storage') })
    const never = () => Promise.reject(new Error('Not used here.'))
    const scope = {
      ...systemPorts,
      ...{ db, storage, temporaryDirectory: home, baseUrl: 'http://localhost' },
      actor: { kind: 'person', userId: 'owner', isOwner: true } as const,
      accounts: { createAccount: never },
      scorers: { score: never },
    }
    const { id: projectId } = await createProject(scope, createProjectInput.parse({ name: 'Bench', overlap: 1 }))
    const startedAt = performance.now()
    const report = await importFile(scope, { projectId, idempotencyKey: 'bench-import', filename: 'f', chunks: file() })
    const seconds = (performance.now() - startedAt) / 1_000
    const peak = process.resourceUsage().maxRSS / 1_024
    console.log(
      `${report.imported} rankings in ${seconds.toFixed(1)} s, ${(report.imported / seconds).toFixed(0)} a second`,
    )
    console.log(`peak memory ${peak.toFixed(0)} MiB, the test runner included, PostgreSQL beside`)
    expect(report).toMatchObject({ imported: size.rankings, errorCount: 0 })
    expect(await db.comparison.count()).toBe(size.rankings * 6)
    expect(seconds).toBeLessThan(180)
    expect(peak).toBeLessThan(512)
  } finally {
    await db.$disconnect()
    await postgres.stop()
    await rm(home, { recursive: true, force: true })
  }
})

/** Lines of about 700 bytes, as the file of a labelling effort has them. */
function* file(): Generator<Uint8Array> {
  const sentence = 'The sky is blue because air scatters light of short waves more than light of long ones. '
  for (let at = 0; at < size.rankings; ) {
    let text = ''
    for (const end = Math.min(size.rankings, at + 200); at < end; at += 1) {
      const completions = Array.from({ length: size.completions }, (_, which) => ({
        text: `${which}: ${sentence}${at}`,
        model: `model-${(at + which) % 50}`,
      }))
      const ranks = completions.map((_, which) => 1 + ((which * 3 + at) % size.completions))
      const annotator = `annotator-${at % size.annotators}`
      text += `${JSON.stringify({ prompt: `Question ${at}: why is the sky blue?`, completions, ranks, annotator })}\n`
    }
    yield Buffer.from(text)
  }
}
