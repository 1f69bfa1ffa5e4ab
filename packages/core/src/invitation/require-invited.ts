import { AppError } from '@plackett/contracts'

/** Refuses an address other than the one that the invitation names, if it names one. */
export function requireInvited(invitation: { email: string | null }, email: string): void {
  if (invitation.email !== null && invitation.email.toLowerCase() !== email.toLowerCase()) {
    throw new AppError('EMAIL_MISMATCH')
  }
}
