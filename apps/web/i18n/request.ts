import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { localeCookie, resolveLocale } from './locales.ts'

export default getRequestConfig(async () => {
  const locale = resolveLocale((await cookies()).get(localeCookie)?.value, (await headers()).get('accept-language'))
  const messages = await import(`../messages/${locale}.json`)
  return { locale, messages: messages.default, timeZone: 'UTC' }
})
