import type { FormErrors } from '@mantine/form'
import { type LabelSettings, labelSettings } from '@plackett/contracts'
import { useTranslations } from 'next-intl'

const lists = ['ratings', 'flags', 'spans']

/** What is wrong with label settings, by the path of the field, in the reader's language. */
export function useSettingsErrors(): (values: LabelSettings) => FormErrors {
  const t = useTranslations('labelSettings.invalid')
  const wordsOf = (path: PropertyKey[]) => {
    const field = path.at(-1)
    if (path.length === 1 && lists.includes(String(field))) return t('sameKey')
    return field === 'key' ? t('key') : t('text')
  }
  return (values) => {
    const { error } = labelSettings.safeParse(values)
    return Object.fromEntries((error?.issues ?? []).map(({ path }) => [path.join('.'), wordsOf(path)]))
  }
}
