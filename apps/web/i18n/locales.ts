export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

export const localeCookie = 'plackett_locale'

/** How each language calls itself, and what `<html lang>` says. */
export const localeNames: Record<Locale, { name: string; tag: string }> = {
  en: { name: 'English', tag: 'en' },
  zh: { name: '简体中文', tag: 'zh-Hans' },
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
