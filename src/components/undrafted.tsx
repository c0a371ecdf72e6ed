/** On a field whose words stay on the page and are left in no browser. */
export const undrafted = { 'data-undrafted': '', autoComplete: 'off' }
