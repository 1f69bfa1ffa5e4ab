import { hash } from 'node:crypto'

export interface ImportedAnnotator {
  id: string
  name: string
}

/** Who ranked in imported files: one user per project and name, who cannot log in. */
export class ImportedAnnotators {
  readonly #projectId: string
  readonly #idOf = new Map<string, string>()
  #fresh: ImportedAnnotator[] = []

  constructor(projectId: string) {
    this.#projectId = projectId
  }

  /** The id of a named annotator. */
  named(name: string): string {
    return this.#idFor(name, name)
  }

  /** The id of the `number`th of those whom the file does not name. Their names in the key cannot be anybody's. */
  unnamed(number: number): string {
    return this.#idFor(`\0${number}`, `Unnamed ${number}`)
  }

  /** Those who came up since this was asked last. */
  takeFresh(): ImportedAnnotator[] {
    return this.#fresh.splice(0)
  }

  #idFor(key: string, name: string): string {
    const known = this.#idOf.get(key)
    if (known !== undefined) return known
    const id = `imported-${hash('sha256', `${this.#projectId}\n${key}`).slice(0, 32)}`
    this.#idOf.set(key, id)
    this.#fresh.push({ id, name: name.slice(0, 200) })
    return id
  }
}
