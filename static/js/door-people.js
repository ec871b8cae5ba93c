// People written down at the door without a network: kept on this device at most twelve hours, encrypted with a key that
// no script can read out, until the server has them. Each has a key of its own form, so it is registered once.
import { openDB } from "../vendor/idb/idb.js"

const LONGEST = 12 * 3600 * 1000

export const openPeople = async () => {
  const db = await openDB("door-people", 1, {
    upgrade(base) {
      base.createObjectStore("people", { keyPath: "id" })
      base.createObjectStore("keys")
    },
  })
  const ours = async () => {
    const kept = await db.get("keys", "key")
    if (kept) return kept
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
    await db.put("keys", made, "key")
    return made
  }
  const drop = async (id) => {
    await db.delete("people", id)
    if (!(await db.count("people"))) await db.delete("keys", "key")
  }
  return {
    drop,
    // `fields`: what the form would send, as pairs of names and values.
    add: async ({ id, url, at, fields }) => {
      const key = await ours(), iv = crypto.getRandomValues(new Uint8Array(12))
      const words = new TextEncoder().encode(JSON.stringify(fields))
      await db.put("people", { id, url, at, iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, words) })
    },
    // Those that wait, the oldest first, still sealed; what is too old goes, and its number is told.
    waiting: async () => {
      const all = await db.getAll("people"), old = all.filter((one) => one.at < Date.now() - LONGEST)
      for (const one of old) await drop(one.id)
      return { people: all.filter((one) => !old.includes(one)).sort((a, b) => a.at - b.at), gone: old.length }
    },
    read: async ({ iv, sealed }) => {
      const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await ours(), sealed)
      return JSON.parse(new TextDecoder().decode(words))
    },
  }
}

// The form as the server takes it; true when the person is registered (the answer leads back to the list).
export const sendPerson = async (url, fields, token) => {
  const body = new URLSearchParams(fields.filter(([name]) => name !== "csrfmiddlewaretoken"))
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } })
  return { taken: answer.ok && answer.redirected && answer.url.split(/[?#]/)[0] === new URL("../", new URL(url, location)).href, answer }
}
