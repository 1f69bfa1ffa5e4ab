interface Entry {
  readonly priority: number
  readonly key: number
}

/** A queue that gives back the highest priority first, of equal ones the smallest key. */
export class MaxHeap {
  readonly #entries: Entry[] = []

  push(priority: number, key: number): void {
    const entries = this.#entries
    let at = entries.push({ priority, key }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(entries[at]!, entries[parent]!)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  pop(): Entry | undefined {
    const entries = this.#entries
    if (entries.length < 2) return entries.pop()
    this.#swap(0, entries.length - 1)
    const top = entries.pop()
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let first = at
      if (left < entries.length && isBefore(entries[left]!, entries[first]!)) first = left
      if (right < entries.length && isBefore(entries[right]!, entries[first]!)) first = right
      if (first === at) return top
      this.#swap(at, first)
      at = first
    }
  }

  #swap(a: number, b: number): void {
    const moved = this.#entries[a]!
    this.#entries[a] = this.#entries[b]!
    this.#entries[b] = moved
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.priority > b.priority || (a.priority === b.priority && a.key < b.key)
}
