/** Differentiates graphs: `gradients` appends the backward pass of a loss, by one small rule for each operator. */
export { gradients } from './gradients.ts'
