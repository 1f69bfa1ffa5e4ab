import { useSyncExternalStore } from 'react'
import { type Contrast, contrastKey, contrasts } from '../../theme/contrast.ts'

/** The contrast that the person chose in this browser, and a way to choose another. */
export function useContrast(): { contrast: Contrast; setContrast: (contrast: Contrast) => void } {
  const contrast = useSyncExternalStore(listen, kept, () => 'auto' as const)
  const setContrast = (next: Contrast) => {
    try {
      localStorage.setItem(contrastKey, next)
    } catch {
      // No storage in this window: the choice cannot be kept.
    }
    // Other tabs hear of it by themselves; this one has to be told.
    window.dispatchEvent(new StorageEvent('storage', { key: contrastKey }))
  }
  return { contrast, setContrast }
}

function listen(changed: () => void): () => void {
  window.addEventListener('storage', changed)
  return () => window.removeEventListener('storage', changed)
}

function kept(): Contrast {
  try {
    return contrasts.find((contrast) => contrast === localStorage.getItem(contrastKey)) ?? 'auto'
  } catch {
    return 'auto'
  }
}
