/** Id of a Google spreadsheet: the part of its address after `/d/`. */
export const SPREADSHEET_ID = /^[A-Za-z0-9_-]{10,100}$/;
