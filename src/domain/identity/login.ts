/** One spelling of a login, whatever the keyboard: half-width, small letters, no spaces around. */
export const normaliseLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase()
