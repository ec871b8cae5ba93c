// What the door keeps on the device: marks until the server has them (numbers and times, no names), and who was here
// when it last answered. Marks older than a week are given up.
import { openDB } from "../vendor/idb/idb.js"

const WEEK = 7 * 24 * 3600 * 1000

export const openStore = async () => {
  const db = await openDB("door", 1, {
    upgrade(base) {
      base.createObjectStore("marks", { keyPath: "id" })
      base.createObjectStore("states", { keyPath: "session" })
    },
  })
  return {
    add: (mark) => db.put("marks", mark),
    drop: (ids) => Promise.all(ids.map((id) => db.delete("marks", id))),
    clear: () => Promise.all([db.clear("marks"), db.clear("states")]),
    remember: (state) => db.put("states", state),
    remembered: (session) => db.get("states", session),
    waiting: async () => {
      const all = await db.getAll("marks")
      const old = all.filter((mark) => mark.at < Date.now() - WEEK)
      await Promise.all(old.map((mark) => db.delete("marks", mark.id)))
      return all.filter((mark) => !old.includes(mark)).sort((a, b) => a.at - b.at)
    },
  }
}
