import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface WorkspacePackage {
  /** Without the scope: `core`. */
  name: string
  directory: string
  dependencies: string[]
  devDependencies: string[]
  files: SourceFile[]
}

export interface SourceFile {
  /** From the root: `packages/core/src/index.ts`. */
  path: string
  text: string
  imports: Import[]
}

export interface Import {
  specifier: string
  isTypeOnly: boolean
}

/** Each app and package with its sources; tests, what only they use, generated and built code are left out. */
export function readWorkspace(): WorkspacePackage[] {
  return ['apps', 'packages'].flatMap((group) => readdirSync(join(root, group)).map((name) => readPackage(group, name)))
}

function readPackage(group: string, name: string): WorkspacePackage {
  const directory = join(group, name)
  const manifest = JSON.parse(readFileSync(join(root, directory, 'package.json'), 'utf8'))
  return {
    name,
    directory,
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys(manifest.devDependencies ?? {}),
    files: sourcePaths(existsSync(join(root, directory, 'src')) ? join(directory, 'src') : directory).map(readSource),
  }
}

const skipped = new Set(['node_modules', 'dist', '.next', 'generated', '.turbo'])

function sourcePaths(directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : sourcePaths(path)
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.test\.tsx?$|\.d\.ts$/.test(entry.name) ? [path] : []
  })
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8')
  return { path, text, imports: importsOf(text) }
}

const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[^'"()]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const call = /\b(?:import|require|import\.meta\.resolve)\(\s*['"]([^'"]+)['"]/g

function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [
    ...[...code.matchAll(statement)].map(([, type, specifier]) => ({
      specifier: specifier!,
      isTypeOnly: Boolean(type),
    })),
    ...[...code.matchAll(call)].map(([, specifier]) => ({ specifier: specifier!, isTypeOnly: false })),
  ]
}

/** `@trpc/server/http` → `@trpc/server`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
