/** Of such a matter only those cleared for it know that it exists: not by a count, and not by a number that others miss in their register. */
export const isHidden = (secrecy: number): boolean => secrecy >= 3
