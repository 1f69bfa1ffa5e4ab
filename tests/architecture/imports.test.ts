import { describe, expect, test } from 'vitest'
import { packageOf, readWorkspace } from './read-workspace.ts'

const scope = '@plackett/'
const workspace = readWorkspace()

/** Which of ours each may import, as docs/architecture.md has it. */
const mayImport: Record<string, string[]> = {
  contracts: [],
  preference: ['contracts'],
  datasets: ['contracts'],
  onnx: ['contracts'],
  autodiff: ['onnx'],
  models: ['contracts', 'onnx', 'autodiff', 'preference'],
  compliance: ['contracts'],
  training: ['contracts', 'onnx', 'models', 'preference', 'datasets', 'storage'],
  serving: ['contracts', 'models', 'preference', 'datasets', 'storage'],
  generation: ['contracts', 'onnx', 'models', 'preference', 'datasets', 'storage'],
  reinforcement: ['contracts', 'onnx', 'models', 'generation'],
  db: [],
  storage: ['contracts'],
  core: ['contracts', 'preference', 'datasets', 'db', 'storage'],
  client: ['contracts'],
  ray: ['contracts'],
  api: ['contracts', 'core', 'serving', 'db', 'storage'],
  worker: ['contracts', 'core', 'datasets', 'generation', 'reinforcement', 'training', 'serving', 'db', 'storage'],
  cli: ['contracts', 'core', 'datasets', 'generation', 'reinforcement', 'training', 'serving', 'db', 'storage'],
  web: ['contracts'],
}

/** What each never imports from elsewhere. */
const never: Record<string, RegExp> = {
  contracts: /^(?!zod$)/,
  preference: /^node:|^onnxruntime/,
  datasets: /^node:(?!zlib$|crypto$|stream|util$)|^onnxruntime/,
  onnx: /^node:|^onnxruntime/,
  autodiff: /^node:|^onnxruntime/,
  models: /^node:(?!crypto$|zlib$)|^onnxruntime|prisma/i,
  compliance: /^node:/,
  training: /fastify|@trpc|^next|prisma/i,
  serving: /@trpc|^next|prisma/i,
  reinforcement: /fastify|@trpc|^next|prisma/i,
  core: /fastify|@trpc|^next|onnxruntime/,
  api: /^next|onnxruntime|^@prisma/,
  worker: /@trpc|^next|^@prisma/,
  cli: /@trpc|^next|^@prisma/,
  web: /prisma|fastify|onnxruntime|^pg$/i,
}

const compositionRoots = [
  'apps/api/src/server.ts',
  'apps/worker/src/main.ts',
  'apps/cli/src/main.ts',
  'apps/web/server.mjs',
]
const pure = ['contracts', 'preference', 'datasets', 'onnx', 'autodiff', 'models', 'compliance']

const imports = workspace.flatMap(({ name, files }) =>
  files.flatMap(({ path, imports }) => imports.map((found) => ({ from: name, path, ...found }))),
)
const ours = imports
  .filter(({ specifier }) => specifier.startsWith(scope))
  .map((found) => ({ ...found, to: packageOf(found.specifier).slice(scope.length) }))

describe('who may import whom', () => {
  test('every package is in the table', () => {
    expect(workspace.map(({ name }) => name).filter((name) => !(name in mayImport))).toEqual([])
  })

  test('imports of ours follow the table', () => {
    const wrong = ours.filter(({ from, to, isTypeOnly }) => {
      if (from === to || (from === 'web' && to === 'api' && isTypeOnly)) return false
      return !mayImport[from]?.includes(to)
    })
    expect(wrong.map(({ path, specifier }) => `${path} → ${specifier}`)).toEqual([])
  })

  test('package.json names no more than the table allows, so that nothing else resolves', () => {
    const wrong = workspace.flatMap(({ name, dependencies }) =>
      dependencies
        .filter(
          (dependency) => dependency.startsWith(scope) && !mayImport[name]?.includes(dependency.slice(scope.length)),
        )
        .map((dependency) => `${name} → ${dependency}`),
    )
    expect(wrong).toEqual([])
  })

  test('there is no circle', () => {
    const circles = workspace.flatMap(({ name }) => circleFrom(name, name, []))
    expect(circles).toEqual([])
  })

  test('nobody reaches into another package, or out of its own folder', () => {
    const wrong = imports.filter(({ from, path, specifier }) => {
      if (specifier.startsWith(scope)) return specifier.includes('/dist/') || specifier.includes('/src/')
      if (!specifier.startsWith('.')) return false
      const directory = workspace.find(({ name }) => name === from)!.directory
      return !new URL(specifier, `file:///${path}`).pathname.startsWith(`/${directory}/`)
    })
    expect(wrong.map(({ path, specifier }) => `${path} → ${specifier}`)).toEqual([])
  })

  test('the libraries that a package must not know are not imported', () => {
    const wrong = imports.filter(({ from, specifier, isTypeOnly }) => {
      if (isTypeOnly || specifier.startsWith('.') || specifier.startsWith(scope)) return false
      return never[from]?.test(specifier)
    })
    expect(wrong.map(({ path, specifier }) => `${path} → ${specifier}`)).toEqual([])
  })

  test('only the database package knows Prisma, and only what runs models knows onnxruntime', () => {
    const wrong = imports.filter(
      ({ from, specifier }) =>
        (/^@?prisma/.test(specifier) && from !== 'db') ||
        (/^onnxruntime/.test(specifier) && !['training', 'serving', 'generation', 'reinforcement'].includes(from)),
    )
    expect(wrong.map(({ path, specifier }) => `${path} → ${specifier}`)).toEqual([])
  })
})

describe('what comes from outside comes in by arguments', () => {
  test('the environment is read in the composition roots only', () => {
    const readers = workspace
      .flatMap(({ files }) => files)
      .filter(({ text }) => /process\.env/.test(text))
      .map(({ path }) => path)
    expect(readers.filter((path) => !compositionRoots.includes(path))).toEqual([])
  })

  test('pure packages ask neither the clock nor Math.random', () => {
    const askers = workspace
      .filter(({ name }) => pure.includes(name))
      .flatMap(({ files }) => files)
      .filter(({ text }) => /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/.test(text))
    expect(askers.map(({ path }) => path)).toEqual([])
  })
})

/** Walks the dependencies of ours from `name`; a path that comes back to `start` is a circle. */
function circleFrom(start: string, name: string, path: string[]): string[] {
  if (path.includes(name)) return name === start ? [[...path, name].join(' → ')] : []
  const found = workspace.find((candidate) => candidate.name === name)
  const next = (found?.dependencies ?? []).filter((dependency) => dependency.startsWith(scope))
  return next.flatMap((dependency) => circleFrom(start, dependency.slice(scope.length), [...path, name]))
}
