/** Who acts: a person with a session or an API key, the installation's own key, or nobody known. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'person'; userId: string; isOwner: boolean }
  | { kind: 'automation' }

/** What `createdById` says of an actor. */
export function idOfActor(actor: Actor): string {
  return actor.kind === 'person' ? actor.userId : actor.kind
}
