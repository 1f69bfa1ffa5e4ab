import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@plackett/contracts'
import { convertLlama2c } from '@plackett/generation'
import { problemOf } from '../files/open-file.ts'
import { requireWritable } from '../files/require-writable.ts'
import type { Terminal } from '../terminal.ts'

export interface ImportPolicyFlags {
  llama2c: string
  tokenizer: string
  out: string
}

/** Writes a model of llama2.c as a Hugging Face directory. Throws MODEL_FILE_INVALID where it is none. */
export async function importPolicy({ llama2c, tokenizer, out }: ImportPolicyFlags, terminal: Terminal): Promise<void> {
  const [model, words] = await Promise.all([llama2c, tokenizer].map(readNamed))
  const files = convertLlama2c(model!, words!)
  await requireWritable(out)
  await mkdir(out, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(out, name), bytes)
  terminal.stdout.write(`${out}\n`)
}

async function readNamed(file: string) {
  try {
    return { place: file, bytes: await readFile(file) }
  } catch (cause) {
    throw new AppError('FILE_UNREADABLE', { file, problem: problemOf(cause) }, { cause })
  }
}
