import type { ReactNode } from 'react'
import { OutboxProvider } from '../../features/outbox/outbox-context.tsx'
import { SessionGate } from '../../features/session/session-gate.tsx'
import { Palette } from '../../features/shell/palette.tsx'

export default function MembersLayout({ children }: { children: ReactNode }) {
  return (
    <SessionGate>
      <OutboxProvider>
        {children}
        <Palette />
      </OutboxProvider>
    </SessionGate>
  )
}
