export const contrasts = ['normal', 'high', 'auto'] as const
export type Contrast = (typeof contrasts)[number]

/** Where the person's choice is kept in the browser. */
export const contrastKey = 'plackett.contrast'
const attribute = 'data-contrast'
const wish = '(prefers-contrast: more)'

/** Runs before the first paint, so that no page shows in the wrong contrast first; it follows the system while it runs. */
export const contrastScript = `(() => {
  const wish = matchMedia('${wish}')
  const set = () => {
    let kept = 'auto'
    try { kept = localStorage.getItem('${contrastKey}') ?? 'auto' } catch {}
    const isHigh = kept === 'high' || (kept === 'auto' && wish.matches)
    document.documentElement.setAttribute('${attribute}', isHigh ? 'high' : 'normal')
  }
  set()
  wish.addEventListener('change', set)
  addEventListener('storage', set)
})()`
