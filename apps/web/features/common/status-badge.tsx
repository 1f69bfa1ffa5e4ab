import { Badge } from '@mantine/core'

type Meaning = 'good' | 'warn' | 'danger' | 'accent' | 'neutral'

const colours: Record<Meaning, { background: string; ink: string }> = {
  good: { background: 'var(--pk-good-soft)', ink: 'var(--pk-good)' },
  warn: { background: 'var(--pk-warn-soft)', ink: 'var(--pk-warn)' },
  danger: { background: 'var(--pk-danger-soft)', ink: 'var(--pk-danger)' },
  accent: { background: 'var(--pk-accent-soft)', ink: 'var(--pk-accent)' },
  neutral: { background: 'var(--pk-sunken)', ink: 'var(--pk-muted)' },
}

/** A state in a word, with its meaning as colour besides. */
export function StatusBadge({ meaning, children }: { meaning: Meaning; children: string }) {
  const { background, ink } = colours[meaning]
  return (
    <Badge
      component="span"
      variant="filled"
      radius="sm"
      tt="none"
      fw={500}
      styles={{ root: { background, color: ink } }}
    >
      {children}
    </Badge>
  )
}
