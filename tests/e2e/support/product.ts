import type { AppRouter } from '@plackett/api'
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import superjson from 'superjson'

export { expect }

export const owner = { name: 'Grace Owner', email: 'grace@example.org', password: 'a long enough password' }

/** The address of the product that the global set-up started. */
export function productUrl(path = ''): string {
  return `${process.env.E2E_URL}${path}`
}

export type Api = TRPCClient<AppRouter>

/** The API as the page's own session sees it. */
export function apiOf(request: APIRequestContext): Api {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: productUrl('/trpc'),
        transformer: superjson,
        fetch: async (url, init) => {
          const { method = 'GET', body } = init ?? {}
          const options = {
            method,
            headers: { 'content-type': 'application/json' },
            ...(body ? { data: String(body) } : {}),
          }
          const response = await request.fetch(String(url), options)
          return new Response(await response.text(), { status: response.status() })
        },
      }),
    ],
  })
}

interface Fixtures {
  /** A page on which the owner is logged in. */
  page: Page
  api: Api
  /** The sample project, which is loaded by the first that asks. */
  projectId: string
}

/** Stories told by the owner of an installation that was set up. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    session ??= await sessionOfOwner(page.request)
    await page.context().addCookies(session)
    await use(page)
  },
  api: async ({ page }, use) => {
    await use(apiOf(page.request))
  },
  projectId: async ({ api }, use) => {
    const { id } = await api.project.loadSample.mutate({})
    await use(id)
  },
})

type Session = Awaited<ReturnType<APIRequestContext['storageState']>>['cookies']

/** One log-in serves all stories: the product slows down who logs in too often. */
let session: Session | undefined

async function sessionOfOwner(request: APIRequestContext): Promise<Session> {
  const { email, password } = owner
  const response = await request.post(productUrl('/api/auth/sign-in/email'), { data: { email, password } })
  expect(response.ok(), 'log-in of the owner').toBe(true)
  return (await request.storageState()).cookies
}
