/** The form that stands open: a new finding of an item, a change to one, a refund for one. */
export type Opened = { form: 'add' | 'edit' | 'refund'; id: string }
