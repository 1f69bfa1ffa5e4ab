export { type ReinforcedPolicy, type ReinforcePolicyInput, reinforcePolicy } from './reinforce-policy.ts'
export type { Judge, JudgedItem, Judgement } from './run/judge.ts'
