import type { Metadata } from 'next'
import type { Messages } from 'next-intl'
import { getTranslations } from 'next-intl/server'

/** A page's `generateMetadata`: its title by the key of a message, in the reader's language. */
export function pageTitle<N extends keyof Messages>(namespace: N, key: keyof Messages[N] & string) {
  return async (): Promise<Metadata> => {
    const t = await getTranslations()
    return { title: t(`${namespace}.${key}` as Parameters<typeof t>[0]) }
  }
}
