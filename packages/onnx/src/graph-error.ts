/** A graph that cannot be: shapes that do not fit, a gradient that does not exist. A mistake of the code that builds it. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
}
