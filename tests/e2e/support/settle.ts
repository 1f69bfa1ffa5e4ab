import type { Page } from '@playwright/test'

/** Waits until nothing is loading any more and nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page.waitForFunction(() => {
    const isLoading = document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root') !== null
    const hasContent = document.querySelector('h1, h2, [data-rank-bench]') !== null
    return hasContent && !isLoading && document.getAnimations().every((animation) => animation.playState !== 'running')
  })
}
