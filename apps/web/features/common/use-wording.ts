import { useTranslations } from 'next-intl'
import { problemOf } from '../../trpc/problem-of.ts'

/** The words for an error in the person's language; the server's own where we have none. */
export function useWording(): (error: unknown) => string {
  const t = useTranslations('errors')
  return (error) => {
    const { code, message, details } = problemOf(error)
    const key = code as Parameters<typeof t.has>[0]
    return t.has(key) ? t(key, details as never) : message
  }
}
