export const locales = ['en', 'zh', 'ar'] as const
export type Locale = (typeof locales)[number]

export const localeCookie = 'plackett_locale'

interface LocaleName {
  name: string
  tag: string
  dir: 'ltr' | 'rtl'
}

/** How each language calls itself, and what `<html>` says of it. */
export const localeNames: Record<Locale, LocaleName> = {
  en: { name: 'English', tag: 'en', dir: 'ltr' },
  zh: { name: '简体中文', tag: 'zh-Hans', dir: 'ltr' },
  ar: { name: 'العربية', tag: 'ar', dir: 'rtl' },
}

/** The language chosen by the person, else the first of the browser's that we have, else English. */
export function resolveLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen
  for (const part of (acceptLanguage ?? '').split(',')) {
    const language = part.split(';')[0]?.trim().split('-')[0]?.toLowerCase()
    if (isLocale(language)) return language
  }
  return 'en'
}

function isLocale(value: string | undefined): value is Locale {
  return locales.some((locale) => locale === value)
}
