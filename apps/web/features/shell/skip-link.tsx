import { useTranslations } from 'next-intl'

/** First in the tab order: past the frame, to what the page is about. */
export function SkipLink() {
  const t = useTranslations('shell')
  return (
    <nav aria-label={t('skip')}>
      <a href="#main" className="pk-skip-link">
        {t('skip')}
      </a>
    </nav>
  )
}
