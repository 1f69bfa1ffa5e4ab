/** What the keeper is told once, at its start. */
export interface KeepOrder {
  /** Holds `data/`, the cluster. */
  directory: string
  password: string
  /** A free one is taken unless told. */
  port: number | null
  settings: Record<string, string>
}

/** What the keeper tells. `ended` means that PostgreSQL went away by itself; the keeper then goes too. */
export type KeeperMessage =
  | { kind: 'ready'; port: number }
  | { kind: 'log'; line: string }
  | { kind: 'failed'; problem: string }
  | { kind: 'ended'; problem: string }
