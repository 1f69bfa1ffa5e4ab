import { cookies, headers } from 'next/headers'
import type { Messages } from 'next-intl'
import { getRequestConfig } from 'next-intl/server'
import { type Locale, localeCookie, resolveLocale } from './locales.ts'

/** A message that a language lacks is an error of types here. */
const messagesOf: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import('../messages/en.json'),
  zh: () => import('../messages/zh.json'),
  ar: () => import('../messages/ar.json'),
}

export default getRequestConfig(async () => {
  const locale = resolveLocale((await cookies()).get(localeCookie)?.value, (await headers()).get('accept-language'))
  const { default: messages } = await messagesOf[locale]()
  return { locale, messages, timeZone: 'UTC' }
})
