/**
 * Every error that leaves the product, with its HTTP status and wording. `{name}` is filled from the error's details.
 * docs/errors.md documents each code; a test holds that.
 */
export const errorTable = {
  UNAUTHENTICATED: { status: 401, message: 'You are not logged in, or your session has ended.' },
  INVALID_CREDENTIALS: { status: 401, message: 'The e-mail or the password is wrong.' },
  API_KEY_INVALID: { status: 401, message: 'The API key is missing, unknown, expired or revoked.' },
  FORBIDDEN: { status: 403, message: 'Your role does not allow this.' },
  ORIGIN_NOT_ALLOWED: { status: 403, message: 'Requests from pages of {origin} are not accepted here.' },
  INVALID_INPUT: { status: 400, message: 'The input is not valid: {problem}' },
  BODY_NOT_JSON: { status: 400, message: 'The body is not valid JSON: {problem}' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is larger than {limit} bytes.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'The content type {contentType} is not accepted here.' },
  RATE_LIMITED: { status: 429, message: 'Too many requests. Try again in {seconds} s.' },
  NOT_FOUND: { status: 404, message: 'There is nothing at {path}.' },
  PROJECT_NOT_FOUND: { status: 404, message: 'There is no such project, or you are not a member of it.' },
  MEMBER_NOT_FOUND: { status: 404, message: 'There is no such member in this project.' },
  TASK_NOT_FOUND: { status: 404, message: 'There is no such task.' },
  ASSIGNMENT_NOT_FOUND: { status: 404, message: 'There is no such assignment, or it is not yours.' },
  ASSIGNMENT_EXPIRED: { status: 409, message: 'Your lease of this task ended and somebody else may have it now.' },
  ASSIGNMENT_ALREADY_SUBMITTED: { status: 409, message: 'This task was already answered under this assignment.' },
  RANKING_NOT_FOUND: { status: 404, message: 'There is no such ranking, or it is not yours.' },
  RANKING_FROZEN: { status: 409, message: 'A dataset version holds this ranking, so it stays as it is.' },
  TASK_ALREADY_ADJUDICATED: { status: 409, message: 'A reviewer has ranked this task already.' },
  ADJUDICATOR_NOT_INDEPENDENT: {
    status: 409,
    message: 'You took this task as an annotator, so somebody else must decide it.',
  },
  MENTION_UNKNOWN: { status: 422, message: 'One of the people mentioned does not take part here.' },
  RANKING_DOES_NOT_MATCH_TASK: {
    status: 422,
    message: 'The ranking must place exactly the completions that were shown: {problem}',
  },
  TIES_NOT_ALLOWED: { status: 422, message: 'This project does not allow ties.' },
  NOT_RANKABLE_NOT_ALLOWED: { status: 422, message: 'This project does not allow "not rankable".' },
  LABELS_INVALID: { status: 422, message: 'The answer does not fit the label settings of the project: {problem}.' },
  PROMPT_NOT_FOUND: { status: 404, message: 'There is no such prompt in this project.' },
  LESSON_NOT_FOUND: { status: 404, message: 'There is no such lesson.' },
  LESSON_EXISTS: { status: 409, message: 'This task is a lesson already.' },
  QUIZ_NOT_OPEN: { status: 409, message: 'This lesson cannot be answered now: {problem}.' },
  DEMONSTRATIONS_NOT_ALLOWED: { status: 422, message: 'This project does not ask for demonstrations.' },
  DEMONSTRATION_NOT_FOUND: { status: 404, message: 'There is no such demonstration, or it is not yours.' },
  DEMONSTRATION_CHANGED: { status: 409, message: 'The demonstration has moved on meanwhile: {problem}.' },
  GUIDELINES_NOT_FOUND: { status: 404, message: 'The guidelines of this project have no version {version}.' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, message: 'This idempotency key was used before, for something else.' },
  IMPORT_NOT_FOUND: { status: 404, message: 'There is no such import.' },
  LINE_NOT_UTF8: { status: 422, message: 'The line is not valid UTF-8.' },
  LINE_TOO_LONG: { status: 422, message: 'The line is longer than {limit} bytes.' },
  LINE_NOT_JSON: { status: 422, message: 'The line is not valid JSON: {problem}' },
  LINE_NOT_OBJECT: { status: 422, message: 'The line is not a JSON object.' },
  LINE_INVALID: { status: 422, message: '{problem}' },
  LINE_FORMAT_UNKNOWN: { status: 422, message: 'The line is neither a ranking nor a TRL preference: {problem}' },
  FORMAT_UNKNOWN: {
    status: 422,
    message: 'The file fits no format; name it, or map its columns. It has: {columns}',
  },
  RANKS_MISMATCH: { status: 422, message: 'There are {ranks} ranks for {completions} completions.' },
  COMPLETIONS_TOO_FEW: { status: 422, message: 'A task needs at least 2 completions; this one has {count}.' },
  COMPLETIONS_TOO_MANY: { status: 422, message: 'A task takes at most {limit} completions; this one has {count}.' },
  DUPLICATE_ID: { status: 422, message: 'The id "{id}" stands on line {firstLine} already.' },
  FILE_EMPTY: { status: 422, message: 'The file has no lines.' },
  FILE_UNREADABLE: { status: 422, message: 'The file {file} could not be read: {problem}' },
  FILE_UNWRITABLE: { status: 500, message: 'The file {file} could not be written: {problem}' },
  DATASET_EMPTY: { status: 422, message: 'There are no comparisons to {purpose}.' },
  DATASET_VERSION_NOT_FOUND: { status: 404, message: 'There is no such dataset version.' },
  TRAINING_RUN_NOT_FOUND: { status: 404, message: 'There is no such training run.' },
  TRAINING_RUN_FINISHED: { status: 409, message: 'The run has finished already.' },
  TRAINING_DIVERGED: { status: 422, message: 'The loss became {loss} at step {step}. Try a smaller learning rate.' },
  TRAINING_OUT_OF_MEMORY: {
    status: 422,
    message: 'The memory did not suffice for a step. Try a smaller batch size, a smaller maximum length, or LoRA.',
  },
  BACKBONE_NOT_FOUND: {
    status: 404,
    message: 'There is no backbone "{backbone}": neither one of {known}, nor a folder with a config.json.',
  },
  TRAINING_INTERRUPTED: { status: 500, message: 'The run was interrupted {attempts} times and was given up.' },
  MODEL_NOT_FOUND: { status: 404, message: 'There is no reward model "{model}".' },
  POLICY_NOT_FOUND: { status: 404, message: 'There is no policy "{policy}".' },
  MODEL_AMBIGUOUS: { status: 400, message: 'Several models are in production; name one of: {models}.' },
  NO_PRODUCTION_MODEL: { status: 404, message: 'No reward model has been promoted to production yet.' },
  MODEL_FILE_INVALID: { status: 422, message: 'The model in {place} cannot be used: {problem}' },
  ARTEFACT_NOT_FOUND: { status: 404, message: 'The artefact {key} is not in storage.' },
  ARTEFACT_CORRUPT: { status: 500, message: 'The artefact {key} does not have the content that its hash names.' },
  EMPTY_COMPLETION: { status: 422, message: 'The completion is empty, so there is nothing to score.' },
  PROMPT_REFUSED: { status: 422, message: 'The chat template of the model refuses this prompt: {problem}' },

  INPUT_TOO_LONG: {
    status: 422,
    message: 'Text {index} is longer than the model reads, and the request does not ask to cut it.',
  },
  SCORE_NOT_FINITE: { status: 500, message: 'The model gave no finite reward for this text.' },
  IMAGE_UNAVAILABLE: { status: 422, message: 'The image at {host} cannot be shown: {problem}.' },
  OVERLOADED: { status: 503, message: 'The server is at its limit. Try again in {seconds} s.' },
  INVITATION_INVALID: { status: 404, message: 'This link is wrong, was used already, or has expired.' },
  LEADERBOARD_LINK_NOT_FOUND: { status: 404, message: 'This link is wrong, or it was withdrawn.' },
  EMAIL_TAKEN: { status: 409, message: 'There is an account with this e-mail already. Log in instead.' },
  EMAIL_MISMATCH: { status: 422, message: 'This invitation is for another e-mail address.' },
  LAST_OWNER: { status: 409, message: 'A project needs at least one owner.' },
  WEBHOOK_NOT_FOUND: { status: 404, message: 'There is no such webhook or delivery, or it has ended.' },
  API_KEY_SCOPE: { status: 403, message: 'The API key may not {action}; make one that may.' },
  API_KEY_NOT_FOUND: { status: 404, message: 'There is no such API key.' },
  CONFIG_INVALID: { status: 500, message: '{variable}: {problem}' },
  PORT_TAKEN: {
    status: 500,
    message: 'Port {port} on {host} is taken. Set PLACKETT_PORT to another one, or stop what uses it.',
  },
  DATABASE_UNREACHABLE: { status: 503, message: 'PostgreSQL does not answer: {problem}' },
  INTERNAL: { status: 500, message: 'Something went wrong on our side. Nothing that you submitted was lost.' },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorTable
export type ErrorDetails = Record<string, string | number>

/** An error that the product knows: a code of the table and the details that its wording names. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(wordingOf(code, details), options)
    this.code = code
    this.details = details
  }

  get status(): number {
    return errorTable[this.code].status
  }
}

/** The wording of a code, with its details filled in. */
export function wordingOf(code: ErrorCode, details: ErrorDetails = {}): string {
  return errorTable[code].message.replace(/\{(\w+)\}/g, (place, name: string) => String(details[name] ?? place))
}
