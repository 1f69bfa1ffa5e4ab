export { convertLlama2c } from '@plackett/models'
export { DecoderSession, type Rows } from './decode/decoder-session.ts'
export { buildPolicyServer, type PolicyServerOptions } from './http/build-policy-server.ts'
export { openPolicy, type Policy } from './policy/open-policy.ts'
export {
  type Generated,
  type GenerationPrompt,
  type GenerationRequest,
  generationPrompt,
  generationRequest,
} from './policy/policy.types.ts'
export { type SamplingSettings, samplingSettings } from './sampling/sampling-settings.ts'
