// Words, hours and prints of the list at the door.
const page = document.documentElement.lang
const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Warsaw" })

// 9.05, as the server writes it (09:05 on an English page).
export const clock = (ms) => {
  const text = hours.format(new Date(ms))
  return page === "en" ? text : text.replace(/^0/, "").replace(":", ".")
}

// As common.text.folding.fold: lower case without marks.
const LETTERS = { ł: "l", đ: "d", ð: "d", ø: "o", ħ: "h", ı: "i", ŋ: "n", þ: "th", æ: "ae", œ: "oe", ß: "ss" }
export const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[łđðøħıŋþæœß]/g, (letter) => LETTERS[letter])

const plural = new Intl.PluralRules(page)
export const waitingWords = (say, n) => {
  const form = { one: say.waitingOne, few: say.waitingFew }[plural.select(n)] ?? say.waitingMany
  return form.replace(/\d+/, n)
}

// As events.registration.tickets.ticket_print.
export const printOf = async (ticket) => {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(ticket))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32)
}
