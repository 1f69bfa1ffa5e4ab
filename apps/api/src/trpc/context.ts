import type { Scope } from '@plackett/core'

/** What a procedure gets: the scope of the request, which knows who asks. */
export interface TrpcContext {
  scope: Scope
}
