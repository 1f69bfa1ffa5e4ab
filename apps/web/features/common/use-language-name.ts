import { useLocale, useTranslations } from 'next-intl'

/** Languages as the reader calls them; a tag that is none stays as it is. */
export function useLanguageName(): (tag: string | null) => string {
  const t = useTranslations('common')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language', fallback: 'code' })
  return (tag) => {
    if (tag === null || tag === '') return t('noLanguage')
    try {
      return names.of(tag) ?? tag
    } catch {
      // Intl throws for what is not shaped like a language tag.
      return tag
    }
  }
}
